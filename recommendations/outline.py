"""Records of a list as an outline: under which heading each stands, and how deep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Trim

from sources.models import Document

from .models import CrossReference, Record, RecordQuotation, Status
from .models.record_queries import RecordQuerySet

SHALLOW = 3  # the level of headings that recommendations are grouped under, at most


@dataclass(frozen=True)
class Row:
    """A record, or its line, in an outline; `under` is its parent where that is not on the page itself."""

    record: Any
    depth: int
    under: Any


def rows(records: Iterable[Any]) -> list[Row]:
    """The records (or their lines) in their order, each with its depth among those given."""
    records = list(records)
    depth: dict[int | None, int] = {}
    for record in records:
        depth[record.pk] = depth.get(record.parent_id, -1) + 1
    return [Row(record, depth[record.pk], _missing_parent(record, depth)) for record in records]


def _missing_parent(record, shown):
    parent = record.parent
    is_elsewhere = parent and parent.pk not in shown and parent.status == Status.PUBLISHED
    return parent if is_elsewhere else None


def with_silence(objectives: RecordQuerySet) -> RecordQuerySet:
    """Annotates `is_silent`: no clause is linked to the objective, nor to one under it."""
    here = OuterRef("pk")
    cited = CrossReference.objects.published().joining(Record.Kind.OBJECTIVE, Record.Kind.CLAUSE)
    ends = Q(from_record=here) | Q(to_record=here) | Q(from_record__parent=here) | Q(to_record__parent=here)
    return objectives.annotate(is_silent=~Exists(cited.filter(ends)))


def with_section(records: RecordQuerySet) -> RecordQuerySet:
    """Annotates `section`: the heading, three levels deep at most, under which the words are printed.

    A heading is the document's own words: where only quotations are allowed there is none.
    """
    at = "quotation__start_passage__section__"
    own = Trim(Concat(f"{at}label", Value(" "), f"{at}heading"))
    above = Trim(Concat(f"{at}parent__label", Value(" "), f"{at}parent__heading"))
    read = RecordQuotation.objects.filter(
        record=OuterRef("pk"),
        role=RecordQuotation.Role.TEXT,
        quotation__version__document__rights=Document.Rights.FULL_TEXT,
    )
    heading = Case(When(**{f"{at}level__gt": SHALLOW}, then=above), default=own)
    named = read.order_by("position").annotate(under=heading).values("under")[:1]
    return records.annotate(section=Subquery(named))
