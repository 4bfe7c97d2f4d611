"""Sets whose order is not quite that of their numbers.

What changed since the census was read whole stands behind everything else, and is put back where it belongs
only where somebody looks at the order: when a list is cut into pages.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pyroaring import BitMap


class Late(NamedTuple):
    """A number that comes after all numbers below another one."""

    after: int
    number: int


class Ordered(Sequence[int]):
    """The numbers of a set in their order; `late` are those out of place, in the order among themselves."""

    def __init__(self, found: BitMap, late: Sequence[Late]):
        self.late = [each for each in late if each.number in found]
        self.others = found - BitMap([each.number for each in self.late])

    def __len__(self) -> int:
        return len(self.others) + len(self.late)

    def __getitem__(self, wanted):
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1 or None][0]
        start, stop, step = wanted.indices(len(self))
        return self._between(start, max(start, stop))[::step] if step > 0 else list(self)[wanted]

    def __iter__(self):
        return iter(self._between(0, len(self)))

    def _between(self, start, stop):
        """All from one position to another: the late ones there, and between them the others."""
        positions = [self._before(each) + n for n, each in enumerate(self.late)]
        skipped = sum(position < start for position in positions)
        there = [
            (at, each.number) for at, each in zip(positions, self.late, strict=True) if start <= at < stop
        ]
        found = list(self.others[start - skipped : stop - skipped - len(there)])
        for position, number in there:
            found.insert(position - start, number)
        return found

    def _before(self, late):
        """How many of the others come before a late one."""
        return self.others.rank(late.after - 1) if late.after else 0
