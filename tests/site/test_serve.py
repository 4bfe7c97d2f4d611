"""`manage.py serve`: from an empty folder to a running site, and no less on the second start."""

import json
import re
import select
import shutil
import signal
import socket
import sqlite3
import stat
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from threading import Event, Thread

import pytest
from django.conf import settings

from .running import free_port, once, run, running

pytestmark = once


def held(folder):
    """{model: number of rows} of the models that fixtures fill."""
    with closing(sqlite3.connect(folder / "asean_japan.sqlite3")) as database:
        count = "SELECT count(*) FROM {}"
        tables = {model: model.replace(".", "_") for model in in_fixtures()}
        return {model: database.execute(count.format(table)).fetchone()[0] for model, table in tables.items()}


def in_fixtures():
    """The same, as the files of fixtures have it."""
    files = [settings.BASE_DIR / f"fixtures/{name}.json" for name in ("chapter", "brief", "records")]
    return Counter(entry["model"] for file in files for entry in json.loads(file.read_text()))


@pytest.fixture
def copy(site, tmp_path):
    """The folder of a site that was started before."""
    return shutil.copytree(site.folder, tmp_path / "var")


# The first start


def test_from_an_empty_folder_it_serves_the_atlas(site):
    answer = site.ask("/")
    assert answer.status == 200
    assert "<h1" in answer.body


def test_it_makes_a_key_that_its_owner_alone_can_read(site):
    key = site.folder / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text().strip()) >= 50


def test_it_loads_all_of_both_documents(site):
    assert held(site.folder) == in_fixtures()


def test_lists_and_records_are_served(site):
    address = re.search(r'href="(/objectives/[^"/?]+/)"', site.ask("/objectives/").body)[1]
    assert site.ask(address).status == 200
    assert site.ask("/objectives/nowhere-at-all/").status == 404


def test_the_editors_find_their_door(site):
    assert site.ask("/admin/").status == 302
    assert "csrfmiddlewaretoken" in site.ask("/admin/login/").body


# The second start


def test_a_second_start_makes_nothing_anew(copy):
    key, rows = (copy / "secret-key").read_text(), held(copy)
    manifest = (copy / "static/staticfiles.json").stat().st_mtime_ns
    started = run(copy, "manage.py", "serve", "--prepare-only")
    assert (started.returncode, started.stdout, started.stderr) == (0, "", "")
    assert (copy / "secret-key").read_text() == key
    assert held(copy) == rows
    assert (copy / "static/staticfiles.json").stat().st_mtime_ns == manifest


def test_what_was_deleted_does_not_come_back(copy):
    with closing(sqlite3.connect(copy / "asean_japan.sqlite3")) as database:
        database.execute("DELETE FROM recommendations_crossreference")
        database.commit()
    assert run(copy, "manage.py", "serve", "--prepare-only").returncode == 0
    assert held(copy)["recommendations.crossreference"] == 0


def test_a_migration_that_is_missing_is_made_up_for(copy):
    assert run(copy, "manage.py", "migrate", "auth", "0011").returncode == 0
    assert run(copy, "manage.py", "serve", "--prepare-only").returncode == 0
    assert "No planned" in run(copy, "manage.py", "migrate", "--plan").stdout


def test_another_release_looks_through_the_database_again(copy):
    """Triggers and permissions are made by no migration of their own."""
    lost = "SELECT count(*) FROM auth_permission WHERE codename = 'add_record'"
    with closing(sqlite3.connect(copy / "asean_japan.sqlite3")) as database:
        database.execute("DELETE FROM auth_permission WHERE codename = 'add_record'")
        database.commit()
        (copy / "settled").write_text("the release before this one")
        assert run(copy, "manage.py", "serve", "--prepare-only").returncode == 0
        assert database.execute(lost).fetchone() == (1,)


def test_a_key_in_the_environment_is_not_kept(copy):
    (copy / "secret-key").unlink()
    assert run(copy, "manage.py", "serve", "--prepare-only", SECRET_KEY="k" * 50).returncode == 0
    assert not (copy / "secret-key").exists()


# The port


def test_it_says_where_it_serves_and_ends_quietly(copy):
    port = free_port()
    with running(copy, "manage.py", "serve", PORT=str(port)) as server:
        said = next(line for line in server.stdout if "http" in line)
        assert f"http://localhost:{port}/" in said
        assert socket.create_connection(("127.0.0.1", port)).close() is None
        server.send_signal(signal.SIGINT)
        rest, _ = server.communicate()
    assert (rest, server.returncode) == ("", 0)


def test_a_port_that_is_taken_is_named(site, copy):
    started = run(copy, "manage.py", "serve", PORT=str(site.port))
    assert started.returncode == 1
    assert f"Port {site.port}: Address already in use" in started.stderr
    assert "Traceback" not in started.stderr


# Static files


@pytest.fixture
def style(site):
    """The address of the first style sheet that the atlas names."""
    return re.search(r'href="(/static/[^"]+[.]css)"', site.ask("/").body)[1]


def test_a_static_file_bears_a_name_of_its_content_and_is_kept_for_ever(site, style):
    assert re.search(r"[.][0-9a-f]{12}[.]css$", style)
    answer = site.ask(style)
    assert (answer.status, answer.headers.get_content_type()) == (200, "text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) >= 365 * 24 * 3600


def test_a_static_file_is_no_less_strict_than_a_page(site, style):
    answer = site.ask(style)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == site.ask("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_static_file_travels_compressed(site, style, coding):
    assert site.ask(style, Accept_Encoding=coding).headers["Content-Encoding"] == coding


def test_the_server_does_not_tell_what_it_is_made_of(site):
    assert not {"Server", "X-Powered-By"} & set(site.ask("/").headers)


# Readers who come back


def test_who_asks_whether_a_page_has_changed_keeps_the_connection(site):
    tag = site.ask("/about/").headers["ETag"]
    told = site.ask("/about/", If_None_Match=tag)
    assert (told.status, told.body, told.headers["Connection"]) == (304, "", None)
    assert site.ask("/about/", If_None_Match=tag, Connection="close").headers["Connection"] == "close"


@pytest.mark.parametrize("path", ["/about/", "/nowhere/", "/clauses.csv"])
def test_head_is_answered_without_content(site, path):
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
        connection.request("HEAD", path)
        assert connection.getresponse().read() == b""
        connection.request("GET", path)
        assert connection.getresponse().read()


# Slow senders

ENDLESS = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slowly: "
LONG = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"


@contextmanager
def dripping(senders):
    """Each of them sends a byte a second."""
    done = Event()

    def drip():
        while not done.wait(1):
            for each in senders:
                each.send(b"a")

    dropper = Thread(target=drip)
    dropper.start()
    yield
    done.set()
    dropper.join()


def test_slow_senders_keep_no_reader_waiting(site):
    with ExitStack() as stack:
        place = ("127.0.0.1", site.port)
        slow = [stack.enter_context(socket.create_connection(place)) for _ in range(60)]
        for n, each in enumerate(slow):
            each.sendall(LONG if n % 2 else ENDLESS)
        with dripping(slow):
            answers = [site.ask("/objectives/").status for _ in range(10)]
        hung_up, _, _ = select.select(slow, [], [], 0)
    assert answers == [200] * 10
    assert hung_up == []  # all of them were still sending
