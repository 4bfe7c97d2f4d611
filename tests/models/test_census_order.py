"""What stands out of order in the census is listed where it belongs."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from recommendations.census.order import Late, Ordered

PLACES = 20
subsets = st.sets(st.integers(0, PLACES - 1))
late_ones = st.lists(st.integers(0, PLACES), max_size=12).map(sorted)


def in_order(found, late):
    """All that is found, by sorting it."""
    keys = {each.number: (each.after, 0, nth) for nth, each in enumerate(late)}
    return sorted(found, key=lambda number: keys.get(number, (number, 1, 0)))


@given(subsets, late_ones, st.data())
def test_every_cut_is_a_cut_of_the_sorted_list(places, afters, data):
    late = [Late(after, PLACES + nth) for nth, after in enumerate(afters)]
    chosen = data.draw(st.sets(st.sampled_from(late))) if late else set()
    found = BitMap([*places, *(each.number for each in chosen)])
    start, stop = data.draw(st.integers(0, 40)), data.draw(st.integers(0, 40))
    ours, expected = Ordered(found, late), in_order(found, late)
    assert list(ours) == expected
    assert ours[start:stop] == expected[start:stop]
    assert len(ours) == len(expected)


def test_one_is_taken_by_its_position():
    ours = Ordered(BitMap([0, 1, 2, 9]), [Late(1, 9)])
    assert [ours[1], ours[-1]] == [9, 2]
