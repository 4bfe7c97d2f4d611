"""A download over a real connection: whole and of one moment, or recognisably broken."""

import csv
import re
import shutil
import socket
from http.client import HTTPConnection, IncompleteRead
from pathlib import Path

import pytest

from .downloads import ROWS
from .running import LONG_ENOUGH, free_port, once, running

pytestmark = once


@pytest.fixture(scope="module")
def server(migrated, tmp_path_factory):
    """A server of files, as (its port, its process); its database holds three published principles."""
    folder = shutil.copytree(migrated, tmp_path_factory.mktemp("downloads") / "var")
    with running(folder, "-m", "tests.site.saving", "p", "3") as saving:
        saving.communicate("\n")
    port = free_port()
    with running(folder, "-m", "tests.site.downloads", str(port)) as server:
        yield port, int(server.stdout.readline())


@pytest.fixture
def port(server):
    return server[0]


def ask(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=LONG_ENOUGH)
    connection.request("GET", path)
    return connection.getresponse()


def test_a_whole_file_says_before_how_many_rows_it_has(port):
    answer = ask(port, "/plainly")
    lines = list(csv.reader(answer.read().decode().splitlines()))
    assert answer.headers["X-Total-Count"] == str(ROWS) == str(len(lines) - 1)


@pytest.mark.parametrize("path", ["/too-few", "/failing"])
def test_a_broken_one_ends_without_an_end(port, path):
    answer = ask(port, path)
    assert answer.status == 200  # what else was there to say when it began
    with pytest.raises(IncompleteRead) as broken:
        answer.read()
    assert broken.value.partial.startswith(b"n,words\r\n")
    assert ask(port, "/plainly").read().count(b"\r\n") == ROWS + 1


def most_memory(process):
    """The most that a process ever held, in megabytes."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) / 1024


def test_a_long_file_takes_no_more_memory_than_a_short_one(server):
    port, process = server
    ask(port, "/plainly").read()
    before = most_memory(process)
    assert len(ask(port, "/long").read()) > 16_000_000
    assert most_memory(process) - before < 8


def test_who_pauses_long_after_the_beginning_still_gets_all_of_it(port):
    with socket.create_connection(("127.0.0.1", port)) as reader:
        reader.sendall(b"GET /plainly HTTP/1.1\r\nHost: localhost\r\n\r\n")
        got = reader.recv(100)
        ask(port, "/plainly").read()  # others are served meanwhile
        while part := reader.recv(1 << 16):
            got += part
    assert got.endswith(b"\r\n0\r\n\r\n")
    assert got.count(b"row ") == ROWS


def test_a_server_that_dies_in_the_middle_leaves_a_file_without_an_end(migrated):
    port = free_port()
    with running(migrated, "-m", "tests.site.downloads", str(port)) as server:
        server.stdout.readline()
        answer = ask(port, "/long")
        begun = answer.read(1000)
        server.kill()
        with pytest.raises((IncompleteRead, ConnectionResetError)):
            answer.read()
    assert int(answer.headers["X-Total-Count"]) == 20 * ROWS > begun.count(b"row ")


def test_more_slow_readers_than_threads_keep_nobody_waiting(port):
    readers = [socket.create_connection(("127.0.0.1", port)) for _ in range(9)]
    for reader in readers:
        reader.sendall(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert reader.recv(15) == b"HTTP/1.1 200 OK"
    assert ask(port, "/plainly").read().count(b"\r\n") == ROWS + 1
    for reader in readers:
        reader.close()


def test_a_file_is_of_the_moment_at_which_it_was_counted(port):
    answer = ask(port, "/meanwhile")
    codes = [line.split(",")[0] for line in answer.read().decode().splitlines()[1:]]
    assert (answer.headers["X-Total-Count"], answer.headers["X-Now"]) == ("3", "0")
    assert codes == ["p-1", "p-2", "p-3"]
    assert ask(port, "/meanwhile").headers["X-Total-Count"] == "0"
