"""How many members sets have in common, where many of them are compared with many."""

from typing import NamedTuple

from pyroaring import BitMap

DENSE = 8  # one in so many numbers: a set of that many is bits, of fewer a list
MIDDLING = 128  # one in so many members: the lists of smaller sets are quickly compared
MOST = 100  # sets whose rest is held at once, at a bit for each member


class Part(NamedTuple):
    """A set; how many members it has of the whole; what the whole has besides, if that helps to count."""

    own: BitMap
    size: int
    rest: BitMap | None


class Crossing:
    """A whole, in which parts are counted that overlap; about so many sets are compared with each other.

    Sets that are neither small nor large are lists, slow to compare, and what is left of the whole without
    them is bits, compared at once: so it is the rest of both that is counted.
    """

    def __init__(self, whole: BitMap, sets: int):
        self.whole, self.size = whole, len(whole)
        is_worth_it = sets <= MOST and self.size * DENSE > (whole.max() if whole else 0)
        # Not optimised: that would make runs of it, which are small and as slow as lists.
        self.bits = BitMap(whole.to_array(), optimize=False) if is_worth_it else NO_BITS

    def part(self, own: BitMap) -> Part:
        """A set, to be counted."""
        size = own.intersection_cardinality(self.whole)
        rest = self.bits - own if self.bits and size * MIDDLING > self.size else None
        return Part(own, size, rest)

    def shared(self, one: Part, other: Part) -> int:
        """How many members of the whole are in both, of which the first has no others."""
        if one.rest is None or other.rest is None:
            return one.own.intersection_cardinality(other.own)
        return one.size + other.size + one.rest.intersection_cardinality(other.rest) - self.size


NO_BITS = BitMap()
