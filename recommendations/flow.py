"""The flow from objectives through clauses and recommendations to those asked to act, in numbers.

`flow_of` gives the boxes and the bands between them; `flow_layout` places them. Between objectives and
clauses a band counts clauses, everywhere else recommendations, each once. Every band leads to the list
in which just these are found.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from . import flow_nodes
from .census import Census
from .census.sets import together
from .filters import RecordFilter
from .flow_nodes import Node
from .flow_selection import ADDRESSEE, CLAUSE, OBJECTIVE, RECOMMENDATION, Selection
from .models import CrossReference
from .parameters import Asked


@dataclass(frozen=True)
class Band:
    """So many records flow from one box to another; `basis` is the strongest, empty for requests.

    `list` gives the address of the list of them: a small drawing of hundreds of bands never asks.
    """

    source: Node
    target: Node
    count: int
    basis: str
    list: Callable[[], str] = field(compare=False)

    @cached_property
    def address(self) -> str:
        return self.list()

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
    flow_nodes.name(selection)
    columns = [
        records[OBJECTIVE],
        records[CLAUSE],
        flow_nodes.recommendations(selection, one_by_one=one_by_one),
        flow_nodes.actors(selection),
    ]
    return _Making(selection, columns).flow()


def whole_flow(now: Census | None = None, *, one_by_one: bool = True) -> Flow:
    """The flow of all that is published, counted from this census or from that of the moment."""
    wanted = RecordFilter(Asked({}), RECOMMENDATION)
    if now:
        wanted.census = now
    return flow_of(wanted, one_by_one=one_by_one)


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

    def _bands(self):
        """The bands between boxes."""
        chosen = self.selection
        objectives, clauses = self._places(OBJECTIVE), self._places(CLAUSE)
        recommendations = self._recommendations()
        bands = [
            *self._joined("met", objectives, clauses, chosen.left[CLAUSE]),
            *self._joined("taken up", clauses, recommendations, chosen.recommendations),
            *self._joined("past", objectives, recommendations, chosen.without_clause),
            *self._asked(recommendations),
        ]
        return [*bands, *self._lacking(recommendations)]

    def _joined(self, step, sources, targets, left):
        """Bands between objectives or clauses and what links join them to, of the records left."""
        for source, places in sources.items():
            on_basis = self.selection.joined_by_basis(source, places)
            met = together(on_basis.values()) & left
            for target, others in targets.items():
                if there := met & others:
                    basis = next(basis for basis, joined in on_basis.items() if joined.intersect(there))
                    yield Band(source, target, len(there), basis, self._list(step, source, target))

    def _asked(self, recommendations):
        boxes = {
            node: self.selection.requests.get(key) for node in self._column("actor") for key in node.keys
        }
        kept = {key for node in boxes for key in node.keys}
        others = [places for key, places in self.selection.requests.items() if key not in kept]
        asking = {node: places for node, places in boxes.items() if places}
        if more := self._more("actor"):
            asking[more] = together(others)
        for source, places in recommendations.items():
            for target, found in asking.items():
                if n := places.intersection_cardinality(found):
                    yield Band(source, target, n, "", self._list("asked", source, target))

    def _lacking(self, recommendations):
        """Bands from where no objective is, and to where nobody is named."""
        chosen = self.selection
        objective, actor = flow_nodes.gap(OBJECTIVE), flow_nodes.gap("actor")
        joined = chosen.census.met(OBJECTIVE) if chosen.may_lack(OBJECTIVE) else None
        asking = chosen.census.asked.in_role.get(ADDRESSEE, BitMap())
        names_nobody = chosen.may_lack("addressee") and not chosen.wanted.values("role")
        for node, places in recommendations.items():
            if joined is not None and (lacking := places - joined):
                yield Band(objective, node, len(lacking), "", self._list("no objective", objective, node))
            if names_nobody and (lacking := places - asking):
                yield Band(node, actor, len(lacking), "", self._list("no addressee", node, actor))

    # From boxes to places

    def _places(self, kind):
        """{box: places} of objectives or clauses; what is in play and in no box is “more”."""
        records = self.selection.census.records
        boxes = {node: records.places(node.keys) for node in self._column(kind) if node.keys}
        if more := self._more(kind):
            boxes[more] = self.selection.in_play[kind] - together(boxes.values())
        return boxes

    def _recommendations(self):
        """{box: places} of the recommendations, by document and form where they are many."""
        records, found = self.selection.census.records, self.selection.recommendations
        boxes = {}
        for node in self._column(RECOMMENDATION):
            if node.role == "group":
                boxes[node] = together(
                    records.document[document] & records.form[form] & found for document, form in node.keys
                )
            elif node.keys:
                boxes[node] = records.places(node.keys)
        if more := self._more(RECOMMENDATION):
            boxes[more] = found - together(boxes.values())
        return boxes

    def _column(self, kind):
        return self.columns[flow_nodes.COLUMNS.index(kind)]

    def _more(self, kind):
        """The box of what a column has no room for, if it has one."""
        column = self._column(kind)
        return column[-1] if column and column[-1].role == "more" else None

    # Where it leads

    def _list(self, step, source, target):
        """The way to the list in which just these records stand, or to the nearest narrower diagram."""
        return partial(self._find_list, step, source, target)

    def _find_list(self, step, source, target):
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
