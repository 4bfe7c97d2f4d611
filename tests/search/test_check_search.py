"""manage.py check_search finds what is wrong with the index, and mends it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.models import Record, SearchEntry
from recommendations.search.entries import number

from ..builders import a_clause, an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    return [an_objective(text="Fair work."), a_clause(text="Plant trees.", tags=["gardens"])]


def check(capsys, **options):
    """(whether it ends well, what it says)"""
    try:
        call_command("check_search", **options)
    except CommandError as error:
        return False, f"{capsys.readouterr().err}{error}"
    return True, capsys.readouterr().out


def forget(records):
    SearchEntry.objects.filter(pk=number("objective", records[0].pk)).delete()


def mistake(records):
    Record.objects.filter(pk=records[0].pk).update(text="Unfair work.")


def leak(records):
    Record.objects.filter(pk=records[0].pk).update(status="draft")


def break_the_lists(records):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM search_index_content")
        else:
            cursor.execute("DROP INDEX search_index_words")


DAMAGE = {
    "record {pk} has no entry": forget,
    "record {pk} differs from its entry": mistake,
    "record {pk} has an entry that should not be": leak,
    "search index: ": break_the_lists,
}


def test_a_whole_index_is_whole(records, capsys):
    ends_well, said = check(capsys)
    assert ends_well
    assert "whole" in said


@pytest.mark.parametrize("fault", DAMAGE)
def test_damage_is_named_and_mended(records, capsys, fault):
    DAMAGE[fault](records)
    ends_well, said = check(capsys)
    assert not ends_well
    assert fault.format(pk=records[0].pk) in said
    assert check(capsys, repair=True)[0]
    assert check(capsys) == check(capsys)
    assert check(capsys)[0]


def test_many_faults_are_counted_not_listed(capsys):
    for _ in range(25):
        a_clause()
    SearchEntry.objects.all().delete()
    assert "5 more: record has no entry" in check(capsys)[1]
