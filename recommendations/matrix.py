"""Cross-references counted over two axes, by the database, in a fixed number of queries (nine at most).

A cell holds the published links that have both its row's value and its column's, as LinkFilter reads
them, so that the list at the cell's address has as many rows. Totals count each link once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from . import axis_values
from .axes import AXES, BASES, Axis
from .axis_values import Entry, Group, none_of
from .census.crossing import Crossing
from .census.sets import NOTHING
from .facets import Form
from .filters import Chip, LinkFilter
from .models import CrossReference
from .parameters import FIXED, FilterError

DEFAULT = ("objective", "clause")
SHEET = 14  # columns that fit the width of the sheet
OWN = ("rows", "columns")  # the parameters that only the matrix has
IN_WORDS = dict(CrossReference.Basis.choices)


@dataclass(frozen=True)
class Cell:
    """The links of one row and one column: how many, and the strongest basis among them."""

    row: Entry
    column: Entry
    count: int
    basis: str

    @property
    def basis_in_words(self) -> str:
        return str(IN_WORDS[self.basis])


@dataclass
class Line:
    """One axis as it is shown; `more` values are left out, those with the fewest links."""

    axis: Axis
    entries: list[Entry]
    more: int = 0

    @property
    def name(self) -> str:
        return self.axis.name

    @property
    def title(self) -> str:
        return str(axis_values.PLURALS[self.name])

    @property
    def none(self) -> str:
        """What is said of links without a value here, and of a row or column across that has none."""
        return none_of(self.name)

    @cached_property
    def groups(self) -> list[Group]:
        return axis_values.grouped(self.entries)

    @property
    def is_grouped(self) -> bool:
        return any(group.head for group in self.groups)

    @property
    def findings(self) -> list[Entry]:
        """Values that no link of the other axis meets, neither them nor what stands under them."""
        return [entry for group in self.groups for entry in group.entries if entry.is_finding]

    @property
    def has_numbers(self) -> bool:
        """Whether its values are known by numbers, which need words beside them."""
        return any(entry.number for entry in self.entries)


class Matrix:
    """Two axes, and the links that the other parameters leave."""

    def __init__(self, wanted: LinkFilter, rows: str, columns: str):
        self.wanted = wanted
        self.census = wanted.census
        self.links = wanted.selection.of(wanted)
        self._rows, self._columns = self._axis(rows), self._axis(columns)

    @classmethod
    def read(cls, query: QueryDict, *, strict: bool = False) -> "Matrix":
        """The matrix that a query string asks for, or FilterError (400): never a guess."""
        try:
            rows, columns = read_axes(query)
            rest = query.copy()
            for name in OWN:
                rest.pop(name, None)
            return cls(LinkFilter.read(rest, strict=strict), rows, columns)
        except FilterError as refusal:
            refusal.as_text = strict
            if refusal.parameter not in (*LinkFilter.ACCEPTED, *OWN, "page"):
                refusal.accepted = [*OWN, *refusal.accepted]
            raise

    def _axis(self, name):
        only = self.wanted.values(name) if name == "form" else self.wanted.keys(name)
        return Axis(name, only, self.wanted.values("role"))

    # What is counted

    @cached_property
    def rows(self) -> Line:
        return self._line(self._rows, self._columns)

    @cached_property
    def columns(self) -> Line:
        return self._line(self._columns, self._rows)

    def _line(self, axis, other):
        totals = self._totals(axis, other)
        often = sorted(totals, key=lambda key: -totals[key][0])[: axis_values.SHOWN]
        found = axis_values.entries(axis, often)
        more = axis_values.size(axis) - len(found) if len(found) == axis_values.SHOWN else 0
        return Line(axis, _counted(axis, found, totals), more)

    def _totals(self, axis, other):
        """{value: [links that have it, those of them without a value on the other axis]}"""
        both = self.links & other.any(self.census)
        found = {}
        for value, links in axis.sets(self.census).items():
            if n := links.intersection_cardinality(self.links):
                found[value] = n, n - links.intersection_cardinality(both)
        return found

    @cached_property
    def totals(self) -> dict[str, int]:
        """All links; those without a row, without a column, without either; those within the table."""
        row, column = self._rows.any(self.census), self._columns.any(self.census)
        return {
            "all": len(self.links),
            "rowless": len(self.links - row),
            "columnless": len(self.links - column),
            "neither": len(self.links - row - column),
            "within": len(self.links & row & column),
        }

    @cached_property
    def cells(self) -> dict[tuple[int | str, int | str], tuple[int, str]]:
        """{(row, column): (links, strongest basis)} of the values shown, empty cells left out."""
        return self._counts(
            [entry.key for entry in self.rows.entries], [entry.key for entry in self.columns.entries]
        )

    def _counts(self, rows=None, columns=None):
        across, down = self._rows.sets(self.census), self._columns.sets(self.census)
        qualified = [(basis, self.census.links.qualified(basis=[basis]) or NOTHING) for basis in BASES]
        columns = list(down) if columns is None else columns
        crossing = Crossing(self.links, len(columns))
        parts = {column: crossing.part(down.get(column, NOTHING)) for column in columns}
        found = {}
        for row in across if rows is None else rows:
            here = crossing.part(across.get(row, NOTHING) & self.links)
            on_basis = [(basis, here.own & links) for basis, links in qualified]
            for column, there in parts.items() if here.size else ():
                if n := crossing.shared(here, there):
                    basis = next(basis for basis, links in on_basis if links.intersect(there.own))
                    found[row, column] = n, basis
        return found

    # How it is shown

    @property
    def name(self) -> str:
        return f"{self._rows.name}-by-{self._columns.name}"

    def cells_of(self, row: Entry) -> Iterator[Cell | None]:
        """The cells of a row, in the order of the columns; nothing for an empty one."""
        for column in self.columns.entries:
            counted = self.cells.get((row.key, column.key))
            yield Cell(row, column, *counted) if counted else None

    @cached_property
    def form(self) -> Form:
        """The filter form, which carries the axes along. One query."""
        form = self.wanted.form
        return form._replace(hidden=[*self.own_pairs, *form.hidden])

    @property
    def width(self) -> int:
        """Cells of a whole row: its name, the columns, the totals."""
        return len(self.columns.entries) + (3 if self.shows_apart else 2)

    @property
    def shows_apart(self) -> bool:
        """Whether there are links without a column, which each row counts apart."""
        return bool(self.totals["columnless"])

    @property
    def is_wide(self) -> bool:
        """Whether the table is wider than a sheet, so that it scrolls in a frame of its own."""
        return len(self.columns.entries) > SHEET

    @property
    def lines_cut(self) -> list[Line]:
        """The axes of which not every value is shown."""
        return [line for line in (self.rows, self.columns) if line.more]

    @property
    def choices(self) -> list[dict]:
        """What the form offers as axes: {"parameter", "title", "choices" of (value, words, is chosen)}."""
        named = zip(OWN, (_("Rows"), _("Columns")), (self._rows.name, self._columns.name), strict=True)
        return [
            {
                "parameter": parameter,
                "title": title,
                "choices": [(name, axis_values.PLURALS[name], name == chosen) for name in AXES],
            }
            for parameter, title, chosen in named
        ]

    @property
    def has_actors(self) -> bool:
        return "actor" in (self._rows.name, self._columns.name)

    @property
    def roles(self) -> list[tuple[str, str, bool]]:
        """(role, in words, whether it is asked for)."""
        asked = self.wanted.values("role")
        return [(role, str(words), role in asked) for role, words in FIXED["role"].items()]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The filters that the choice of axes takes along."""
        pairs = parse_qsl(self.wanted.query_string)
        return [pair for pair in pairs if pair[0] != "role" or not self.has_actors]

    # Addresses

    @property
    def chips(self) -> list[Chip]:
        """The active filters, each with the way to drop it and keep the axes."""
        own = urlencode(self.own_pairs)
        return [
            chip._replace(remove_query="&".join(filter(None, [own, chip.remove_query])))
            for chip in self.wanted.chips
        ]

    @property
    def own_pairs(self) -> list[tuple[str, str]]:
        return [("rows", self._rows.name), ("columns", self._columns.name)]

    @property
    def query_string(self) -> str:
        """What is asked for, in one normal form."""
        return "&".join(filter(None, [urlencode(self.own_pairs), self.wanted.query_string]))

    @property
    def swapped(self) -> str:
        """The query string of the same matrix with rows and columns exchanged."""
        swapped = urlencode({"rows": self._columns.name, "columns": self._rows.name})
        return "&".join(filter(None, [swapped, self.wanted.query_string]))

    @cached_property
    def _rest(self):
        return self.wanted.but(self._rows.name).but(self._columns.name).query_string

    @cached_property
    def _everything(self):
        return self.wanted.query_string

    @cached_property
    def _in_row(self):
        return self.wanted.but(self._rows.name).query_string

    @cached_property
    def _in_column(self):
        return self.wanted.but(self._columns.name).query_string

    def query_of(self, row: Entry | None = None, column: Entry | None = None) -> str:
        """The query string, for LinkFilter, of the links of a cell, a row, a column or of all."""
        named = ((self._rows.name, row), (self._columns.name, column))
        pairs = [_pair(name, entry.value) for name, entry in named if entry]
        rest = {(True, True): self._rest, (True, False): self._in_row, (False, True): self._in_column}
        left = rest.get((row is not None, column is not None), self._everything)
        return "&".join(filter(None, [*pairs, left]))

    def cells_query_of(self, row: Entry) -> tuple[str, list[str]]:
        """The query strings of a row's cells: what all begin with, and how each column's goes on."""
        return f"{_pair(self._rows.name, row.value)}&", self._cell_tails

    @cached_property
    def _cell_tails(self):
        pairs = (_pair(self._columns.name, column.value) for column in self.columns.entries)
        return ["&".join(filter(None, [pair, self._rest])) for pair in pairs]

    # As a file

    def lines(self) -> Iterator[tuple[str, str, int, str]]:
        """(row, column, links, strongest basis) of every cell, then what is empty; never capped."""
        rows, columns = self._all(self._rows, self._columns), self._all(self._columns, self._rows)
        row_at, column_at = _places(rows), _places(columns)
        counts = self._counts()
        known = [place for place in counts if place[0] in row_at and place[1] in column_at]
        for row, column in sorted(known, key=lambda place: (row_at[place[0]], column_at[place[1]])):
            count, basis = counts[row, column]
            yield rows[row_at[row]].value, columns[column_at[column]].value, count, basis
        met_rows, met_columns = {row for row, _column in known}, {column for _row, column in known}
        yield from ((row.value, "", 0, "") for row in rows if row.key not in met_rows)
        yield from (("", column.value, 0, "") for column in columns if column.key not in met_columns)

    def _all(self, axis, other):
        return _counted(axis, axis_values.entries(axis), self._totals(axis, other))


@lru_cache(maxsize=4_096)
def _pair(name, value):
    return urlencode({name: value})


def read_axes(query: QueryDict) -> tuple[str, str]:
    """The two axes that a query string asks for, or FilterError: they are two different ones."""
    given = {name: _one_axis(query, name) for name in OWN}
    rows, columns = given["rows"], given["columns"]
    if rows and rows == columns:
        problem = _("Rows and columns are both “%s”; choose two different axes.") % rows
        others = [name for name in AXES if name != rows]
        raise FilterError(problem, parameter="columns", value=columns, accepted=others)
    rows = rows or next(name for name in DEFAULT if name != columns)
    return rows, columns or next(name for name in reversed(DEFAULT) if name != rows)


def _one_axis(query, name):
    asked = [value for value in query.getlist(name) if value]
    if len(asked) > 1:
        problem = _("“%s” is given more than once; a matrix has one.") % name
        raise FilterError(problem, parameter=name, accepted=list(AXES))
    if asked and asked[0] not in AXES:
        shown = asked[0].encode(errors="replace").decode()[:60]
        problem = _("“%(value)s” is not an axis that “%(name)s” can have.")
        raise FilterError(
            problem % {"value": shown, "name": name}, parameter=name, value=shown, accepted=list(AXES)
        )
    return asked[0] if asked else ""


def _counted(axis, entries, totals):
    """The values with their totals; records without words that no link joins only head the others."""
    for entry in entries:
        entry.total, entry.apart = totals.get(entry.key, (0, 0))
    return [entry for entry in entries if entry.total or not entry.is_heading or axis.only]


def _places(entries):
    return {entry.key: at for at, entry in enumerate(entries)}
