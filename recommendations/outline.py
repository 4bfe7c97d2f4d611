"""Records of a list as an outline: under which heading each stands, and how deep."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat, Trim

from .models import Record, RecordQuotation, Status
from .models.record_queries import RecordQuerySet

SHALLOW = 3  # the level of headings that recommendations are grouped under, at most


@dataclass(frozen=True)
class Row:
    """A record in an outline; `under` is its parent where that is not on the page itself."""

    record: Record
    depth: int
    under: Record | None
    is_silent: bool


def rows(records: Iterable[Record], *, silent_without: str = "") -> list[Row]:
    """The records in their order, each with its depth among those given.

    With `silent_without="clause"` a record is silent that neither itself nor through one under it
    is joined to a clause; it needs `clause_count`, from `with_link_counts()`.
    """
    records = list(records)
    depth: dict[int, int] = {}
    for record in records:
        depth[record.pk] = depth.get(record.parent_id, -1) + 1
    heard = _heard(records, f"{silent_without}_count") if silent_without else depth.keys()
    return [
        Row(record, depth[record.pk], _missing_parent(record, depth), record.pk not in heard)
        for record in records
    ]


def _heard(records, count):
    """Records that have such a link themselves, and all above them."""
    found: set[int] = set()
    for record in reversed(records):
        if record.pk in found or getattr(record, count):
            found |= {record.pk, record.parent_id}
    return found


def _missing_parent(record, shown):
    parent = record.parent
    is_elsewhere = parent and parent.pk not in shown and parent.status == Status.PUBLISHED
    return parent if is_elsewhere else None


def with_section(records: RecordQuerySet) -> RecordQuerySet:
    """Annotates `section`: the heading, three levels deep at most, under which the words are printed."""
    at = "quotation__start_passage__section__"
    own = Trim(Concat(f"{at}label", Value(" "), f"{at}heading"))
    above = Trim(Concat(f"{at}parent__label", Value(" "), f"{at}parent__heading"))
    read = RecordQuotation.objects.filter(record=OuterRef("pk"), role=RecordQuotation.Role.TEXT)
    heading = Case(When(**{f"{at}level__gt": SHALLOW}, then=above), default=own)
    named = read.order_by("position").annotate(under=heading).values("under")[:1]
    return records.annotate(section=Subquery(named))
