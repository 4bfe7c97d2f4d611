"""Where the boxes and bands of a flow diagram are drawn. Pure: numbers in, geometry out.

Columns stand side by side from left to right. A band joins boxes of two neighbouring columns, or
passes by a column in a lane beneath its boxes. The same input always gives the same picture.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

SWEEPS = 6  # rightwards and back; more than a few never helped


@dataclass(frozen=True)
class Stream:
    """A band to draw: so many units flow from a box to another further to the right."""

    source: Hashable
    target: Hashable
    units: int


@dataclass(frozen=True)
class Sizes:
    """Measures in units of the drawing; `height` is what is aimed at, boxes may ask for more."""

    width: float = 1160
    height: float = 640
    box_width: float = 200
    smallest: float = 21
    gap: float = 7
    widest_gap: float = 30
    thickest: float = 12  # of one unit
    line: float = 14.5  # from one line of a label to the next
    lines: int = 3  # of a label, at most
    size: float = 12.5  # of its letters


@dataclass(frozen=True)
class Box:
    """A drawn rectangle, with the lines of its label that fit."""

    key: Hashable
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def center(self) -> float:
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True)
class Ribbon:
    """A drawn band: the outline as an SVG path, and how thick it is at its ends."""

    stream: Stream
    path: str
    thickness: float


@dataclass(frozen=True)
class Layout:
    """The picture: boxes and ribbons by key and in the order given; `lanes` are ways past a column."""

    width: float
    height: float
    columns: list[list[Hashable]]
    boxes: dict[Hashable, Box]
    ribbons: list[Ribbon]
    lanes: list[Box] = field(default_factory=list)


def lay_out(columns: Sequence[Sequence[Hashable]], streams: Sequence[Stream], sizes: Sizes) -> Layout:
    """The picture of these columns of boxes and the streams between them."""
    plan = _Plan([list(column) for column in columns], list(streams), sizes)
    return plan.draw()


# The order of boxes: the first column keeps its own, the others follow their neighbours.


def untangled(columns: list[list[Hashable]], edges: Sequence[tuple[Hashable, Hashable]]) -> list[list]:
    """The same columns, all but the first reordered so that fewer edges cross.

    Each sweep sorts a column by the mean place of what its boxes are joined to; the best order met
    is kept, so that no edge more crosses than in the order given.
    """
    before, after = defaultdict(list), defaultdict(list)
    for source, target in edges:
        after[source].append(target)
        before[target].append(source)
    best, fewest = columns, crossings(columns, edges)
    order = columns
    for _sweep in range(SWEEPS):
        order = _swept(order, before, range(1, len(order)))
        order = _swept(order, after, range(len(order) - 2, 0, -1))
        if (now := crossings(order, edges)) < fewest:
            best, fewest = order, now
    return best


def _swept(columns, neighbours, which):
    columns = list(columns)
    for at in which:
        place = {key: n for column in columns for n, key in enumerate(column)}
        means = {key: _mean([place[other] for other in neighbours[key]], place[key]) for key in columns[at]}
        columns[at] = sorted(columns[at], key=means.__getitem__)  # a stable sort: equals keep their order
    return columns


def _mean(places, otherwise):
    return sum(places) / len(places) if places else otherwise


def crossings(columns: Sequence[Sequence[Hashable]], edges: Sequence[tuple[Hashable, Hashable]]) -> int:
    """How many pairs of edges between neighbouring columns cross."""
    column_of = {key: at for at, column in enumerate(columns) for key in column}
    place = {key: n for column in columns for n, key in enumerate(column)}
    between = defaultdict(list)
    for source, target in edges:
        between[column_of[source]].append((place[source], place[target]))
    return sum(_inversions(sorted(pairs)) for pairs in between.values())


def _inversions(pairs):
    """Pairs of edges, given in the order of their sources, whose targets stand the other way round."""
    seen, found = [], 0
    for _source, target in pairs:
        found += len(seen) - bisect_right(seen, target)
        insort(seen, target)
    return found


class _Plan:
    """The steps from columns and streams to a picture."""

    def __init__(self, columns, streams, sizes):
        self.streams, self.sizes = streams, sizes
        self.column_of = {key: at for at, column in enumerate(columns) for key in column}
        self.columns = untangled(columns, self._edges())
        self.place = {key: n for column in self.columns for n, key in enumerate(column)}
        self.out, self.into = defaultdict(list), defaultdict(list)
        for stream in streams:
            self.out[stream.source].append(stream)
            self.into[stream.target].append(stream)

    def _is_long(self, stream):
        return self.column_of[stream.target] - self.column_of[stream.source] > 1

    def _edges(self):
        return [(each.source, each.target) for each in self.streams if not self._is_long(each)]

    def _passing(self, at):
        """Streams that pass by a column, in the order in which they lie in its lane."""
        passing = [
            stream
            for stream in self.streams
            if self.column_of[stream.source] < at < self.column_of[stream.target]
        ]
        return sorted(passing, key=lambda stream: (self.place[stream.source], self.place[stream.target]))

    def draw(self):
        lanes = {at: self._passing(at) for at in range(1, len(self.columns) - 1)}
        scale = self._scale(lanes)
        heights = [self._heights(column, lanes.get(at), scale) for at, column in enumerate(self.columns)]
        height = max((sum(each) + self.sizes.gap * (len(each) - 1) for each in heights if each), default=0)
        boxes, drawn_lanes = {}, {}
        for at, column in enumerate(self.columns):
            stack = self._stack(at, heights[at], height)
            boxes |= {key: replace(box, key=key) for key, box in zip(column, stack, strict=False)}
            if lanes.get(at):
                drawn_lanes[at] = stack[-1]
        ribbons = _Ribbons(self, boxes, lanes, drawn_lanes, scale).all()
        return Layout(self.sizes.width, height, self.columns, boxes, ribbons, list(drawn_lanes.values()))

    def _scale(self, lanes):
        """How thick one unit is, so that the fullest column is about as high as wanted."""
        scale = self.sizes.thickest
        for at, column in enumerate(self.columns):
            units = sum(map(self.units, column)) + sum(stream.units for stream in lanes.get(at, []))
            room = self.sizes.height - self.sizes.gap * (len(column) - 1)
            scale = min(scale, max(room, 0.4 * self.sizes.height) / max(units, 1))
        return scale

    def units(self, key):
        return max(sum(each.units for each in side[key]) for side in (self.out, self.into))

    def _heights(self, column, lane, scale):
        least = self._least(len(column) + bool(lane))
        heights = [max(self.units(key) * scale, least) for key in column]
        if lane:
            heights.append(max(sum(stream.units for stream in lane) * scale, least))
        return heights

    def _least(self, count):
        """The height of the smallest box of a column: room for another line, if there are few of them."""
        sizes = self.sizes
        room = (0.75 * sizes.height - sizes.gap * (count - 1)) / max(count, 1)
        lines = min(int((room - 6) // sizes.line), sizes.lines)
        return max(sizes.smallest, 6 + lines * sizes.line)

    def _stack(self, at, heights, height):
        """Boxes of these heights one under the other, spread over the height of the picture."""
        sizes = self.sizes
        free = height - sum(heights)
        gap = min(free / (len(heights) - 1), sizes.widest_gap) if len(heights) > 1 else 0
        y = (free - gap * (len(heights) - 1)) / 2
        x = at * (sizes.width - sizes.box_width) / max(len(self.columns) - 1, 1)
        stack = []
        for each in heights:
            stack.append(Box(None, _short(x), _short(y), sizes.box_width, _short(each)))
            y += each + gap
        return stack


class _Ribbons:
    """Bands, each from its place on a box's right edge to its place on another's left edge."""

    def __init__(self, plan, boxes, lanes, drawn_lanes, scale):
        self.plan, self.boxes, self.scale = plan, boxes, scale
        self.lanes, self.drawn_lanes = lanes, drawn_lanes
        self.leaving = self._edges(plan.out, self._toward)
        self.arriving = self._edges(plan.into, lambda stream: plan.place[stream.source])

    def _toward(self, stream):
        is_long = self.plan._is_long(stream)
        return is_long, self.plan.place[stream.target]

    def _edges(self, sides, order):
        """Where each stream begins on the edge of its box: the streams one under the other, centred."""
        tops = {}
        for key, streams in sides.items():
            box = self.boxes[key]
            tops |= self._piled(box, sorted(streams, key=order))
        return tops

    def _piled(self, box, streams):
        thick = sum(stream.units for stream in streams) * self.scale
        y, tops = box.y + (box.height - thick) / 2, {}
        for stream in streams:
            tops[stream] = y
            y += stream.units * self.scale
        return tops

    def all(self):
        passing = {at: self._piled(box, self.lanes[at]) for at, box in self.drawn_lanes.items()}
        return [self._ribbon(stream, passing) for stream in self.plan.streams]

    def _ribbon(self, stream, passing):
        source, target = self.boxes[stream.source], self.boxes[stream.target]
        points = [(source.x + source.width, self.leaving[stream])]
        for at, tops in passing.items():
            if stream in tops:
                lane = self.drawn_lanes[at]
                points += [(lane.x, tops[stream]), (lane.x + lane.width, tops[stream])]
        points.append((target.x, self.arriving[stream]))
        thickness = stream.units * self.scale
        return Ribbon(stream, _outline(points, thickness), _short(thickness))


def _outline(points, thickness):
    """A band of even thickness whose upper edge goes through the points: curves and level pieces by turns."""
    upper = _edge(points, "M")
    lower = _edge([(x, y + thickness) for x, y in reversed(points)], "L")
    return f"{upper}{lower}Z"


def _edge(points, move):
    drawn = f"{move}{_number(points[0][0])} {_number(points[0][1])}"
    for (x0, y0), (x1, y1) in pairwise(points):
        if y0 == y1:
            drawn += f"H{_number(x1)}"
        else:
            middle = _number((x0 + x1) / 2)
            drawn += f"C{middle} {_number(y0)} {middle} {_number(y1)} {_number(x1)} {_number(y1)}"
    return drawn


def _short(value):
    return round(value, 1)


def _number(value):
    return f"{value:.1f}".removesuffix(".0")


NARROW, WIDE = set("iljtfrI.,;:'’|!()[] -"), set("mwMWABCDEGHKNOPQRSUVXYZ&%@")


def breadth(text: str, size: float) -> float:
    """About how broad a text is in letters of this size; without a font one can only estimate."""
    shares = (0.33 if each in NARROW else 0.76 if each in WIDE else 0.55 for each in text)
    return size * sum(shares)


def wrapped(text: str, room: float, lines: int, size: float) -> list[str]:
    """The text in at most so many lines no broader than the room; an ellipsis stands for what is left out."""
    words, found = text.split(), []
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and breadth(f"{line} {words[0]}", size) <= room:
            line += f" {words.pop(0)}"
        found.append(line)
    last = " ".join(words)
    return [_cut(each, room, size) for each in ([*found, last] if last else found)]


def _cut(line, room, size):
    if breadth(line, size) <= room:
        return line
    kept = line
    while kept and breadth(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,.;:–-')}…"
