"""A band of years: one mark for each thing that is dated, one bar for each period. Pure geometry.

Lengths are in units of the drawing, which is WIDTH wide; a year begins at `x(year)`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar, NamedTuple

WIDTH, EDGE = 1080, 16
LANE, BAR = 25, 7  # height of a period's lane, and of its bar
MARK, SIDE, PITCH = 2.6, 4.8, 7.5  # radius of a mark, side of a square one, from one to the next above
AXIS, HEAD = 26, 10
LETTER = 6.4  # about the width of a letter of a label


class Mark(NamedTuple):
    """One thing dated."""

    x: float
    y: float
    title: str
    what: str

    @property
    def left(self) -> float:
        return round(self.x - SIDE / 2, 2)

    @property
    def top(self) -> float:
        return round(self.y - SIDE / 2, 2)


class Bar(NamedTuple):
    """A period; its label ends before it or begins after it (`anchor` as SVG has it)."""

    x: float
    lane: float
    width: float
    label: str
    label_x: float
    anchor: str
    slug: str

    @property
    def top(self) -> float:
        return self.lane + (LANE - BAR) / 2

    @property
    def label_y(self) -> float:
        return self.lane + LANE / 2 + 4


class Tick(NamedTuple):
    """The beginning of a decade."""

    x: float
    label: str


@dataclass(frozen=True)
class Band:
    """The whole drawing; `base` is the height of the axis."""

    height: float
    base: float
    first: int
    last: int
    ticks: list[Tick]
    marks: list[Mark]
    bars: list[Bar]
    width: ClassVar[int] = WIDTH
    bar_height: ClassVar[int] = BAR
    lane: ClassVar[int] = LANE
    radius: ClassVar[float] = MARK
    side: ClassVar[float] = SIDE

    @property
    def label_base(self) -> float:
        return self.base + 17

    @property
    def edges(self) -> tuple[int, int]:
        return EDGE, WIDTH - EDGE

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height:g}"


def draw(entries: Sequence[Any]) -> Band:
    """The band of entries with `date`, `date_end`, `title`, `what` and `slug`, in the order of time."""
    first, last = _decades(entries)

    def x(date: float) -> float:
        return round(EDGE + (date - first) * (WIDTH - 2 * EDGE) / (last - first), 1)

    periods = [entry for entry in entries if entry.date_end]
    highest = max(Counter(int(entry.date[:4]) for entry in entries if not entry.date_end).values(), default=0)
    bars_top = HEAD
    base = bars_top + len(periods) * LANE + highest * PITCH + 14
    ticks = [Tick(x(year), str(year)) for year in range(first, last + 1, 10)]
    bars = [_bar(entry, x, bars_top + n * LANE) for n, entry in enumerate(periods)]
    return Band(base + AXIS, base, first, last, ticks, list(_marks(entries, x, base)), bars)


def _decades(entries):
    years = [int(date[:4]) for entry in entries for date in (entry.date, entry.date_end) if date]
    first, last = min(years) // 10 * 10, max(years) + 1
    return first, last if last % 10 == 1 and last - first > 1 else -(-last // 10) * 10


def _marks(entries, x, base):
    heights: dict[int, Any] = {}
    for entry in entries:
        if entry.date_end:
            continue
        year = int(entry.date[:4])
        n = next(heights.setdefault(year, count()))
        yield Mark(x(year + 0.5), round(base - 7 - n * PITCH, 1), f"{entry.when}: {entry.title}", entry.what)


def _bar(entry, x, top):
    start, end = x(_position(entry.date)), x(_position(entry.date_end, whole=True))
    fits_before = len(entry.title) * LETTER < start - EDGE
    label_x, anchor = (start - 8, "end") if fits_before else (end + 8, "start")
    return Bar(start, top, round(end - start, 1), entry.title, label_x, anchor, entry.slug)


def _position(date, whole=False):
    """A date as a number of years; the end of what it names where `whole`."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return parts[0] + whole
    return parts[0] + (parts[1] - 1 + whole) / 12
