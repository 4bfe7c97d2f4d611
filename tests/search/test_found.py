"""Which entries match, how many of each kind, and in which order: few or many, whatever part is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.search import found
from recommendations.search.asking import understand
from recommendations.search.entries import KINDS, STORED, kind_and_pk, number, stretches_of
from recommendations.search.found import Matches, shared

from ..builders import a_clause, a_recommendation, an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def trees():
    return [
        make(text=f"Plant tree {n}.") for make in (an_objective, a_clause, a_recommendation) for n in range(9)
    ]


def matches(q="tree", kinds=KINDS, among=None):
    return Matches(understand(q).tree, kinds, among)


@given(st.sampled_from(KINDS), st.integers(1, 2**39))
def test_a_number_tells_kind_and_key(kind, pk):
    assert kind_and_pk(number(kind, pk)) == (kind, pk)


@given(st.sets(st.sampled_from(KINDS)))
def test_stretches_hold_the_kinds_and_no_other(kinds):
    for kind in STORED:
        held = [first <= number(kind, 7) <= last for first, last in stretches_of(kinds)]
        assert held.count(True) == (kind in kinds)


@given(st.dictionaries(st.sampled_from(KINDS), st.integers(1, 5_000)), st.integers(8, 2_000))
def test_shares_are_fair_and_nothing_stays_free(counts, room):
    shares = shared(counts, room)
    assert sum(shares.values()) == min(room, sum(counts.values())) or _is_nearly_full(shares, counts, room)
    assert all(shares[kind] <= n for kind, n in counts.items())


def _is_nearly_full(shares, counts, room):
    return room - sum(shares.values()) < len(counts)


@pytest.mark.parametrize("room", [8, 20, 2_000])
@pytest.mark.parametrize("size", [5, 7, 100])
def test_all_parts_together_are_the_whole(trees, monkeypatch, room, size):
    monkeypatch.setattr(found, "RANKED", room)
    asked = matches()
    total = sum(asked.counts().values())
    walked = [each for start in range(0, total, size) for each in asked.page(start, size)]
    assert len(walked) == len(set(walked)) == total == 54


def test_what_is_ranked_comes_first_and_of_each_kind(trees, monkeypatch):
    monkeypatch.setattr(found, "RANKED", 8)
    asked = matches(kinds=("objective", "clause", "recommendation", "principle"))
    assert {kind for kind, _pk in asked.page(0, 6)} == {"objective", "clause", "recommendation"}


def test_some_of_the_kinds_are_counted_already(trees, django_assert_num_queries):
    asked = matches()
    assert asked.counts()["clause"] == 9
    with django_assert_num_queries(1):
        assert len(asked.of(["clause"]).page(0, 20)) == 9


def test_only_those_among_the_given_count(trees):
    keys = [trees[0].pk, trees[9].pk, trees[10].pk, 10**9]
    asked = matches(kinds=("objective", "clause", "recommendation", "principle"), among=keys)
    assert asked.counts() == {"objective": 1, "clause": 2}
    assert {pk for _kind, pk in asked.page(0, 20)} == set(keys[:3])
    assert matches(kinds=("clause",), among=[]).counts() == {}
