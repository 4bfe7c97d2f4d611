"""Everything that a record's own page shows, gathered in a fixed number of queries (nine)."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sources.models import Quotation

from .models import CrossReference, Record, RecordInstrument, RecordQuotation, Responsibility, Status

PLURALS = {
    "objective": _("Objectives"),
    "clause": _("Clauses"),
    "recommendation": _("Recommendations"),
    "principle": _("Principles"),
}
# How a group of links is headed: as it leads away from the record, and as it leads to it.
HEADINGS = {
    "addresses": (_("%(records)s that it addresses"), _("%(records)s that address it")),
    "carries_out": (_("%(records)s that it carries out"), _("%(records)s that carry it out")),
    "elaborates": (_("%(records)s that it elaborates"), _("%(records)s that elaborate it")),
    "echoes": (_("%(records)s that it echoes"), _("%(records)s that echo it")),
    "related": (_("%(records)s related to it"), _("%(records)s related to it")),
}
ROLES = {
    "addressee": _("Asked to act"),
    "supporter": _("Asked to support"),
    "beneficiary": _("For the benefit of"),
}
BASES = list(CrossReference.Basis.values)


@dataclass(frozen=True)
class Joined:
    """A link as it is seen from one of its ends: `other` is the record at the far one."""

    link: CrossReference
    other: Record
    is_outward: bool

    @classmethod
    def seen_from(cls, record: Record, link: CrossReference) -> "Joined":
        outward = link.from_record_id == record.pk
        return cls(link, link.to_record if outward else link.from_record, outward)

    @property
    def group(self):
        """Kind of the other end, relation, direction: links that share them stand together."""
        both_ways = self.link.relation == CrossReference.Relation.RELATED
        return self.other.kind, self.link.relation, self.is_outward or both_ways

    @property
    def order(self):
        kind, relation, is_outward = self.group
        at = (list(PLURALS).index(kind), list(HEADINGS).index(relation), is_outward)
        return *at, BASES.index(self.link.basis), self.other.sort_key


@dataclass(frozen=True)
class Group:
    """Links of one relation, in one direction, to records of one kind."""

    kind: str
    relation: str
    is_outward: bool
    links: list[Joined]

    @property
    def heading(self) -> str:
        out, back = HEADINGS[self.relation]
        return (out if self.is_outward else back) % {"records": PLURALS[self.kind]}

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.relation}-{'out' if self.is_outward else 'in'}"


class RecordPage:
    """One record among its documents, neighbours and links, as an anonymous reader may see them."""

    def __init__(self, record: Record):
        self.record = record

    @classmethod
    def find(cls, code: str, kind: str) -> "RecordPage | None":
        """The page of the published record with this code, if there is one."""
        records = Record.objects.published().filter(kind=kind)
        parts = records.select_related("document", "parent__parent").with_tags().with_responsibilities()
        record = parts.filter(code=code).first()
        return cls(record) if record else None

    @property
    def name(self) -> str:
        """How the record is called: “Clause 3.9.1”."""
        return f"{self.record.get_kind_display().capitalize()} {self.record.number}".strip()

    @property
    def trail(self) -> list[Record]:
        """The published records that it stands under, the highest first."""
        return above(self.record)

    # Words and their places

    @cached_property
    def _uses(self):
        return list(
            RecordQuotation.objects.filter(record=self.record)
            .select_related(
                "quotation__version__document",
                "quotation__start_passage__section__parent",
                "quotation__end_passage",
            )
            .defer("quotation__version__raw")
            .order_by("position")
        )

    def _of_role(self, role) -> list[Quotation]:
        return [use.quotation for use in self._uses if use.role == role]

    @property
    def words(self) -> list[Quotation]:
        return self._of_role(RecordQuotation.Role.TEXT)

    @property
    def headings(self) -> list[Quotation]:
        return self._of_role(RecordQuotation.Role.HEADING)

    @property
    def labels(self) -> list[Quotation]:
        """The words by which the record is introduced where it is printed."""
        return self._of_role(RecordQuotation.Role.LABEL)

    @property
    def places(self) -> list[Quotation]:
        """Where it is printed: its words, or for a mere heading that heading."""
        return self.words or self.headings

    @property
    def read_in(self):
        """The document in which the words were read, if they were."""
        return self.places[0].version.document if self.places else None

    @property
    def pages(self) -> list[str]:
        return [page for place in self.places for page in (place.page, place.last_page)]

    # What it is joined to

    @cached_property
    def joined(self) -> list[Joined]:
        links = CrossReference.objects.published().touching(self.record).with_ends()
        seen = [Joined.seen_from(self.record, link) for link in links]
        return sorted(seen, key=lambda each: each.order)

    @property
    def groups(self) -> list[Group]:
        grouped = groupby(self.joined, key=lambda each: each.group)
        return [Group(*key, list(links)) for key, links in grouped]

    @cached_property
    def totals(self) -> list[tuple[str, str, int]]:
        """(kind, plural, how many records of it), for the kinds that it is joined to."""
        met = {kind: {each.other.pk for each in self.joined if each.other.kind == kind} for kind in PLURALS}
        return [(kind, str(PLURALS[kind]), len(pks)) for kind, pks in met.items() if pks]

    @cached_property
    def children(self) -> list[Record]:
        under = Record.objects.published().filter(parent=self.record)
        return list(under.with_link_counts().order_by("sort_key"))

    # Who acts, by what means

    @property
    def asked(self) -> list[tuple[str, list[Responsibility]]]:
        """(role in words, responsibilities), those who are to act first."""
        held = self.record.responsibilities.all()
        by_role = {role: [each for each in held if each.role == role] for role in ROLES}
        return [(str(ROLES[role]), found) for role, found in by_role.items() if found]

    @cached_property
    def instruments(self) -> list[RecordInstrument]:
        named = RecordInstrument.objects.filter(record=self.record).select_related("instrument")
        return list(named.prefetch_related("instrument__amounts").order_by("instrument__name"))

    # Its neighbours among the records of its kind

    @cached_property
    def _neighbours(self) -> QuerySet:
        same = Record.objects.published().filter(kind=self.record.kind)
        key = self.record.sort_key
        before = same.filter(sort_key__lt=key).order_by("-sort_key").values("pk")[:1]
        after = same.filter(sort_key__gt=key).order_by("sort_key").values("pk")[:1]
        return Record.objects.filter(Q(pk__in=before) | Q(pk__in=after))

    @cached_property
    def _beside(self) -> dict[bool, Record]:
        return {record.sort_key > self.record.sort_key: record for record in self._neighbours}

    @property
    def previous(self) -> Record | None:
        return self._beside.get(False)

    @property
    def next(self) -> Record | None:
        return self._beside.get(True)


def above(record: Record) -> list[Record]:
    """The published records above this one, the highest first; an unpublished one ends the way up."""
    found: list[Record] = []
    parent = record.parent
    while parent and parent.status == Status.PUBLISHED and len(found) < 2:
        found.insert(0, parent)
        parent = parent.parent
    return found
