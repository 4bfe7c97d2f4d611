"""Then and now: a line for each country from one column to the next."""

from dataclasses import dataclass
from decimal import Decimal

from .dots import SHAPES
from .figures import Figure, Measure
from .scales import Scale, apart, scale_for

WIDTH, HEIGHT = 460, 330
LEFT, RIGHT = 158, 302
TOP, BOTTOM = 40, 316
LABEL = 16  # between labels, at least


@dataclass(frozen=True)
class End:
    """One end of a line: its figure, its place, and where its label stands."""

    figure: Figure
    x: float
    y: float
    label_y: float

    @property
    def side(self) -> int:
        """-1 where the label stands to the left, 1 to the right."""
        return -1 if self.x == LEFT else 1

    @property
    def label_x(self) -> float:
        return self.x + self.side * 24

    @property
    def leader(self) -> str:
        """The line from the mark to its label, where that had to move."""
        if self.y == self.label_y:
            return ""
        return f"M{self.x + self.side * 7} {self.y}L{self.x + self.side * 20} {self.label_y}"


@dataclass(frozen=True)
class Slope:
    """A country's line; one end alone where only one figure is given."""

    label: str
    shape: str
    ends: tuple[End, ...]


@dataclass(frozen=True)
class SlopePanel:
    """Two columns drawn side by side; `missing` are the countries without a figure in either."""

    before: Measure
    after: Measure
    scale: Scale
    slopes: list[Slope]
    missing: list[Figure]
    shapes: list[tuple[str, str]]

    @property
    def heads(self) -> tuple[str, str]:
        """What the two columns are told apart by: the ends of their names, “1981–1990”."""
        return self.before.name.split(", ")[-1], self.after.name.split(", ")[-1]

    width, height, left, right, top, bottom = WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM


def slope_panel(before: Measure, after: Measure) -> SlopePanel:
    """The slopes between two columns of a table with the same rows."""
    values: list[Decimal] = [
        figure.value for each in (before, after) for figure in each.given if figure.value
    ]
    scale = scale_for(values or [Decimal(1)], BOTTOM, TOP, from_zero=True)
    shapes = dict(zip(before.by_group(), SHAPES, strict=False))
    ends = {**_ends(before, LEFT, scale), **_ends(after, RIGHT, scale)}
    slopes = []
    for row, figure in enumerate(before.figures):
        drawn = tuple(ends[x, row] for x in (LEFT, RIGHT) if (x, row) in ends)
        if drawn:
            slopes.append(Slope(figure.label, shapes[figure.group], drawn))
    pairs = zip(before.figures, after.figures, strict=True)
    missing = [one for one, other in pairs if one.value is None and other.value is None]
    return SlopePanel(before, after, scale, slopes, missing, list(shapes.items()))


def _ends(measure, x, scale):
    given = [(row, figure) for row, figure in enumerate(measure.figures) if figure.value is not None]
    places = [scale.at(figure.value) for _row, figure in given]
    labels = apart(places, LABEL)
    return {
        (x, row): End(figure, x, place, label)
        for (row, figure), place, label in zip(given, places, labels, strict=True)
    }
