"""From values to places along an axis. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` lie evenly between the places `start` and `end`."""

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """(place, label) of each round value on the axis."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + n * self.step for n in range(count + 1)]
        return [(self.at(value), short(round(value, 6))) for value in values]


def short(value: float) -> str:
    """A number as an axis has it; a large one as 100m, 2.5m, 40k."""
    for size, letter, least in ((1e9, "bn", 1e9), (1e6, "m", 1e6), (1e3, "k", 1e4)):
        if value >= least:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def scale_for(
    values: Sequence[Decimal | float], start: float, end: float, *, from_zero: bool = False, ticks: int = 4
) -> Scale:
    """A scale with about so many round steps that holds every value.

    It begins at nought, unless the values lie so close together that they could not be told apart.
    """
    low, high = min(map(float, values)), max(map(float, values))
    if from_zero or low < 0.5 * high:
        low = min(0.0, low)
    step = _step((high - low) or abs(high) or 1.0, ticks)
    low, high = floor(round(low / step, 9)) * step, ceil(round(high / step, 9)) * step
    return Scale(low, high if high > low else low + step, start, end, step)


def _step(span, ticks):
    size = 10 ** floor(log10(span / ticks))
    return min((step * size for step in STEPS), key=lambda step: abs(span / step - ticks))


def apart(places: Sequence[float], distance: float) -> list[float]:
    """The same places moved so that neighbours are at least so far apart, each as little as can be."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    blocks: list[list[float]] = []  # of labels pressed together: their first place, and how many
    for at in order:
        blocks.append([places[at], 1])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] * distance > blocks[-1][0]:
            later, before = blocks.pop(), blocks.pop()
            count = before[1] + later[1]
            first = (before[0] * before[1] + (later[0] - before[1] * distance) * later[1]) / count
            blocks.append([first, count])
    moved = [first + n * distance for first, count in blocks for n in range(int(count))]
    found = [0.0] * len(places)
    for at, place in zip(order, moved, strict=True):
        found[at] = round(place, 1)
    return found
