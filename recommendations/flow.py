"""The flow from objectives through clauses and recommendations to those asked to act, in numbers.

`flow_of` gives the boxes and the bands between them; `flow_layout` places them. Between objectives and
clauses a band counts clauses, everywhere else recommendations, each once. Every band leads to the list
in which just these are found.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import flow_nodes
from .filters import RecordFilter
from .flow_nodes import Node
from .flow_selection import CLAUSE, OBJECTIVE, RECOMMENDATION, Selection, end, end_is
from .models import CrossReference
from .parameters import Asked, union

BASES = [CrossReference.Basis.STATED, CrossReference.Basis.SAME_HEADING, CrossReference.Basis.READING]
LEFT_OVER = -1  # the key of what stands in no box of its own


class Counted(NamedTuple):
    """A row of the count: between the boxes of these keys flow `n`, on this basis at best."""

    step: str
    left: int
    right: int
    n: int
    basis: int


@dataclass(frozen=True)
class Band:
    """So many records flow from one box to another; `basis` is the strongest, empty for requests."""

    source: Node
    target: Node
    count: int
    basis: str
    address: str

    @property
    def counts_clauses(self) -> bool:
        return self.target.kind == CLAUSE

    @property
    def step(self) -> int:
        """Between which columns it runs: 0 objectives–clauses, 1 past the clauses, 2 and 3 further right."""
        if self.source.kind == OBJECTIVE:
            return 0 if self.counts_clauses else 1
        return 2 if self.source.kind == CLAUSE else 3

    @property
    def words(self) -> str:
        if self.counts_clauses:
            return ngettext("%d clause", "%d clauses", self.count) % self.count
        return ngettext("%d recommendation", "%d recommendations", self.count) % self.count

    @property
    def basis_words(self) -> str:
        return str(CrossReference.Basis(self.basis).label) if self.basis else ""

    @property
    def title(self) -> str:
        said = _("%(source)s → %(target)s: %(count)s")
        told = said % {"source": self.source.label, "target": self.target.label, "count": self.words}
        return f"{told} ({self.basis_words})" if self.basis else told


@dataclass
class Flow:
    """The boxes of four columns and the bands between them."""

    columns: list[list[Node]]
    bands: list[Band]
    wanted: RecordFilter
    addresses: dict[Node, str] = field(default_factory=dict)

    @cached_property
    def steps(self) -> list[tuple[int, list[Band]]]:
        """The bands step by step, for a table; a step without bands is left out."""
        found = [(step, [band for band in self.bands if band.step == step]) for step in range(4)]
        return [(step, bands) for step, bands in found if bands]

    @property
    def more(self) -> list[Node]:
        """Boxes that stand for what the diagram has no room for."""
        return [node for column in self.columns for node in column if node.role == "more"]


def flow_of(wanted: RecordFilter, *, one_by_one: bool = True) -> Flow:
    """The flow of the recommendations that the filter selects. Four queries, or five where they are few."""
    selection = Selection(wanted)
    records = flow_nodes.records(selection)
    columns = [
        records[OBJECTIVE],
        records[CLAUSE],
        flow_nodes.recommendations(selection, one_by_one=one_by_one),
        flow_nodes.actors(selection),
    ]
    return _Making(selection, columns).flow()


class _Making:
    """Counts the bands between given boxes."""

    def __init__(self, selection: Selection, columns: list[list[Node]]):
        self.selection, self.columns = selection, columns

    def flow(self) -> Flow:
        counted = [Counted(*row) for row in union(self._branches())]
        bands = [band for row in counted if (band := self._band(row))]
        joined = {node for band in bands for node in (band.source, band.target)}
        columns = [[node for node in column if node in joined] for column in self._with_gaps()]
        order = {node: at for column in columns for at, node in enumerate(column)}
        bands.sort(key=lambda band: (band.step, order[band.source], order[band.target]))
        addresses = {node: self._address(node) for column in columns for node in column}
        return Flow(columns, bands, self.selection.wanted, addresses)

    def _with_gaps(self):
        objectives, clauses, recommendations, actors = self.columns
        gaps = flow_nodes.gap(OBJECTIVE), flow_nodes.gap("actor")
        return [[*objectives, gaps[0]], clauses, recommendations, [*actors, gaps[1]]]

    # The count

    def _branches(self) -> list[QuerySet]:
        chosen = self.selection
        branches = [
            self._links("met", chosen.clause_links(), OBJECTIVE, CLAUSE),
            self._links("taken up", chosen.taken_up(), CLAUSE, RECOMMENDATION),
            self._links("past", chosen.going_past(), OBJECTIVE, RECOMMENDATION),
            self._requests(),
        ]
        if chosen.may_lack(OBJECTIVE):
            lacking = chosen.recommendations.without_link_to(OBJECTIVE)
            branches.append(self._gaps("no objective", lacking))
        if chosen.may_lack("addressee") and not chosen.wanted.values("role"):
            branches.append(self._gaps("no addressee", chosen.recommendations.asking_nobody()))
        return branches

    def _links(self, step, links, left, right):
        keys = [
            self._key(kind, lambda node, kind=kind: end_is(kind, dict(node.which))) for kind in (left, right)
        ]
        rank = Case(*[When(basis=basis, then=Value(at)) for at, basis in enumerate(BASES)])
        rows = links.annotate(left=keys[0], right=keys[1]).values_list(_text(step), "left", "right")
        return rows.annotate(n=Count(end(right), distinct=True), basis_rank=Min(rank))

    def _requests(self):
        recommendation = self._key(
            RECOMMENDATION, lambda node: Q(**{f"record__{name}": value for name, value in node.which})
        )
        actor = self._key("actor", lambda node: Q(**dict(node.which)))
        rows = self.selection.requests().annotate(left=recommendation, right=actor)
        counted = rows.values_list(_text("asked"), "left", "right")
        return counted.annotate(n=Count("record", distinct=True), basis_rank=_number(LEFT_OVER))

    def _gaps(self, step, records):
        rows = records.annotate(left=self._key(RECOMMENDATION, lambda node: Q(**dict(node.which))))
        counted = rows.values_list(_text(step), "left", _number(LEFT_OVER))
        return counted.annotate(n=Count("pk"), basis_rank=_number(LEFT_OVER))

    def _key(self, kind, condition) -> Any:
        """SQL for the place, in its column, of the box that a row belongs to."""
        column = self.columns[flow_nodes.COLUMNS.index(kind)]
        found = [
            When(condition(node), then=Value(at)) for at, node in enumerate(column) if node.role != "more"
        ]
        return Case(*found, default=_number(LEFT_OVER), output_field=IntegerField())

    # From keys to boxes

    STEPS = {
        "met": (OBJECTIVE, CLAUSE),
        "taken up": (CLAUSE, RECOMMENDATION),
        "past": (OBJECTIVE, RECOMMENDATION),
        "asked": (RECOMMENDATION, "actor"),
    }

    def _band(self, row):
        if row.step in self.STEPS:
            left, right = self.STEPS[row.step]
            ends = self._node(left, row.left), self._node(right, row.right)
        elif row.step == "no objective":
            ends = flow_nodes.gap(OBJECTIVE), self._node(RECOMMENDATION, row.left)
        else:
            ends = self._node(RECOMMENDATION, row.left), flow_nodes.gap("actor")
        if None in ends:
            return None
        basis = BASES[row.basis].value if row.basis >= 0 else ""
        return Band(*ends, row.n, basis, self._list(row.step, *ends))

    def _node(self, kind, key):
        column = self.columns[flow_nodes.COLUMNS.index(kind)]
        if key >= 0:
            return column[key]
        return column[-1] if column and column[-1].role == "more" else None

    # Where it leads

    def _list(self, step, source, target):
        """The list in which just these records stand, or the nearest narrower diagram."""
        single = next((node for node in (target, source) if node.kind == RECOMMENDATION and not node.values), None)
        if single and single.address:
            return single.address
        wanted = self._narrowed(source, target)
        if not (source.is_named and target.is_named):
            return _with_query(reverse("flow"), wanted)
        if step == "met":
            names = ("objective", "clause", "basis", "relation")
            terms = {name: wanted.asked.terms.get(name, {}) for name in names}
            return _with_query(reverse("clause-list"), RecordFilter(Asked(terms), CLAUSE))
        if step == "past" and self.selection.goes_past_only:
            wanted = wanted.but("without", CLAUSE)
        return _with_query(reverse("recommendation-list"), wanted)

    def _narrowed(self, *nodes):
        wanted = self.selection.wanted
        for node in nodes:
            for name, values in node.values:
                wanted = wanted.but(name, *values)
        return wanted

    def _address(self, node):
        """Where a box leads: to the one record, or to the diagram of the group alone."""
        if node.address or node.role == "more":
            return node.address
        return _with_query(reverse("flow"), self._narrowed(node))


def _with_query(address, wanted):
    return f"{address}?{wanted.query_string}" if wanted.query_string else address


def _text(value):
    return Value(value)


def _number(value):
    return Value(value, output_field=IntegerField())
