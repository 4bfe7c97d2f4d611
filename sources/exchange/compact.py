"""A million things in memory, small."""

from array import array

SMALLEST = 1 << 10  # slots


class Compact:
    """Digests of 16 bytes and a number for each, in a quarter of what a dict takes; nothing is taken out.

    An open hash table in arrays: a number of 0 marks a free slot, so no number may be 0.
    """

    def __init__(self):
        self._count = 0
        self._clear(SMALLEST)

    def _clear(self, slots):
        self._mask = slots - 1
        self._high, self._low, self._numbers = (array(kind, bytes(8 * slots)) for kind in "QQq")

    def __len__(self):
        return self._count

    def get(self, digest: bytes) -> int | None:
        """The number of a digest, None when there is none."""
        return self._numbers[self._slot(*_halves(digest))] or None

    def put(self, digest: bytes, number: int) -> None:
        """Give a digest its number, or another one."""
        high, low = _halves(digest)
        slot = self._slot(high, low)
        if not self._numbers[slot]:
            self._count += 1
        self._high[slot], self._low[slot], self._numbers[slot] = high, low, number
        if self._count * 3 > self._mask * 2:
            self._grow()

    def _slot(self, high, low):
        """Where a digest is, or has to go."""
        highs, lows, numbers, mask = self._high, self._low, self._numbers, self._mask
        slot = low & mask
        while numbers[slot] and (lows[slot] != low or highs[slot] != high):
            slot = (slot + 1) & mask
        return slot

    def _grow(self):
        kept = zip(self._high, self._low, self._numbers, strict=True)
        self._clear(2 * (self._mask + 1))
        for high, low, number in kept:
            if number:
                slot = self._slot(high, low)
                self._high[slot], self._low[slot], self._numbers[slot] = high, low, number


def _halves(digest):
    return int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:16], "big")
