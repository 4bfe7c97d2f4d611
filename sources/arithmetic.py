"""Does what is printed add up? Totals recomputed from the rows that they are the total of. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .charts.bars import TOTAL
from .charts.figures import Figure, Measure


@dataclass(frozen=True)
class Sum:
    """A printed total beside the sum of its parts; a part of a part is not added twice."""

    measure: Measure
    total: Figure
    parts: tuple[Figure, ...]

    @property
    def computed(self) -> Decimal:
        return sum((part.value for part in self.parts if part.value is not None), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """What the sum has more than the printed total; less, where it is below nought."""
        return self.computed - (self.total.value or Decimal(0))

    @property
    def agrees(self) -> bool:
        return self.difference == 0

    @property
    def computed_text(self) -> str:
        return f"{self.computed.normalize():,f}"

    @property
    def difference_text(self) -> str:
        return f"{abs(self.difference).normalize():,f}"


def sums(measures: Iterable[Measure]) -> list[Sum]:
    """Every printed total of these columns with the parts that it is made of."""
    found = []
    for measure in measures:
        for total in measure.given:
            parts = tuple(each for each in measure.given if each.parent == total.area)
            if total.area_kind == TOTAL and parts:
                found.append(Sum(measure, total, parts))
    return found
