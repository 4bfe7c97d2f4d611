"""Everything that a record's own page shows, gathered in a fixed number of queries (eight at most)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from sources.models import Quotation

from . import citing
from .around import Around, Named, Neighbour
from .beneath import Child, beneath
from .models import CrossReference, Record, RecordInstrument, RecordQuotation, Status
from .record_links import Group, RecordLinks

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
# Forms of recommendation that have a name of their own.
NAMES = {
    "strategic_direction": _("strategic direction"),
    "activity": _("activity"),
    "proposal": _("proposal"),
}
SHORT = 90  # characters of a text that can head a page
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


class RecordPage:
    """One record among its documents, neighbours and links, as an anonymous reader may see them."""

    def __init__(self, record: Record):
        self.record = record

    @classmethod
    def find(cls, code: str, kind: str) -> "RecordPage | None":
        """The page of the published record with this code, if there is one."""
        records = Record.objects.published().filter(kind=kind)
        record = records.select_related("document", "parent__parent").filter(code=code).first()
        return cls(record) if record else None

    @property
    def name(self) -> str:
        """How the record is called: “Clause 3.9.1”, “Objective (c)”, “First proposal”."""
        called = NAMES.get(self.record.form) or self.record.get_kind_display()
        number = self.record.number
        if len(number) > 1 and number.isalpha():
            return f"{number} {called}"
        shown = f"({number})" if number.isalpha() else number
        return f"{called[:1].upper()}{called[1:]} {shown}".strip()

    @property
    def kind_called(self) -> str:
        return str(Record.Kind(self.record.kind).label)

    @property
    def called(self) -> str:
        """Its form, where it has one, else its kind."""
        form = self.record.form
        return str(Record.Form(form).label) if form else self.kind_called

    @property
    def is_named_by_words(self) -> bool:
        """Whether the source's own words can head the page: a printed heading, or a short text."""
        return bool(self.record.heading) or 0 < len(self.record.text) <= SHORT

    @property
    def title(self) -> str:
        """What heads the page: the printed heading, else the words if they are few, else its name."""
        words = self.record.heading or self.record.text
        return words if self.is_named_by_words else self.name

    @property
    def shows_words(self) -> bool:
        """Whether the words stand under the title, because they are not the title themselves."""
        return bool(self.record.text) and self.title != self.record.text

    @property
    def is_silent(self) -> bool:
        """Whether it is an objective that no clause is cited for, neither itself nor one under it."""
        met = [total["kind"] for total in self.totals]
        below = any(kind == "clause" for child in self.children for kind, _count in child.met)
        return self.record.kind == Record.Kind.OBJECTIVE and "clause" not in met and not below

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
    def language(self) -> str:
        """The language of the words, "" when it is not known."""
        return self.read_in.language if self.read_in else ""

    @property
    def pages(self) -> list[str]:
        return [page for place in self.places for page in (place.page, place.last_page)]

    def citation(self, url: str, accessed: date) -> str:
        """The record as one cites it; words that were read elsewhere say in which document."""
        own, read_in = self.record.document, self.read_in
        return citing.cite_record(
            own.csl or {"title": own.title},
            name=self.name,
            code=self.record.code,
            pages=self.pages,
            quoted_in=read_in.csl if read_in and read_in.pk != own.pk else None,
            url=url,
            accessed=accessed,
        )

    # What it is joined to

    @cached_property
    def _links(self) -> RecordLinks:
        return RecordLinks(self.record)

    @property
    def groups(self) -> list[Group]:
        """Its links, group by group, each under its heading."""
        return self._links.groups

    @cached_property
    def totals(self) -> list[dict]:
        """For each kind that it is joined to {"kind", "plural", "count" of records, "anchor"}."""
        counts = self._links.counts()
        first = {group.kind: group.anchor for group in reversed(self.groups)}
        return [
            {"kind": kind, "plural": str(PLURALS[kind]), "count": counts[kind], "anchor": first[kind]}
            for kind in PLURALS
            if kind in counts
        ]

    @cached_property
    def children(self) -> list[Child]:
        return beneath(self.record) if self._around.has_children else []

    # Who acts, by what means

    @cached_property
    def _around(self) -> Around:
        return Around.of(self.record)

    @property
    def asked(self) -> list[tuple[str, list[Named]]]:
        """(role in words, actors), those who are to act first."""
        by_role = {role: [each for each in self._around.actors if each.role == role] for role in ROLES}
        return [(str(ROLES[role]), found) for role, found in by_role.items() if found]

    @property
    def tags(self) -> list[Named]:
        return self._around.tags

    @cached_property
    def instruments(self) -> list[RecordInstrument]:
        if not self._around.has_instruments:
            return []
        named = RecordInstrument.objects.filter(record=self.record).select_related("instrument")
        return list(named.prefetch_related("instrument__amounts").order_by("instrument__name"))

    # Its neighbours among the records of its kind

    @property
    def previous(self) -> Neighbour | None:
        return self._around.previous

    @property
    def next(self) -> Neighbour | None:
        return self._around.next


def above(record: Record) -> list[Record]:
    """The published records above this one, the highest first; an unpublished one ends the way up."""
    found: list[Record] = []
    parent = record.parent
    while parent and parent.status == Status.PUBLISHED and len(found) < 2:
        found.insert(0, parent)
        parent = parent.parent
    return found
