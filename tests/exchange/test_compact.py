"""Compact: a dict of digests, only smaller."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from sources.exchange.compact import Compact
from sources.exchange.quotations_in import digest

numbers = st.integers(-(2**63), 2**63 - 1).filter(bool)


@given(st.lists(st.tuples(st.binary(min_size=16, max_size=16), numbers)))
def test_it_holds_what_a_dict_would(pairs):
    compact, expected = Compact(), dict(pairs)
    for key, number in pairs:
        compact.put(key, number)
    assert {key: compact.get(key) for key in expected} == expected
    assert len(compact) == len(expected)


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_what_was_never_put_in_is_not_there(one, other):
    compact = Compact()
    compact.put(one, 7)
    assert compact.get(other) == (7 if other == one else None)


def test_it_grows_and_stays_small():
    compact = Compact()
    for n in range(1, 20_001):
        compact.put(digest(str(n)), n)
    assert [compact.get(digest(str(n))) for n in (1, 9_999, 20_000)] == [1, 9_999, 20_000]
    arrays = (compact._high, compact._low, compact._numbers)
    assert sum(map(sys.getsizeof, arrays)) < 50 * 20_000
