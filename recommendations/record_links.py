"""What a record is joined to, as its own page shows it: counted whole, the first of each group told in full.

Two queries, whatever the number of links. Plain SQL, because building the same from querysets takes
longer than to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.db import connections, router
from django.utils.http import urlencode

from .models import CrossReference, Record
from .models.addresses import address_in, address_of
from .printed import page_at

SHOWN = 40  # links of one group; the list of cross-references has all of them
# Their places in the order of a page.
KINDS, RELATIONS, BASES = (
    {value: at for at, value in enumerate(choices.values)}
    for choices in (Record.Kind, CrossReference.Relation, CrossReference.Basis)
)
BOTH_WAYS = CrossReference.Relation.RELATED.value

SEEN = """
SELECT l.id, 1, l.relation, l.basis, o.id, o.kind, o.sort_key
FROM recommendations_crossreference l JOIN recommendations_record o ON o.id = l.to_record_id
WHERE l.from_record_id = %(pk)s AND l.status = 'published' AND o.status = 'published'
UNION ALL
SELECT l.id, 0, l.relation, l.basis, o.id, o.kind, o.sort_key
FROM recommendations_crossreference l JOIN recommendations_record o ON o.id = l.from_record_id
WHERE l.to_record_id = %(pk)s AND l.status = 'published' AND o.status = 'published'"""
TOLD = """
SELECT l.id, l.reason, o.id, o.kind, o.code, o.number, o.heading, o.text, o.attestation, d.short_title,
    q.exact, q.start, p.position, p.page, p.mends, e.slug, e.short_title, e.language
FROM recommendations_crossreference l
JOIN recommendations_record o ON o.id = CASE WHEN l.from_record_id = %(pk)s THEN l.to_record_id
    ELSE l.from_record_id END
JOIN sources_document d ON d.id = o.document_id
LEFT JOIN sources_quotation q ON q.id = l.evidence_id
LEFT JOIN sources_passage p ON p.id = q.start_passage_id
LEFT JOIN sources_documentversion v ON v.id = q.version_id
LEFT JOIN sources_document e ON e.id = v.document_id
WHERE l.id IN """


class Seen(NamedTuple):
    """A link as it is seen from one of its ends, as far as sorting and counting need it."""

    link: int
    is_outward: int
    relation: str
    basis: str
    other: int
    kind: str
    sort_key: str

    @property
    def group(self) -> tuple[int, int, int]:
        """Kind of the other end, relation, direction: links that share them stand together."""
        outward = int(self.is_outward or self.relation == BOTH_WAYS)
        return KINDS[self.kind], RELATIONS[self.relation], outward

    @property
    def order(self):
        return *self.group, BASES[self.basis], self.sort_key, self.link


class Other(NamedTuple):
    """The record at the far end."""

    pk: int
    kind: str
    code: str
    number: str
    heading: str
    text: str
    attestation: str
    document: str

    def url(self, prefix: str = "") -> str:
        """Its address (`prefix` as address_in takes it)."""
        return address_in(self.kind, self.code, prefix)


class Evidence(NamedTuple):
    """The words that show a link, and where they stand."""

    exact: str
    start: int
    position: int
    first_page: str
    mends: str
    slug: str
    document: str
    language: str

    @property
    def page(self) -> str:
        """The printed page on which the words begin."""
        return page_at(self.mends, self.first_page, self.start)

    def url(self, prefix: str = "") -> str:
        """The address of the passage in the reader (`prefix` as address_in takes it)."""
        return f"{address_in('document', self.slug, prefix)}read/#p{self.position}"


@dataclass(frozen=True)
class Told:
    """A link in full."""

    seen: Seen
    reason: str
    other: Other
    evidence: Evidence | None

    def path(self, code: str) -> str:
        """The address of the link, seen from the record with this code, beneath that of all links."""
        ends = (code, self.other.code) if self.seen.is_outward else (self.other.code, code)
        return f"{ends[0]}/{self.seen.relation}/{ends[1]}/"


@dataclass
class Group:
    """Links of one relation, in one direction, to records of one kind; the first of them told in full."""

    record: Record
    seen: Sequence[Seen]
    links: list[Told] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.seen[0].kind

    @property
    def relation(self) -> str:
        return self.seen[0].relation

    @property
    def is_outward(self) -> bool:
        return bool(self.seen[0].group[2])

    @property
    def count(self) -> int:
        return len(self.seen)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.relation}-{'out' if self.is_outward else 'in'}"

    @property
    def all_url(self) -> str:
        """The list of all links of this relation, where they are too many for the page."""
        if self.count <= len(self.links):
            return ""
        end = "from" if self.is_outward else "to"
        if self.relation == BOTH_WAYS and self.record.kind in ("objective", "clause"):
            end = self.record.kind
        query = urlencode({end: self.record.code, "relation": self.relation})
        return f"{address_of('cross-reference-list')}?{query}"


class RecordLinks:
    """The published links of a record. Two queries; one if it has none."""

    def __init__(self, record: Record):
        self.record, self.using = record, router.db_for_read(Record)

    @cached_property
    def seen(self) -> list[Seen]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(SEEN, {"pk": self.record.pk})
            return sorted(map(Seen._make, cursor.fetchall()), key=lambda each: each.order)

    @cached_property
    def groups(self) -> list[Group]:
        groups = [
            Group(self.record, list(found)) for _key, found in groupby(self.seen, lambda each: each.group)
        ]
        told = self._told([each for group in groups for each in group.seen[:SHOWN]])
        for group in groups:
            group.links = [told[each.link] for each in group.seen[:SHOWN] if each.link in told]
        return groups

    def _told(self, wanted: list[Seen]) -> dict[int, Told]:
        if not wanted:
            return {}
        seen = {each.link: each for each in wanted}
        with connections[self.using].cursor() as cursor:
            links = {f"link{at}": each.link for at, each in enumerate(wanted)}
            places = ", ".join(f"%({name})s" for name in links)
            cursor.execute(f"{TOLD} ({places})", {"pk": self.record.pk, **links})
            rows = cursor.fetchall()
        return {
            pk: Told(seen[pk], reason, Other(*rest[:8]), Evidence(*rest[8:]) if rest[8] else None)
            for pk, reason, *rest in rows
        }

    def counts(self) -> dict[str, int]:
        """{kind: records joined to this one, each once}."""
        found: dict[str, set[int]] = {}
        for each in self.seen:
            found.setdefault(each.kind, set()).add(each.other)
        return {kind: len(others) for kind, others in found.items()}
