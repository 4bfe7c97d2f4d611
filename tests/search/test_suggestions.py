"""A mistyped word: known words near it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import SearchWord
from recommendations.search.suggestions import distance, near, slips

from ..builders import a_clause, a_draft

words = st.text("abcde", max_size=6)


@pytest.fixture
def known(db):
    SearchWord.objects.bulk_create(
        SearchWord(word=word, count=n) for word, n in [("migrant", 5), ("migration", 9), ("women", 2)]
    )


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("migrnat", "migrant"),
        ("migrent", "migrant"),
        ("igrant", "migrant"),
        ("migratoin", "migration"),
        ("wimen", "women"),
    ],
)
def test_a_slip_is_put_right(known, typed, first):
    assert near(typed)[0] == first


def test_what_is_far_or_short_is_left_alone(known):
    assert near("xylophone") == near("mi") == near("m" * 40) == []


def test_a_new_word_is_known_at_once_and_a_hidden_one_never(db):
    a_clause(text="Plant the quokkaberry.")
    a_draft(heading="On wombatberries")
    assert "quokkaberry" in near("quokkabery")
    assert near("wombatberies") == []


@given(words, words)
def test_distance_is_the_same_from_either_side(one, other):
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))


@given(words)
def test_a_slip_is_at_most_two_changes_away(word):
    assert all(distance(word, slipped) <= 2 for slipped in slips(word))
