"""A snapshot: a file that takes long to send is of one moment, and keeps nobody from writing."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict

from recommendations.filters import RecordFilter
from recommendations.formats import plain
from recommendations.models import Record
from sources.snapshot import Snapshot

from ..builders import a_clause

on_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="On SQLite it is tried on a file, in tests/site/test_downloads.py."
)


@pytest.fixture
def elsewhere(transactional_db):
    """Another connection to the same database."""
    other = connection.copy()
    yield other
    other.close()


@on_postgresql
def test_what_others_do_meanwhile_is_not_in_it(elsewhere):
    for code in ("c1", "c2"):
        a_clause(code=code)
    file = plain.records_file("clauses", RecordFilter.read(QueryDict(), kind="clause"))
    parts = iter(file)
    next(parts)
    with elsewhere.cursor() as cursor:
        cursor.execute("DELETE FROM recommendations_recordquotation")
        cursor.execute("DELETE FROM recommendations_record WHERE code = 'c1'")
    assert b"c1" in b"".join(parts)
    assert Record.objects.count() == 1


@on_postgresql
def test_it_only_reads(transactional_db):
    with Snapshot() as snapshot, pytest.raises(DatabaseError, match="read-only"):
        Record.objects.update(text="No.")
    snapshot.close()
    assert not Record.objects.update(text="Yes.")


def test_when_its_block_fails_it_is_over(transactional_db):
    with pytest.raises(ZeroDivisionError), Snapshot() as snapshot:
        1 / 0  # noqa: B018
    assert not snapshot.is_open
    with transaction.atomic():
        assert not Record.objects.exists()


def test_closing_twice_is_closing_once(transactional_db):
    with Snapshot() as snapshot:
        assert not Record.objects.exists()
    snapshot.close()
    snapshot.close()
    with transaction.atomic():
        a_clause()


@pytest.mark.django_db
def test_within_a_transaction_it_is_that_one():
    with Snapshot() as snapshot:
        a_clause()
        snapshot.close()
    assert Record.objects.count() == 1


def test_within_another_it_is_that_one_and_does_not_end_it(transactional_db):
    outer, inner = Snapshot(), Snapshot()
    with outer, inner:
        assert not Record.objects.exists()
    inner.close()
    assert outer.is_open
    outer.close()
    with transaction.atomic():
        assert not Record.objects.exists()
