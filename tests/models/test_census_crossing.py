"""Counting what sets have in common: the same number however it is found."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from recommendations.census.crossing import MOST, Crossing

# Runs and gaps, so that sets are lists, bits and runs in turn.
STRETCHES = st.lists(
    st.tuples(st.integers(0, 200_000), st.integers(1, 70_000), st.integers(1, 40)), max_size=4
)
SETS = STRETCHES.map(lambda some: BitMap([n for at, long, step in some for n in range(at, at + long, step)]))


@given(SETS, SETS, SETS, st.sampled_from([1, MOST, MOST + 1]))
def test_it_counts_what_two_sets_have_in_common_within_a_whole(whole, one, other, sets):
    crossing = Crossing(whole, sets)
    first, second = crossing.part(one & whole), crossing.part(other)
    assert crossing.shared(first, second) == len(one & other & whole)
    assert second.size == len(other & whole)


def test_the_rest_is_counted_of_sets_that_are_neither_few_nor_compared_too_often():
    whole = BitMap(range(100_000))
    parts = [whole_of.part(BitMap(range(0, 100_000, step))) for whole_of, step in (
        (Crossing(whole, 2), 30), (Crossing(whole, 2), 1_000), (Crossing(whole, MOST + 1), 30),
    )]  # fmt: skip
    assert [part.rest is not None for part in parts] == [True, False, False]
