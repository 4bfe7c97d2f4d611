"""A flow as a drawing: its boxes with their labels, its bands with their words; and as a picture."""

from dataclasses import dataclass, field
from pathlib import Path

import resvg_py
from django.utils.translation import gettext_lazy as _

from .flow import Band, Flow
from .flow_layout import Box, Layout, Sizes, Stream, lay_out, wrapped
from .flow_nodes import COLUMNS, Node

FULL = Sizes()
SMALL = Sizes(height=300, smallest=17, gap=3, widest_gap=14, thickest=5, lines=2)
HEAD = 34  # above the boxes, for the headings of the columns
FOOT = 6
EDGE = 28
FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]
# Colours of a drawing by itself: of a box, and of its edge and the bands that leave it.
FILLS = {"objective": "#ECEEF8", "clause": "#E3F1EF", "recommendation": "#F9EAE5", "actor": "#F1EFE0"}
INKS = {"objective": "#34479E", "clause": "#0A6660", "recommendation": "#A8371C", "actor": "#5A5320"}
QUIET = "#5F5B54"
DASHES = {"same_heading": "5 2", "reading": "1.2 2.2"}
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

    @property
    def fill(self) -> str:
        return {"gap": "url(#flow-gap)", "more": "#F3F0E9"}.get(self.node.role, FILLS[self.node.kind])

    @property
    def ink(self) -> str:
        return INKS[self.node.kind] if self.node.role in ("record", "group") else QUIET


@dataclass(frozen=True)
class Stroke:
    """A band of the diagram and its outline."""

    band: Band
    path: str

    @property
    def dashes(self) -> str:
        """The pattern of its edge, which tells the basis."""
        return DASHES.get(self.band.basis, "")


@dataclass(frozen=True)
class Drawing:
    """All that the template of the SVG prints; `groups` are bands by the kind they leave, and its colour."""

    width: float
    height: float
    headings: list[tuple[float, str]]
    boxes: list[Drawn]
    groups: list[tuple[str, str, list[Stroke]]]
    lanes: list[Box] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        return f"-1 {-HEAD} {self.width + 2:g} {self.height:g}"

    @property
    def framed_box(self) -> str:
        """The same with an edge around it and a line of text beneath, as a file by itself needs."""
        return f"{-EDGE} {-HEAD - EDGE / 2:g} {self.framed_width:g} {self.framed_height:g}"

    @property
    def framed_width(self) -> float:
        return self.width + 2 * EDGE

    @property
    def framed_height(self) -> float:
        return round(self.height + EDGE + 8, 1)


def drawn(flow: Flow, sizes: Sizes = FULL) -> Drawing:
    """The flow laid out, each label cut to what its box has room for."""
    streams = {band: Stream(band.source, band.target, band.count) for band in flow.bands}
    layout = lay_out(flow.columns, list(streams.values()), sizes)
    boxes = [
        Drawn(layout.boxes[node], node, _label(node, layout.boxes[node], sizes), flow.addresses[node])
        for column in flow.columns
        for node in sorted(column, key=lambda node: layout.boxes[node].y)
    ]
    return Drawing(
        sizes.width,
        round(layout.height + HEAD + FOOT, 1),
        _headings(layout, sizes, flow.asks_only),
        boxes,
        _groups(flow, layout),
        layout.lanes,
    )


def _headings(layout: Layout, sizes, asks_only):
    named = HEADINGS if asks_only else {**HEADINGS, "actor": _("Actors")}
    across = (sizes.width - sizes.box_width) / (len(COLUMNS) - 1)
    return [
        (round(at * across, 1), str(named[kind]))
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
    return [(kind, INKS[kind], strokes) for kind, strokes in groups if strokes]


def _label(node, box, sizes):
    room = max(1, int((box.height - 2) // sizes.line))
    lines = wrapped(node.label, box.width - 17, min(room, sizes.lines + 1), sizes.size)
    top = box.y + box.height / 2 - (len(lines) - 1) * sizes.line / 2 + 4
    number = node.number if lines and lines[0].startswith(node.number) else ""
    found = []
    for at, text in enumerate(lines):
        before = number if at == 0 else ""
        y = round(top + at * sizes.line, 1)
        found.append(Line(box.x + 9, y, text.removeprefix(before).strip(), before))
    return found


def picture(svg: str, width: int = 1824) -> bytes:
    """The drawing as a PNG of this width in pixels, with the letters that come with the program."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#FFFFFF",
        font_files=FONTS,
        serif_family="Edition Serif",
        font_family="Edition Serif",
    )
