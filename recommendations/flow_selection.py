"""What a flow diagram is made of, as querysets: everything that the filter leaves, in SQL only.

A flow is drawn of the recommendations that a RecordFilter selects. To their left stand the clauses and
objectives that published links of the quality asked for join them to, to their right those whom they
ask. Every number is one that a filtered list has too, so each band can lead to the list behind it.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from .filters import RecordFilter
from .models import CrossReference, Record, Responsibility
from .models.cross_reference import CrossReferenceQuerySet
from .models.record_queries import RecordQuerySet

OBJECTIVE, CLAUSE, RECOMMENDATION = (
    Record.Kind.OBJECTIVE.value,
    Record.Kind.CLAUSE.value,
    Record.Kind.RECOMMENDATION.value,
)
ADDRESSEE = Responsibility.Role.ADDRESSEE.value
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
        return self.wanted.values("role") or [ADDRESSEE]

    def of_kind(self, kind: str) -> RecordQuerySet:
        """Published objectives or clauses that the filter leaves; for clauses, those taken up."""
        records = Record.objects.published().filter(kind=kind).order_by()
        if own := self.wanted.keys(kind):
            records = records.filter(pk__in=own)
        if kind == CLAUSE and self.is_narrowed:
            records = records.filter(self._joined_to(self.recommendations))
        return records

    def in_play(self) -> RecordQuerySet:
        """The objectives and clauses that something flows to or from."""
        clauses, recommendations = self.of_kind(CLAUSE), self.recommendations
        objectives = self.of_kind(OBJECTIVE).filter(
            self._joined_to(clauses) | self._joined_to(recommendations)
        )
        joined = clauses.filter(self._joined_to(self.of_kind(OBJECTIVE)) | self._joined_to(recommendations))
        return Record.objects.filter(Q(pk__in=objectives.values("pk")) | Q(pk__in=joined.values("pk")))

    def _joined_to(self, records: QuerySet) -> Q:
        out = self.links.filter(from_record=OuterRef("pk"), to_record__in=records.values("pk"))
        back = self.links.filter(to_record=OuterRef("pk"), from_record__in=records.values("pk"))
        return Q(Exists(out)) | Q(Exists(back))

    # Links and requests that bands are made of

    def clause_links(self) -> CrossReferenceQuerySet:
        """Between objectives and clauses."""
        return self._between(OBJECTIVE, CLAUSE)

    def taken_up(self) -> CrossReferenceQuerySet:
        """Between clauses and recommendations."""
        return self._between(CLAUSE, RECOMMENDATION)

    def going_past(self) -> CrossReferenceQuerySet:
        """Between objectives and recommendations that take up no clause."""
        return self._between(OBJECTIVE, RECOMMENDATION, self.without_clause)

    @cached_property
    def without_clause(self) -> RecordQuerySet:
        found = self.recommendations
        return found.without_link_to(CLAUSE) if self.goes_past_only else found

    def requests(self) -> QuerySet[Responsibility]:
        found = Responsibility.objects.filter(record__in=self.recommendations.values("pk"))
        if actors := self.wanted.keys("actor"):
            found = found.filter(actor__in=actors)
        return found.filter(role__in=self.roles).order_by()

    def _between(self, kind, other_kind, others=None):
        records = self._ends(kind).values("pk")
        others = (self._ends(other_kind) if others is None else others).values("pk")
        return self.links.filter(
            Q(from_kind=kind, to_kind=other_kind, from_record__in=records, to_record__in=others)
            | Q(from_kind=other_kind, to_kind=kind, from_record__in=others, to_record__in=records)
        )

    def _ends(self, kind):
        return self.recommendations if kind == RECOMMENDATION else self.of_kind(kind)

    # What a list can be asked beside the filter's own question

    def may_lack(self, gap: str) -> bool:
        """Whether `without=<gap>` can be added to the filter and still means “and without”."""
        return not set(self.wanted.values("without")) - {gap}


def end(kind: str, lookup: str = "") -> Case:
    """SQL for the end of a link that is of this kind, or a column of it."""
    column = f"_record__{lookup}" if lookup else "_record"
    return Case(When(from_kind=kind, then=F(f"from{column}")), default=F(f"to{column}"))


def end_is(kind: str, which: dict[str, object]) -> Q:
    """The condition that the end of this kind fits the lookups."""
    sides = [
        Q(**{f"{side}_kind": kind}, **{f"{side}_record__{name}": value for name, value in which.items()})
        for side in ("from", "to")
    ]
    return sides[0] | sides[1]
