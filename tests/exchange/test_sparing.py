"""An import into a small SQLite database spares its triggers: nobody may notice but by the clock."""

import pytest
from django.db import connection

from recommendations.census import journal
from recommendations.exchange.importing import import_package
from recommendations.models import Record
from sources import lookup
from sources.content_version import content_version

from ..builders import a_clause
from .packages import a_package, brought_in, told

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has nothing to be spared.")


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def triggers():
    return asked("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")


def changed_since(before):
    """The records that the journal named since then, None for all of them."""
    return journal.read("default").since(before)


@on_sqlite
def test_every_trigger_is_there_again(tmp_path):
    before = triggers()
    brought_in(a_package(tmp_path, records=[{"code": "plan-1"}]))
    assert len(before) > 50
    assert triggers() == before


@on_sqlite
def test_the_content_is_another_and_everything_is_counted_anew(tmp_path):
    version, lines = content_version(), journal.read("default")
    brought_in(a_package(tmp_path, records=[{"code": "plan-1"}]))
    assert content_version() != version
    assert changed_since(lines) is None


def test_a_package_that_changes_nothing_leaves_the_content_as_it_was(tmp_path):
    clause = a_clause(code="plan-1")
    version, lines = content_version(), journal.read("default")
    brought_in(a_package(tmp_path, documents=[], records=[told(clause.code)]))
    assert content_version() == version
    assert changed_since(lines) == set()


def test_a_change_after_it_is_told_of_by_itself(tmp_path):
    brought_in(a_package(tmp_path, records=[{"code": "plan-1"}, {"code": "plan-2"}]))
    version, lines = content_version(), journal.read("default")
    Record.objects.filter(code="plan-2").update(sort_key="plan9")
    assert content_version() != version
    assert changed_since(lines) == {Record.objects.get(code="plan-2").pk}


def test_where_there_is_much_already_only_what_changed_is_counted_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(lookup, "SMALL", 0)
    clause = a_clause(code="plan-1")
    lines = journal.read("default")
    brought_in(a_package(tmp_path, documents=[], records=[told(clause.code, status="draft")]))
    assert changed_since(lines) == {clause.pk}


@on_sqlite
@pytest.mark.parametrize("kind", ["clause", "treaty"])
def test_sqlite_keeps_as_much_in_memory_afterwards_as_before(kind, tmp_path):
    before = asked("PRAGMA cache_size")
    import_package(a_package(tmp_path, records=[{"code": "plan-1", "kind": kind}]))
    assert Record.objects.exists() == (kind == "clause")
    assert asked("PRAGMA cache_size") == before
