"""A bar for each region, what is counted within another drawn inside it, and no bar for a total."""

from dataclasses import dataclass
from decimal import Decimal

from .figures import Figure, Measure
from .scales import Scale, scale_for

WIDTH = 420
LABELS = 158
VALUES = 84
LINE = 27
PART_LINE = 21
AXIS = 22
THICK, THIN = 15, 7
TOTAL = "total"


@dataclass(frozen=True)
class Bar:
    """A figure's bar; `within` are the figures counted in it, drawn as a part of it."""

    figure: Figure
    y: float
    height: float
    length: float
    is_part: bool = False
    within: tuple["Bar", ...] = ()

    @property
    def value_x(self) -> float:
        return round(LABELS + self.length + 7, 1)

    @property
    def text_y(self) -> float:
        return round(self.y + self.height / 2 + 4, 1)


@dataclass(frozen=True)
class BarPanel:
    """One indicator drawn as bars, all of them, those of parts too, from the same nought."""

    measure: Measure
    height: float
    scale: Scale
    bars: list[Bar]

    width = WIDTH
    label_x = LABELS - 10
    start = LABELS

    @property
    def axis_y(self) -> float:
        return self.height - AXIS

    @property
    def drawn(self) -> list[Bar]:
        """Every bar, those of parts after the one that they belong to."""
        return [each for bar in self.bars for each in (bar, *bar.within)]


def bar_panel(measure: Measure) -> BarPanel:
    """The bars of a column in printed order; a row of totals has none."""
    shown = [figure for figure in measure.given if figure.area_kind != TOTAL]
    values = [figure.value for figure in shown if figure.value is not None]
    scale = scale_for(values or [Decimal(1)], LABELS, WIDTH - VALUES, from_zero=True)
    areas = {figure.area for figure in shown}
    bars, y = [], 4.0
    for figure in (each for each in shown if each.parent not in areas):
        parts = [each for each in shown if each.parent == figure.area]
        bars.append(_bar(figure, parts, y, scale))
        y += LINE + PART_LINE * len(parts)
    return BarPanel(measure, round(y + 2 + AXIS, 1), scale, bars)


def _bar(figure, parts, y, scale):
    within = tuple(
        Bar(part, round(y + LINE + at * PART_LINE - 4, 1), THIN, _length(part, scale), is_part=True)
        for at, part in enumerate(parts)
    )
    return Bar(figure, round(y + 3, 1), THICK, _length(figure, scale), within=within)


def _length(figure, scale):
    return round(scale.at(figure.value) - scale.start, 1)
