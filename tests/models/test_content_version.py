"""The content version is another one after every change of what readers are shown, and after nothing else."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from recommendations.models import ChangeSet, Record, SearchEntry, SearchWord, Tag
from sources import content_version as kept
from sources.content_version import content_version
from sources.models import Area, Document

from ..builders import a_clause, a_document, a_link, a_tag, an_objective

pytestmark = pytest.mark.django_db

OURS = ("sources", "recommendations")


def content_tables():
    """Every table of ours, those of history and of the search index apart."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    no_content = (ChangeSet, SearchEntry, SearchWord)
    kept_by_us = [model for model in models if model._meta.managed and model not in no_content]
    return {model._meta.db_table for model in kept_by_us if "historical" not in model._meta.model_name}


@pytest.fixture
def is_changed():
    """Whether the version is another one than when this was last asked."""
    seen = [content_version()]

    def ask():
        seen.append(content_version())
        return seen[-1] != seen[-2]

    return ask


def by_hand(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_every_table_of_content_is_watched_and_no_other():
    assert {table for table, _trigger in kept.triggers(connection)} == content_tables()


def test_it_is_a_word_that_says_nothing():
    assert len(content_version()) >= 32


@pytest.mark.parametrize("way", ["save", "bulk_create", "update", "delete", "by hand"])
def test_every_way_of_changing_is_noticed(is_changed, way):
    document = a_document("asked")
    assert is_changed()
    ways = {
        "save": document.save,
        "bulk_create": lambda: Area.objects.bulk_create([Area(slug="a", name="A"), Area(slug="b", name="B")]),
        "update": lambda: Document.objects.update(note="Seen."),
        "delete": document.delete,
        "by hand": lambda: by_hand("UPDATE sources_document SET note = %s", "Seen."),
    }
    ways[way]()
    assert is_changed()
    assert not is_changed()


def test_links_and_tags_are_content(is_changed):
    clause, objective = a_clause(), an_objective()
    assert is_changed()
    link = a_link(clause, objective)
    assert is_changed()
    type(link).objects.filter(pk=link.pk).update(status="draft")
    assert is_changed()
    a_tag("youth", on=clause)
    assert is_changed()
    Tag.objects.all().delete()
    assert is_changed()


def test_accounts_sessions_and_change_sets_are_not(is_changed):
    somebody = get_user_model().objects.create_user("somebody")
    Session.objects.create(session_key="k" * 32, expire_date=timezone.now())
    ChangeSet.objects.create(by=somebody, why="To try.")
    assert not is_changed()


def test_the_same_change_twice_gives_two_versions():
    seen = set()
    for _ in range(20):
        Document.objects.update(note="the same")
        a_document()
        seen.add(content_version())
    assert len(seen) == 20


def test_what_is_rolled_back_was_no_change():
    before = content_version()
    with transaction.atomic():
        a_document()
        assert content_version() != before
        transaction.set_rollback(True)
    assert content_version() == before
    assert not Record.objects.exists()


def test_what_no_trigger_sees_can_be_said(is_changed):
    kept.change("default")
    assert is_changed()


def test_a_table_that_was_made_anew_is_watched_again(is_changed):
    """SQLite drops the triggers of a table whose columns a migration changes."""
    for table, trigger in kept.triggers(connection):
        if table == "sources_area":
            on = " ON sources_area" if connection.vendor == "postgresql" else ""
            by_hand(f'DROP TRIGGER "{trigger}"{on}')
    kept.watch(apps.get_app_config("sources"), "default")
    assert is_changed()
    assert {table for table, _trigger in kept.triggers(connection)} == content_tables()
    Area.objects.create(slug="a", name="A")
    assert is_changed()


def test_watching_what_is_watched_changes_nothing(is_changed):
    kept.watch(apps.get_app_config("sources"), "default")
    assert not is_changed()


def test_it_can_be_taken_away_and_made_again():
    kept.drop(connection)
    assert kept.triggers(connection) == set()
    a_document()
    kept.create(connection)
    kept.watch(apps.get_app_config("sources"), "default")
    assert content_version()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time anyway.")
def test_two_who_write_at_once_do_not_wait_for_each_other(transactional_db):
    other = connection.copy()
    before = content_version()
    with transaction.atomic():
        a_document("one")
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute("UPDATE sources_document SET note = 'Seen.'")
    other.close()
    assert content_version() != before
