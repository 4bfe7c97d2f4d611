"""A data table laid out as it is printed: its head, groups of rows, cells and footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from .models import DataTable, Observation


@dataclass(frozen=True)
class Heading:
    """A cell of the head; `mark` is the letter of its source.

    `sort` is the query string that sorts by its column, `sorted` how the table is sorted by it now.
    """

    text: str
    columns: int = 1
    rows: int = 1
    mark: str = ""
    indicator: str = ""
    sort: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """An observation as printed; `note` is the number of its footnote, 0 for none."""

    observation: Observation
    note: int = 0

    @property
    def is_missing(self) -> bool:
        return self.observation.value is None


@dataclass(frozen=True)
class Line:
    """A row of the table under its label."""

    label: str
    cells: list[Cell]


@dataclass
class PrintedTable:
    """A table and all that drawing it needs; `notes` are our remarks, numbered from 1."""

    table: DataTable
    upper: list[Heading] = field(default_factory=list)
    lower: list[Heading] = field(default_factory=list)
    groups: list[tuple[str, list[Line]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    corner: Heading = Heading("")

    @property
    def width(self) -> int:
        return len(self.table.columns) + 1

    @property
    def head_rows(self) -> int:
        return 2 if self.lower else 1


def lay_out(table: DataTable, observations: Iterable[Observation]) -> PrintedTable:
    """The table as printed, of observations in the order of rows and columns."""
    printed = PrintedTable(table, corner=Heading(table.row_heading, indicator="label"))
    _head(printed)
    in_row = {row: list(cells) for row, cells in groupby(observations, key=lambda cell: cell.row)}
    numbered = enumerate(table.rows, 1)
    for group, rows in groupby(numbered, key=lambda numbered: numbered[1].get("group", "")):
        lines = [
            Line(row["label"], [_cell(each, printed.notes) for each in in_row.get(n, [])]) for n, row in rows
        ]
        printed.groups.append((group, lines))
    return printed


def _head(printed):
    has_groups = any(column.get("group") for column in printed.table.columns)
    for group, columns in groupby(printed.table.columns, key=lambda column: column.get("group", "")):
        headings = [_heading(column) for column in columns]
        if group:
            printed.upper.append(Heading(group, columns=len(headings)))
            printed.lower += headings
        else:
            rows = 2 if has_groups else 1
            printed.upper += [replace(each, rows=rows) for each in headings]


def _heading(column):
    return Heading(column["heading"], mark=column.get("source_mark", ""), indicator=column["indicator"])


def _cell(observation, notes):
    """The cell; the same remark on several cells is one footnote."""
    if not observation.note:
        return Cell(observation)
    if observation.note not in notes:
        notes.append(observation.note)
    return Cell(observation, notes.index(observation.note) + 1)
