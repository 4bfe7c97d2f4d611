"""The rows of a printed table in another order: by a column, what has no figure last. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from .models import DataTable
from .printed import Heading, Line, PrintedTable

LABEL = "label"
ORDERS = ("asc", "desc")
LONGEST = 80  # characters of a value that is told back


class NotAccepted(BadRequest):
    """A value that a parameter does not accept; says what it does."""

    def __init__(self, parameter: str, value: str, accepted: Sequence[str]):
        told = value.encode(errors="replace").decode()[:LONGEST]
        self.problem = _("“%(value)s” is not a value of “%(name)s”.") % {"value": told, "name": parameter}
        self.parameter, self.value, self.accepted, self.more = parameter, told, list(accepted), 0
        super().__init__(f"{self.problem} {_('Accepted:')} {', '.join(self.accepted)}.")


@dataclass(frozen=True)
class Sorting:
    """The order asked for: `column` is empty for the printed one."""

    column: str = ""
    order: str = "asc"

    @classmethod
    def read(cls, query: Any, table: DataTable) -> "Sorting":
        """What the query string asks for, or NotAccepted (400)."""
        column, order = query.get("sort") or "", query.get("order") or "asc"
        accepted = [LABEL, *(each["indicator"] for each in table.columns)]
        if column and column not in accepted:
            raise NotAccepted("sort", column, accepted)
        if order not in ORDERS:
            raise NotAccepted("order", order, ORDERS)
        return cls(column, order if column else "asc")

    def apply(self, printed: PrintedTable) -> None:
        """Bring the table's lines into this order, out of their groups; a total stays last."""
        printed.corner = self._head(printed.corner)
        printed.upper = [self._head(each) for each in printed.upper]
        printed.lower = [self._head(each) for each in printed.lower]
        if not self.column:
            return
        at = [LABEL, *(each["indicator"] for each in printed.table.columns)].index(self.column) - 1
        lines = [line for _group, lines in printed.groups for line in lines]
        totals = [line for line in lines if _is_total(line)]
        given = [line for line in lines if line not in totals and _value(line, at) is not None]
        without = [line for line in lines if line not in totals and _value(line, at) is None]
        given.sort(key=lambda line: _value(line, at), reverse=self.order == "desc")
        printed.groups = [("", [*given, *without, *totals])]

    def _head(self, heading: Heading) -> Heading:
        """The heading with its link: upwards first, and downwards when it is sorted so already."""
        column = heading.indicator
        if not column:
            return heading
        upwards = self.column == column and self.order == "asc"
        state = {True: "ascending", False: "descending"}[upwards] if self.column == column else ""
        return replace(heading, sort=f"sort={column}&order={'desc' if upwards else 'asc'}", sorted=state)


def _is_total(line: Line) -> bool:
    return any(cell.observation.area.kind == "total" for cell in line.cells[:1])


def _value(line: Line, at: int):
    if at < 0:
        return line.label.strip("(").lower()
    return line.cells[at].observation.value if at < len(line.cells) else None
