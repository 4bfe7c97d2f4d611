"""A flow as a drawing: its boxes with their labels, its bands with their words; and as a picture."""

from dataclasses import dataclass, field
from pathlib import Path

import resvg_py
from django.utils.translation import gettext_lazy as _

from .flow import Band, Flow
from .flow_layout import Box, Layout, Sizes, Stream, lay_out, wrapped
from .flow_nodes import COLUMNS, Node

FULL = Sizes()
SMALL = Sizes(height=250, smallest=17, gap=4, widest_gap=16, thickest=6, line=13, letter=6)
HEAD = 34  # above the boxes, for the headings of the columns
FOOT = 6
FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]
HEADINGS = {
    "objective": _("Objectives"),
    "clause": _("Clauses"),
    "recommendation": _("Recommendations"),
    "actor": _("Asked to act"),
}


@dataclass(frozen=True)
class Line:
    """A line of a label; the number that the first begins with is set apart."""

    x: float
    y: float
    text: str
    number: str = ""


@dataclass(frozen=True)
class Drawn:
    """A box of the diagram: where, what, and where it leads."""

    box: Box
    node: Node
    lines: list[Line]
    address: str


@dataclass(frozen=True)
class Stroke:
    """A band of the diagram and its outline."""

    band: Band
    path: str


@dataclass(frozen=True)
class Drawing:
    """All that the template of the SVG prints; `groups` are bands by the kind that they come from."""

    width: float
    height: float
    headings: list[tuple[float, str]]
    boxes: list[Drawn]
    groups: list[tuple[str, list[Stroke]]]
    lanes: list[Box] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        return f"0 {-HEAD} {self.width:g} {self.height:g}"


def drawn(flow: Flow, sizes: Sizes = FULL) -> Drawing:
    """The flow laid out, each label cut to what its box has room for."""
    streams = {band: Stream(band.source, band.target, band.count) for band in flow.bands}
    layout = lay_out(flow.columns, list(streams.values()), sizes)
    boxes = [
        Drawn(layout.boxes[node], node, _label(node, layout.boxes[node], sizes), flow.addresses[node])
        for column in layout.columns
        for node in column
    ]
    return Drawing(
        sizes.width,
        round(layout.height + HEAD + FOOT, 1),
        _headings(layout, sizes),
        boxes,
        _groups(flow, layout),
        layout.lanes,
    )


def _headings(layout: Layout, sizes):
    across = (sizes.width - sizes.box_width) / (len(COLUMNS) - 1)
    return [
        (round(at * across, 1), str(HEADINGS[kind]))
        for at, kind in enumerate(COLUMNS)
        if layout.columns[at] or (at == 1 and layout.lanes)
    ]


def _groups(flow, layout):
    """Bands by the kind of the box that they leave, the thick ones beneath the thin."""
    strokes = zip(flow.bands, layout.ribbons, strict=True)
    thick_first = sorted(strokes, key=lambda stroke: -stroke[1].thickness)
    groups = [
        (kind, [Stroke(band, ribbon.path) for band, ribbon in thick_first if band.source.kind == kind])
        for kind in COLUMNS
    ]
    return [(kind, strokes) for kind, strokes in groups if strokes]


def _label(node, box, sizes):
    letters = int((box.width - 18) / sizes.letter)
    room = max(1, int((box.height - 2) // sizes.line))
    lines = wrapped(node.label, letters, min(room, 4))
    top = box.y + box.height / 2 - (len(lines) - 1) * sizes.line / 2 + 4
    number = node.number if lines and lines[0].startswith(node.number) else ""
    found = []
    for at, text in enumerate(lines):
        before = number if at == 0 else ""
        y = round(top + at * sizes.line, 1)
        found.append(Line(box.x + 10, y, text.removeprefix(before).strip(), before))
    return found


def picture(svg: str, width: int = 2320) -> bytes:
    """The drawing as a PNG of this width in pixels, with the letters that come with the program."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#FFFFFF",
        font_files=FONTS,
        serif_family="Edition Serif",
        font_family="Edition Serif",
    )
