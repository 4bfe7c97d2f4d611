"""The census: sets in memory that are always of today."""

import pytest
from django.db import connection, transaction

from recommendations import census
from recommendations.models import CrossReference, Record, Responsibility, Tagging

from ..builders import a_clause, a_draft, a_link, a_recommendation, an_actor, an_objective

pytestmark = pytest.mark.django_db


def counts(record):
    now = census.current()
    return now.counted_by_kind(now.records.place[record.pk])


def test_it_is_read_once_while_nothing_changes(django_assert_num_queries):
    a_recommendation(addressing=an_objective())
    known = census.current()
    with django_assert_num_queries(1):
        assert census.current() is known


def test_a_change_of_words_alone_leaves_it_as_it_is():
    record = a_recommendation()
    known = census.current()
    Record.objects.filter(pk=record.pk).update(text="Other words.", version=2)
    assert census.current() is known


CHANGES = {
    "a new record": lambda: a_clause(),
    "a record withdrawn": lambda: Record.objects.filter(code="r").update(status="draft"),
    "a new code": lambda: Record.objects.filter(code="r").update(code="z", sort_key="z"),
    "a link": lambda: a_link(a_clause(), Record.objects.get(code="r"), relation="related"),
    "a link unpublished": lambda: CrossReference.objects.update(status="draft"),
    "a link gone": lambda: CrossReference.objects.all().delete(),
    "another basis": lambda: CrossReference.objects.update(basis="same_heading"),
    "a tag taken off": lambda: Tagging.objects.all().delete(),
    "another role": lambda: Responsibility.objects.update(role="supporter"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_what_it_counts_renews_it(change):
    a_recommendation(code="r", addressing=an_objective(), asking=an_actor(), tags=["youth"])
    known = census.current()
    change()
    assert census.current() is not known


def test_a_change_in_plain_sql_renews_it_too():
    record = a_recommendation(addressing=an_objective())
    assert counts(record) == {"objective": 1}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE recommendations_crossreference SET status = 'draft'")
    assert counts(record) == {}


def test_what_is_rolled_back_was_never_counted():
    record = a_recommendation(addressing=an_objective())
    with transaction.atomic():
        a_link(record, an_objective())
        assert counts(record) == {"objective": 2}
        transaction.set_rollback(True)
    assert counts(record) == {"objective": 1}


def test_drafts_and_their_links_are_not_in_it():
    objective = an_objective()
    a_draft("clause", linked_to=objective)
    assert counts(objective) == {}
    assert len(census.current().links.all) == 0


def test_its_order_is_total_where_codes_share_a_sort_key():
    one, other = a_clause(code="a-1"), a_clause(code="a1")
    now = census.current()
    listed = list(Record.objects.order_by("sort_key", "code").values_list("pk", flat=True))
    assert one.sort_key == other.sort_key
    assert list(now.records.keys) == listed


def test_neighbours_that_share_a_sort_key_lead_to_each_other(client):
    for code in ("a-1", "a1"):
        a_clause(code=code)
    pages = [client.get(f"/clauses/{code}/").content.decode() for code in ("a-1", "a1")]
    assert sorted(page.count('rel="next"') for page in pages) == [0, 1]
    assert sorted(page.count('rel="prev"') for page in pages) == [0, 1]
