"""The peers of `make bench` show the same rows as the site's own pages."""

import re
import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from recommendations.corpus import package
from recommendations.models import Record
from scripts.bench import peer_database, values
from scripts.bench.operations import OPERATIONS, OURS, PLAIN_ADMIN, RAW
from scripts.bench.peers import queries, raw_sql
from scripts.bench.processes import environment

RECORDS = 160
on_sqlite = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="The peers' own copy is an SQLite file, tried in the run on SQLite.",
)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench") / "package"
    package.make(folder, RECORDS, "1")
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_package", str(folder), stdout=StringIO())
        connection.check_constraints()  # PostgreSQL makes no index while checks of rows are put off
        with connection.cursor() as cursor:
            for statement in filter(str.strip, peer_database.TUNING.split(";")):
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def corpus(loaded, db):
    """Every test here sees the corpus."""


@pytest.fixture
def ask() -> queries.Ask:
    connection.ensure_connection()
    return raw_sql.asker(connection.connection)


@pytest.fixture
def peer(tmp_path: Path) -> sqlite3.Connection:
    """The peers' copy of the database."""
    _write_out(tmp_path / "site.sqlite3")
    peer_database.build(tmp_path / "site.sqlite3", tmp_path / "peer.sqlite3")
    return raw_sql.connect(str(tmp_path / "peer.sqlite3"))


def _write_out(path: Path) -> None:
    """The tables of the tests' database as a file; SQLite's own backup waits for their transaction."""
    file = sqlite3.connect(path)
    with connection.cursor() as cursor:
        for table in peer_database.TABLES:
            made = "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type != 'trigger' AND sql > ''"
            made += " AND name NOT LIKE 'peer%%'"
            for (statement,) in cursor.execute(f"{made} ORDER BY type DESC", [table]).fetchall():
                file.execute(statement)
            rows = cursor.execute(f"SELECT * FROM {table}").fetchall()
            file.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    file.commit()
    file.close()


def codes(page: str, kind: str = "recommendation") -> set[str]:
    """The records of a kind that a page leads to, by their own addresses."""
    return set(re.findall(rf"/{kind}s?/([a-z0-9.-]+)/['\"]", page))


def ours(client, path: str) -> str:
    return client.get(path).content.decode()


def published(**which) -> list[str]:
    return list(
        Record.objects.published().filter(**which).order_by("sort_key").values_list("code", flat=True)
    )


@pytest.mark.parametrize("page", [1, 2])
def test_a_list_has_the_same_rows_and_the_same_total(client, ask, page):
    found = queries.records(ask, "recommendation", page)
    shown = re.findall(r'<li class="record[^>]* id="([^"]+)"', ours(client, f"/recommendations/?page={page}"))
    assert [row[1] for row in found["rows"]] == shown
    assert found["total"] == len(published(kind="recommendation"))


def test_a_list_of_one_form_has_the_same_rows(client, ask):
    found = queries.records(ask, "recommendation", 1, "proposal")
    shown = re.findall(
        r'<li class="record[^>]* id="([^"]+)"', ours(client, "/recommendations/?form=proposal")
    )
    assert [row[1] for row in found["rows"]] == shown != []


@pytest.mark.parametrize("template", ["record", "record-by-template"])
def test_a_record_leads_to_the_same_records(client, ask, template):
    code = "report-0001-60"
    raw = raw_sql.page(ask, f"/{template}/{code}", {})
    page = ours(client, f"/recommendations/{code}/")
    for kind in ("objective", "clause", "principle"):
        assert codes(raw, kind) == codes(page, kind)
    assert codes(raw) <= codes(page)


def test_a_record_has_as_many_links_in_each_kind(ask):
    links = queries.record(ask, "blueprint-0001-a1")["links"]
    met = Record.objects.filter(code="blueprint-0001-a1").with_link_counts().get()
    counted = {
        kind: len({row[4] for row in links if row[5] == kind}) for kind in ("objective", "recommendation")
    }
    assert counted == {"objective": met.objective_count, "recommendation": met.recommendation_count}


def test_facets_count_what_the_lists_hold(ask):
    counted = queries.facets(ask, "recommendation", "proposal")
    forms = dict(counted["form"])
    assert forms["activity"] == len(published(kind="recommendation", form="activity"))
    total = queries.records(ask, "recommendation", 1, "proposal")["total"]
    assert sum(count for _value, count in counted["document"]) == total == forms["proposal"]


@on_sqlite
def test_a_search_counts_what_holds_the_words(peer):
    found = queries.search(raw_sql.asker(peer), "youth exchange")
    assert found["total"] >= Record.objects.published().filter(text__contains="youth exchange").count() > 0
    assert len(found["rows"]) == min(20, found["total"])


@on_sqlite
def test_hostile_words_are_searched_as_words(peer):
    assert queries.search(raw_sql.asker(peer), 'NEAR "a" AND *')["rows"] == []


@on_sqlite
def test_every_address_that_is_measured_is_answered(client, admin_client, peer):
    chosen = values.choose(peer)
    for operation in OPERATIONS:
        paths = operation.paths(OURS, chosen[operation.values]) if OURS in operation.ways else []
        for path in paths[:2]:
            asking = admin_client if operation.signed_in else client
            assert asking.get(path).status_code == 200


@on_sqlite
def test_every_address_of_the_raw_pages_is_answered(peer):
    chosen, answer = values.choose(peer), raw_sql.asker(peer)
    for operation in OPERATIONS:
        for path in operation.paths(RAW, chosen[operation.values])[:2] if RAW in operation.ways else []:
            address, _, query = path.partition("?")
            asked = {name: [value] for name, value in (pair.split("=") for pair in query.split("&") if pair)}
            assert "<h1>" in raw_sql.page(answer, address, asked)


def test_the_plain_admin_is_asked_for_what_ours_is():
    ways = [operation.ways for operation in OPERATIONS if PLAIN_ADMIN in operation.ways]
    assert ways
    assert all(each[PLAIN_ADMIN] == each[OURS] for each in ways)


def test_no_setting_of_a_persons_own_site_reaches_a_server(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://kb.example.org")
    given = environment(DATABASE_URL="sqlite:///x")
    assert ("SITE_URL" in given, given["DATABASE_URL"]) == (False, "sqlite:///x")
