"""The journal tells which records to read again: all that changed, whoever changed them and however."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction

from recommendations import census
from recommendations.census import journal, keeper
from recommendations.census.journal import KEPT, STEP, Journal, read
from recommendations.models import CrossReference, Record, Responsibility, Tagging
from sources.content_version import content_version

from ..builders import a_clause, a_link, a_recommendation, a_tag, an_actor, an_objective

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time.")


@pytest.fixture
def told():
    """The records that the journal names since this was last asked; None for all."""
    seen = [read("default")]

    def ask():
        seen.append(read("default"))
        return seen[-1].since(seen[-2])

    return ask


def by_hand(*statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


# What is written


def test_a_record_is_named_with_all_that_it_bears(told):
    record = a_recommendation(asking=an_actor(), tags=["youth"])
    assert told() == {record.pk}
    for model in (Tagging, Responsibility):
        model.objects.all().delete()
        assert told() == {record.pk}


def test_a_link_names_the_record_that_it_leads_from(told):
    clause, objective, other = a_clause(), an_objective(), a_clause()
    told()
    link = a_link(clause, objective)
    assert told() == {clause.pk}
    CrossReference.objects.filter(pk=link.pk).update(from_record=other)
    assert told() == {clause.pk, other.pk}
    link.delete()
    assert told() == {other.pk}


def test_what_is_not_counted_is_not_told(told):
    record = a_recommendation(addressing=an_objective())
    told()
    Record.objects.filter(pk=record.pk).update(text="Other words.", status="published")
    CrossReference.objects.update(reason="Seen.")
    assert told() == set()


def test_what_is_rolled_back_is_told_of_twice(told):
    record = a_recommendation()
    told()
    with transaction.atomic():
        Record.objects.update(status="draft")
        assert told() == {record.pk}
        transaction.set_rollback(True)
    assert told() == {record.pk}
    assert told() == set()


def test_emptying_a_table_is_told(told):
    record = a_recommendation(tags=["youth"])
    told()
    if connection.vendor == "postgresql":
        by_hand("SET CONSTRAINTS ALL IMMEDIATE", "TRUNCATE recommendations_tagging")
        assert told() is None
    else:
        by_hand("DELETE FROM recommendations_tagging")
        assert told() == {record.pk}


# How long it stays


@pytest.fixture
def write():
    """Writes forty lines, about twenty records."""
    tag, records = a_tag(), [a_clause() for _ in range(20)]

    def lines():
        Tagging.objects.bulk_create([Tagging(content_object=record, tag=tag) for record in records])
        by_hand("DELETE FROM recommendations_tagging")

    lines.records = {record.pk for record in records}
    return lines


def test_it_stays_short_and_tells_of_everything_when_it_does_not_reach_back(write):
    known = read("default")
    for _ in range((KEPT + 2 * STEP) // 40 + 1):
        write()
    now = read("default")
    assert KEPT <= len(now.lines) <= KEPT + STEP
    assert now.since(known) is None


def test_what_was_seen_before_it_went_is_not_missed(write, told):
    told()
    for _ in range((KEPT + 2 * STEP) // 40 + 1):
        write()
        assert told() == write.records


def test_another_past_is_another_database():
    line = {(1, 7): 1}
    assert Journal(5, line).since(Journal(6, line)) is None
    assert Journal(5, {(1, 8): 2}).since(Journal(5, line)) == {1, 2}
    assert Journal(12, {}).since(Journal(5, line)) == set()
    assert Journal(5, {(2, 9): None}).since(Journal(5, line)) is None


def test_a_restored_database_is_noticed():
    """What a copy tells of goes another way from there: what only one of the two knows is read again."""
    by_hand("CREATE TABLE copy AS SELECT * FROM census_journal")
    one, other = a_clause(), an_objective()
    a_link(one, other)
    known = read("default")
    by_hand("DELETE FROM census_journal", "INSERT INTO census_journal SELECT * FROM copy", "DROP TABLE copy")
    third = a_clause()
    assert read("default").since(known) == {one.pk, other.pk, third.pk}


# Who writes it


def test_every_counted_table_has_its_triggers_again_after_a_migration(told):
    there, version = journal.triggers(connection), content_version()
    table = "recommendations_tagging"
    for name in [name for name in there if "tagging" in name]:
        by_hand(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert journal.triggers(connection) < there
    journal.watch(apps.get_app_config("recommendations"), "default")
    assert journal.triggers(connection) == there
    assert told() is None
    assert content_version() != version


def test_watching_what_is_watched_says_nothing(told):
    journal.watch(apps.get_app_config("recommendations"), "default")
    assert told() == set()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL alters tables in place.")
def test_a_table_made_anew_by_a_migration_is_watched_again(transactional_db):
    """SQLite copies a table to change a column, and drops the triggers of the old one."""
    field = Tagging._meta.get_field("tag")
    with connection.schema_editor() as editor:
        editor._remake_table(Tagging, alter_fields=[(field, field)])
    assert not any("tagging" in name for name in journal.triggers(connection))
    journal.watch(apps.get_app_config("recommendations"), "default")
    record, known = a_clause(), read("default")
    a_tag(on=record)
    assert read("default").since(known) == {record.pk}


def test_it_can_be_taken_away_and_made_again(told):
    journal.drop(connection)
    assert journal.triggers(connection) == set()
    a_clause()
    journal.create(connection)
    journal.watch(apps.get_app_config("recommendations"), "default")
    assert told() is None
    assert told() == set()


# Several at once


@ON_POSTGRESQL
def test_the_first_to_write_may_be_the_last_to_be_seen(transactional_db):
    """Lines are numbered when they are written, and seen when they are committed."""
    early, late = a_clause(), a_clause()
    other = connection.copy()
    with transaction.atomic():
        Record.objects.filter(pk=early.pk).update(status="draft")
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute("UPDATE recommendations_record SET status = 'draft' WHERE id = %s", [late.pk])
            cursor.execute("SELECT id, token, record FROM census_journal WHERE record IS DISTINCT FROM 0")
            known = Journal(read("default").past, {row[:2]: row[2] for row in cursor.fetchall()})
    other.close()
    assert late.pk in known.lines.values()
    assert read("default").since(known) == {early.pk}


@ON_POSTGRESQL
def test_what_another_writes_is_counted_whenever_it_is_committed(transactional_db, monkeypatch):
    monkeypatch.setattr(keeper.Kept, "room", 1_000)
    early, late = a_clause(), a_clause()
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("UPDATE recommendations_record SET status = 'draft' WHERE id = %s", [early.pk])
        Record.objects.filter(pk=late.pk).update(status="draft")
        assert set(census.current().records.place) == {early.pk}
        other.commit()
    other.close()
    assert set(census.current().records.place) == set()


@ON_POSTGRESQL
def test_writers_do_not_wait_for_each_other_even_when_old_lines_go(transactional_db):
    other, known = connection.copy(), read("default")
    many = "SELECT census_journal_write(ARRAY[record]) FROM generate_series(%s, %s::bigint) AS record"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(many, [1, 600])
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute(many, [601, 1_200])
    other.close()
    assert read("default").since(known) == set(range(1, 1_201))


def test_eight_who_ask_at_once_read_once(monkeypatch):
    kept = keeper.Keeper()
    may_end, asked = threading.Event(), []

    def renewed(using, version, known):
        asked.append(using)
        may_end.wait(5)
        return keeper.Kept(version, None, None)

    monkeypatch.setattr(keeper, "_renewed", renewed)
    monkeypatch.setattr(keeper, "content_version", lambda using: "one")
    monkeypatch.setattr(keeper.Kept, "is_worn", False)
    threads = [threading.Thread(target=kept.current, args=["default"]) for _ in range(8)]
    for thread in threads:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join()
    assert asked == ["default"]


def test_it_is_read_beside_the_readers_when_a_process_starts(transactional_db):
    a_clause()
    kept = keeper.Keeper()
    kept.warm("default")
    with kept.aside:
        assert len(kept.kept["default"].census.records.all) == 1
