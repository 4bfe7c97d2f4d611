"""What a flow diagram is made of, as querysets: everything that the filter leaves, in SQL only.

A flow is drawn of the recommendations that a RecordFilter selects. To their left stand the clauses and
objectives that published links of the quality asked for join them to, to their right those whom they
ask. Every number is one that a filtered list has too, so each band can lead to the list behind it.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Case, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, When

from .filters import RecordFilter
from .models import CrossReference, Record, Responsibility, Status
from .models.cross_reference import CrossReferenceQuerySet
from .models.record_queries import RecordQuerySet

OBJECTIVE, CLAUSE, RECOMMENDATION = (
    Record.Kind.OBJECTIVE.value,
    Record.Kind.CLAUSE.value,
    Record.Kind.RECOMMENDATION.value,
)
ADDRESSEE = Responsibility.Role.ADDRESSEE.value
OTHER = -1
# What is asked of recommendations alone, and therefore narrows the clauses to those they take up.
OF_RECOMMENDATIONS = ("document", "actor", "role", "tag", "form", "without")


@dataclass(frozen=True)
class Selection:
    """The part of the web that a filter of recommendations leaves."""

    wanted: RecordFilter

    @cached_property
    def recommendations(self) -> RecordQuerySet:
        return self.wanted.apply(Record.objects.published().filter(kind=RECOMMENDATION)).order_by()

    @cached_property
    def links(self) -> CrossReferenceQuerySet:
        """Published links on the basis and by the relation asked for."""
        links = CrossReference.objects.published().order_by()
        for quality in ("basis", "relation"):
            if values := self.wanted.values(quality):
                links = links.filter(**{f"{quality}__in": values})
        return links

    @property
    def is_narrowed(self) -> bool:
        """Whether something is asked of the recommendations that clauses can't be asked."""
        return bool(self.wanted.words) or any(self.wanted.values(name) for name in OF_RECOMMENDATIONS)

    @property
    def goes_past_only(self) -> bool:
        """Whether what flows past the clauses is just what takes up none of them.

        Where a gap or a quality of links is asked for, a list can't say “and without a clause” as
        well: then all that is joined to an objective is drawn.
        """
        asked = set(self.wanted.values("without")) - {CLAUSE}
        return not asked and not self.wanted.values("basis") and not self.wanted.values("relation")

    @property
    def roles(self) -> list[str]:
        """The roles that the actors drawn have: addressees, unless a role or an actor is asked for.

        None stands for any: an actor asked for is drawn in whatever role it has.
        """
        return self.wanted.values("role") or ([] if self.wanted.values("actor") else [ADDRESSEE])

    def _limits(self, kind: str) -> QuerySet | list[int | None] | None:
        """Which records of a kind the filter leaves, nothing where it leaves all that are published."""
        if kind == RECOMMENDATION:
            return self.recommendations.values("pk") if self.wanted.is_active else None
        own = self.wanted.keys(kind) or None
        if kind == CLAUSE and self.is_narrowed:
            clauses = Record.objects.filter(self._joined_to(RECOMMENDATION), kind=CLAUSE)
            return (clauses.filter(pk__in=own) if own else clauses).values("pk")
        return own

    def in_play(self) -> RecordQuerySet:
        """The published objectives and clauses that something flows to or from."""
        ends = {OBJECTIVE: (CLAUSE, RECOMMENDATION), CLAUSE: (OBJECTIVE, RECOMMENDATION)}
        wanted = Q()
        for kind, others in ends.items():
            here = Q(kind=kind) & reduce(or_, map(self._joined_to, others))
            limits = self._limits(kind)
            wanted |= here & Q(pk__in=limits) if limits is not None else here
        return Record.objects.published().filter(wanted).order_by()

    def _joined_to(self, kind):
        out = self.links.filter(from_record=OuterRef("pk"), **self._end_fits("to", kind))
        back = self.links.filter(to_record=OuterRef("pk"), **self._end_fits("from", kind))
        return Q(Exists(out)) | Q(Exists(back))

    def _end_fits(self, side, kind, limits=None):
        """The lookups for an end of a link to be one of those that the filter leaves of a kind."""
        limits = self._limits(kind) if limits is None else limits
        fits = {f"{side}_kind": kind}
        return fits if limits is None else fits | {f"{side}_record__in": limits}

    # Links and requests that bands are made of

    def clause_links(self) -> CrossReferenceQuerySet:
        """Between objectives and clauses."""
        return self._between(OBJECTIVE, CLAUSE)

    def taken_up(self) -> CrossReferenceQuerySet:
        """Between clauses and recommendations."""
        return self._between(CLAUSE, RECOMMENDATION)

    def going_past(self) -> CrossReferenceQuerySet:
        """Between objectives and recommendations that take up no clause."""
        return self._between(OBJECTIVE, RECOMMENDATION, self.without_clause.values("pk"))

    @cached_property
    def without_clause(self) -> RecordQuerySet:
        found = self.recommendations
        return found.without_link_to(CLAUSE) if self.goes_past_only else found

    def requests(self) -> QuerySet[Responsibility]:
        found = Responsibility.objects.filter(record__kind=RECOMMENDATION, record__status=Status.PUBLISHED)
        limits = self._limits(RECOMMENDATION)
        if limits is not None:
            found = found.filter(record__in=limits)
        if actors := self.wanted.keys("actor"):
            found = found.filter(actor__in=actors)
        return (found.filter(role__in=self.roles) if self.roles else found).order_by()

    def _between(self, kind, other_kind, limits=None):
        one_way = Q(**self._end_fits("from", kind), **self._end_fits("to", other_kind, limits))
        the_other = Q(**self._end_fits("to", kind), **self._end_fits("from", other_kind, limits))
        return self.links.filter(one_way | the_other)

    # What a list can be asked beside the filter's own question

    def may_lack(self, gap: str) -> bool:
        """Whether `without=<gap>` can be added to the filter and still means “and without”."""
        return not set(self.wanted.values("without")) - {gap}


def end(kind: str, lookup: str = "") -> Case:
    """SQL for the end of a link that is of this kind, or a column of it."""
    column = f"_record__{lookup}" if lookup else "_record"
    return Case(When(from_kind=kind, then=F(f"from{column}")), default=F(f"to{column}"))


class Place(Func):
    """SQL for the place at which a key stands, of {key: place}; OTHER for any other key.

    A simple CASE over numbers: much quicker to build than a condition for each box.
    """

    output_field = IntegerField()

    def __init__(self, key: Any, places: dict[int, int]):
        super().__init__(key)
        self.places = places

    def as_sql(self, compiler, connection, *args, **context):
        sql, params = compiler.compile(self.source_expressions[0])
        places = self.places or {OTHER: OTHER}  # a CASE without a WHEN is no SQL
        whens = " ".join(f"WHEN {int(key)} THEN {int(place)}" for key, place in places.items())
        return f"CASE {sql} {whens} ELSE {OTHER} END", params
