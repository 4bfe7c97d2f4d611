"""The figures of a table, column by column, as the charts and the sums need them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from ..models import DataTable, Observation


@dataclass(frozen=True)
class Figure:
    """A cell: `value` is nothing where none is given; `parent` is the area that this one belongs to."""

    label: str
    group: str
    area: str
    parent: str
    area_kind: str
    value: Decimal | None
    printed: str
    extra: str = ""

    @property
    def text(self) -> str:
        """The cell as printed, with what is printed beside it."""
        return f"{self.printed} {self.extra}".strip()

    @property
    def plain(self) -> str:
        """The number, its thousands set apart; stray marks of the print left out."""
        return "" if self.value is None else f"{self.value.normalize():,f}"


@dataclass(frozen=True)
class Measure:
    """A column: what it measures, and its figures in printed order."""

    slug: str
    name: str
    unit: str
    definition: str
    figures: list[Figure] = field(default_factory=list)

    @property
    def given(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.value is not None]

    @property
    def missing(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.value is None]

    def by_group(self) -> dict[str, list[Figure]]:
        """The figures under the group that their row is printed in."""
        groups: dict[str, list[Figure]] = {}
        for figure in self.figures:
            groups.setdefault(figure.group, []).append(figure)
        return groups


def measures(table: DataTable, observations: Iterable[Observation]) -> list[Measure]:
    """The columns of a table, of observations with their areas, parents and indicators, in printed order."""
    columns: dict[int, Measure] = {}
    for cell in observations:
        shown = cell.indicator
        measure = columns.setdefault(
            cell.column, Measure(shown.slug, shown.name, shown.unit, shown.definition)
        )
        measure.figures.append(_figure(cell, table.rows[cell.row - 1]))
    return [columns[column] for column in sorted(columns)]


def _figure(cell, row):
    area = cell.area
    parent = area.parent.slug if area.parent else ""
    return Figure(
        row["label"],
        row.get("group", ""),
        area.slug,
        parent,
        area.kind,
        cell.value,
        cell.printed,
        cell.printed_extra,
    )


def middle(figures: Iterable[Figure]) -> Decimal | None:
    """The median of the figures that are given."""
    values = [figure.value for figure in figures if figure.value is not None]
    return median(values) if values else None
