"""The flow from objectives through clauses and recommendations to those asked to act, in numbers.

`flow_of` gives the boxes and the bands between them; `flow_layout` places them. Between objectives and
clauses a band counts clauses, everywhere else recommendations, each once. Every band leads to the list
in which just these are found.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Min, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import flow_nodes
from .filters import RecordFilter
from .flow_nodes import Node
from .flow_selection import ADDRESSEE, CLAUSE, OBJECTIVE, OTHER, RECOMMENDATION, Place, Selection, end
from .models import CrossReference
from .parameters import Asked, union

BASES = [CrossReference.Basis.STATED, CrossReference.Basis.SAME_HEADING, CrossReference.Basis.READING]


class Counted(NamedTuple):
    """A row of the count: `n` flow between what these keys stand for, on this basis at best.

    `recommendation` is the place of a box, or a document whose `form` makes the box.
    """

    step: str
    other: int
    recommendation: int
    form: str
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
    asks_only: bool = True  # whether all actors drawn are asked to act

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


def whole_flow(*, one_by_one: bool = True) -> Flow:
    """The flow of all that is published."""
    return flow_of(RecordFilter(Asked({}), RECOMMENDATION), one_by_one=one_by_one)


class _Making:
    """Counts the bands between given boxes."""

    def __init__(self, selection: Selection, columns: list[list[Node]]):
        self.selection, self.columns = selection, columns

    def flow(self) -> Flow:
        bands = self._bands()
        joined = {node for band in bands for node in (band.source, band.target)}
        columns = [[node for node in column if node in joined] for column in self._with_gaps()]
        order = {node: at for column in columns for at, node in enumerate(column)}
        bands.sort(key=lambda band: (band.step, order[band.source], order[band.target]))
        addresses = {node: self._address(node) for column in columns for node in column}
        asks_only = self.selection.roles == [ADDRESSEE]
        return Flow(columns, bands, self.selection.wanted, addresses, asks_only)

    def _with_gaps(self):
        objectives, clauses, recommendations, actors = self.columns
        gaps = flow_nodes.gap(OBJECTIVE), flow_nodes.gap("actor")
        return [[*objectives, gaps[0]], clauses, recommendations, [*actors, gaps[1]]]

    # The count

    def _branches(self) -> list[QuerySet]:
        chosen = self.selection
        branches = [
            self._met(),
            self._taken("taken up", chosen.taken_up(), CLAUSE),
            self._taken("past", chosen.going_past(), OBJECTIVE),
            self._requests(),
        ]
        if chosen.may_lack(OBJECTIVE):
            lacking = chosen.recommendations.without_link_to(OBJECTIVE)
            branches.append(self._lacking("no objective", lacking))
        if chosen.may_lack("addressee") and not chosen.wanted.values("role"):
            branches.append(self._lacking("no addressee", chosen.recommendations.asking_nobody()))
        return branches

    def _met(self):
        """Clauses between objectives and clauses; here the clause takes the place of the recommendation."""
        links = self.selection.clause_links()
        places = self._place(OBJECTIVE, end(OBJECTIVE)), self._place(CLAUSE, end(CLAUSE)), Value("")
        return _counted("met", links, places, Count(end(CLAUSE), distinct=True), BEST)

    def _taken(self, step, links, kind):
        places = self._place(kind, end(kind)), *self._recommendation(lambda name: end(RECOMMENDATION, name))
        return _counted(step, links, places, Count(end(RECOMMENDATION), distinct=True), BEST)

    def _requests(self):
        places = (
            self._place("actor", F("actor")),
            *self._recommendation(lambda name: F(f"record__{name}" if name else "record")),
        )
        return _counted("asked", self.selection.requests(), places, Count("record", distinct=True))

    def _lacking(self, step, records):
        places = _number(OTHER), *self._recommendation(lambda name: F(name or "pk"))
        return _counted(step, records, places, Count("pk"))

    def _place(self, kind, key) -> Place:
        column = self._column(kind)
        return Place(key, {each: at for at, node in enumerate(column) for each in node.keys})

    def _recommendation(self, column: Callable[[str], Any]) -> tuple[Any, Any]:
        """SQL for the place of a recommendation's box; in groups, for its document, and its form."""
        nodes = self._column(RECOMMENDATION)
        if not self._by_form:
            return self._place(RECOMMENDATION, column("")), Value("")
        documents = {document: document for node in nodes for document, _form in node.keys}
        return Place(column("document"), documents), column("form")

    @property
    def _by_form(self):
        return any(node.role == "group" for node in self._column(RECOMMENDATION))

    # From keys to boxes

    def _bands(self):
        """The bands between boxes; what flows to several that are left over is one band."""
        bands: dict[tuple, Counted] = {}
        for row in map(Counted._make, union(self._branches())):
            ends = self._ends(row)
            if None not in ends:
                same = bands.get(ends)
                merged = row._replace(n=same.n + row.n, basis=min(same.basis, row.basis)) if same else row
                bands[ends] = merged
        return [self._band(row, *ends) for ends, row in bands.items()]

    def _band(self, row, source, target):
        basis = BASES[row.basis].value if row.basis >= 0 else ""
        return Band(source, target, row.n, basis, self._list(row.step, source, target))

    def _ends(self, row):
        if row.step == "met":
            return self._node(OBJECTIVE, row.other), self._node(CLAUSE, row.recommendation)
        here = self._form[row.recommendation, row.form] if self._by_form else None
        here = here or self._node(RECOMMENDATION, OTHER if self._by_form else row.recommendation)
        if row.step == "no objective":
            return flow_nodes.gap(OBJECTIVE), here
        if row.step == "no addressee":
            return here, flow_nodes.gap("actor")
        if row.step == "asked":
            return here, self._node("actor", row.other)
        return self._node(CLAUSE if row.step == "taken up" else OBJECTIVE, row.other), here

    @cached_property
    def _form(self):
        boxes = {key: node for node in self._column(RECOMMENDATION) for key in node.keys}
        return defaultdict(lambda: None, boxes)

    def _column(self, kind):
        return self.columns[flow_nodes.COLUMNS.index(kind)]

    def _node(self, kind, place):
        column = self._column(kind)
        if place != OTHER:
            return column[place]
        return column[-1] if column and column[-1].role == "more" else None

    # Where it leads

    def _list(self, step, source, target):
        """The list in which just these records stand, or the nearest narrower diagram."""
        single = next(
            (node for node in (target, source) if node.kind == RECOMMENDATION and not node.values), None
        )
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


def _number(value):
    return Value(value, output_field=IntegerField())


BEST = Min(Case(*[When(basis=basis, then=Value(at)) for at, basis in enumerate(BASES)]))


def _counted(step, rows, places, count, basis=None):
    """Rows grouped by the places, as the columns of Counted."""
    other, recommendation, form = places
    grouped = rows.annotate(at=other, of=recommendation, in_form=form).values_list(
        Value(step), "at", "of", "in_form"
    )
    return grouped.annotate(n=count, best=basis or _number(OTHER))
