"""What is found once for each state of the content."""

import pytest
from django.db import transaction

from recommendations.models import Record
from sources.kept import kept

from ..builders import a_clause

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_numbers():
    """A function that is kept, and the list of all that it ever found."""
    found = []

    @kept
    def numbers():
        found.append(list(Record.objects.order_by("pk").values_list("number", flat=True)))
        return found[-1]

    return numbers, found


def test_it_is_found_once_while_the_content_is_the_same(kept_numbers, django_assert_num_queries):
    numbers, found = kept_numbers
    a_clause(number="1")
    assert numbers() == ["1"]
    with django_assert_num_queries(1):  # has anything changed?
        assert numbers() is found[0]


def test_it_is_found_anew_after_any_change(kept_numbers):
    numbers, found = kept_numbers
    clause = a_clause(number="1")
    numbers()
    Record.objects.filter(pk=clause.pk).update(number="2")
    assert numbers() == ["2"]
    assert found == [["1"], ["2"]]


def test_what_was_seen_of_a_change_that_is_taken_back_is_not_kept(kept_numbers):
    numbers, _found = kept_numbers
    clause = a_clause(number="1")
    with transaction.atomic():
        Record.objects.filter(pk=clause.pk).update(number="2")
        assert numbers() == ["2"]
        transaction.set_rollback(True)
    assert numbers() == ["1"]
