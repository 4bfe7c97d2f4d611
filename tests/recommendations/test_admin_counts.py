"""The number of rows of the admin's lists: exact, and counted anew only after a change."""

import pytest
from django.contrib import admin
from django.db import connection, transaction

from recommendations.models import ChangeSet, Recommendation, Record
from sources import content_version
from sources.admin import counting
from tests import builders
from tests.editing import an_editor

pytestmark = pytest.mark.django_db

LIST = "/admin/recommendations/recommendation/"


@pytest.fixture
def number_in(client):
    """Asks how many rows a list says that it has."""
    client.force_login(an_editor())
    return lambda query="", where=LIST: client.get(f"{where}?{query}").context["cl"].result_count


def test_it_is_exact_after_every_way_of_changing(number_in):
    assert number_in() == 0
    record = builders.a_recommendation()
    assert number_in() == 1
    record.pk, record.code = None, "another"
    Record.objects.bulk_create([record])
    assert number_in() == 2
    Record.objects.filter(code="another").delete()
    assert number_in() == 1


def test_what_is_rolled_back_is_not_counted(number_in):
    with transaction.atomic():
        builders.a_recommendation()
        assert number_in() == 1
        transaction.set_rollback(True)
    assert number_in() == 0


def test_rows_are_not_counted_again_before_something_changes(number_in):
    builders.a_recommendation()
    number_in()
    kept = connection.alias, Recommendation
    counting.counted[kept] = counting.counted[kept][0], 7
    assert number_in() == 7
    builders.a_clause()
    assert number_in() == 1


@pytest.mark.parametrize(
    ("query", "number"), [("status__exact=draft", 1), ("q=japan", 1), ("links=none", 1), ("q=%2C", 0)]
)
@pytest.mark.parametrize("many", [0, 1_000], ids=["gone through", "collected"])
def test_a_list_that_is_narrowed_is_counted_by_itself(number_in, monkeypatch, many, query, number):
    monkeypatch.setattr("sources.lookup.MANY", many)
    builders.a_recommendation(addressing=builders.an_objective())
    builders.a_draft(text="Japan should help.")
    assert number_in() == 2
    assert number_in(query) == number


def test_each_list_has_its_own_number(number_in):
    builders.a_recommendation(addressing=builders.an_objective())
    for kind, number in {"recommendation": 1, "objective": 1, "principle": 0}.items():
        assert number_in(where=f"/admin/recommendations/{kind}/") == number


def test_documents_are_counted_once_however_many_versions_they_have(number_in):
    document = builders.a_document()
    for _ in range(2):
        builders.a_version(document)
    assert number_in(where="/admin/sources/document/") == 1


def test_changes_that_are_no_content_are_counted_every_time(number_in):
    number_in(where="/admin/recommendations/changeset/")
    ChangeSet.objects.create(why="Why not.")
    assert number_in(where="/admin/recommendations/changeset/") == ChangeSet.objects.count()


def test_a_number_is_kept_of_tables_alone_whose_changes_are_noticed():
    admin.autodiscover()
    kept = {model for model, its in admin.site._registry.items() if issubclass(its.paginator, counting.Pages)}
    noticed = {table for table, _trigger in content_version.triggers(connection)}
    assert {model._meta.db_table for model in kept} <= noticed
    assert Recommendation in kept
