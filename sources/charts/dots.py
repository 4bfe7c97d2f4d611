"""A dot for each country on one axis: a panel for one indicator, its groups one under the other."""

from dataclasses import dataclass
from decimal import Decimal

from .figures import Figure, Measure, middle
from .scales import Scale, scale_for

WIDTH = 340
LABELS = 84  # of the countries, on the left
VALUES = 88  # as printed, on the right
LINE = 15.5  # from one country to the next
HEAD = 19  # above the rows of a group
AXIS = 20
SHAPES = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Dot:
    """A row: the country, its figure, and where the dot is drawn, if one is."""

    figure: Figure
    y: float
    x: float | None


@dataclass(frozen=True)
class Group:
    """The rows of a group, with the place of its median; `shape` tells it from the other groups."""

    name: str
    shape: str
    y: float
    bottom: float
    dots: list[Dot]
    median: Decimal | None
    median_x: float | None

    @property
    def median_text(self) -> str:
        return "" if self.median is None else f"{self.median.normalize():,f}"

    @property
    def given(self) -> list[Dot]:
        return [dot for dot in self.dots if dot.x is not None]

    @property
    def least(self) -> Figure:
        return min((dot.figure for dot in self.given), key=_value)

    @property
    def most(self) -> Figure:
        return max((dot.figure for dot in self.given), key=_value)


@dataclass(frozen=True)
class DotPanel:
    """One indicator drawn; `reference` is the place of a line that all dots are read against."""

    measure: Measure
    height: float
    scale: Scale
    groups: list[Group]
    reference: float | None = None

    width = WIDTH
    label_x = LABELS - 9
    value_x = WIDTH - VALUES + 12

    @property
    def axis_y(self) -> float:
        return self.height - AXIS


def dot_panel(
    measure: Measure, *, scale_values: list[Decimal] | None = None, reference: Decimal | None = None
) -> DotPanel:
    """The panel of a column; `scale_values` are given where several panels share an axis."""
    values = scale_values or [figure.value for figure in measure.given if figure.value is not None]
    told = [*values, *([reference] if reference is not None else [])] or [Decimal(0), Decimal(1)]
    scale = scale_for(told, LABELS, WIDTH - VALUES)
    groups, y = [], 0.0
    for (name, figures), shape in zip(measure.by_group().items(), SHAPES, strict=False):
        groups.append(_group(name, shape, figures, scale, y))
        y = groups[-1].bottom
    place = None if reference is None else scale.at(reference)
    return DotPanel(measure, round(y + 6 + AXIS, 1), scale, groups, place)


def _value(figure: Figure) -> Decimal:
    return figure.value or Decimal(0)


def _group(name, shape, figures, scale, top):
    first = top + (HEAD if name else 6)
    dots = [
        Dot(
            figure,
            round(first + at * LINE + LINE / 2, 1),
            None if figure.value is None else scale.at(figure.value),
        )
        for at, figure in enumerate(figures)
    ]
    bottom = round(first + len(figures) * LINE, 1)
    mid = middle(figures)
    return Group(name, shape, round(first, 1), bottom, dots, mid, None if mid is None else scale.at(mid))
