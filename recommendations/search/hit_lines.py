"""What a page shows of the things that were found, and nothing more.

Plain SQL, because building the same from querysets takes longer than to answer it.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connections, router

from sources.models import Document

from ..models import Actor, Record
from ..models.addresses import address_in

RECORDS = """
SELECT r.id, r.code, r.kind, r.form, r.number, r.heading, r.text, r.editorial_note, r.attestation,
    d.slug, d.short_title, d.title
FROM recommendations_record r JOIN sources_document d ON d.id = r.document_id
WHERE r.status = 'published' AND r.id IN """
BORNE = """
SELECT g.content_object_id, t.name FROM recommendations_tagging g
JOIN recommendations_tag t ON t.id = g.tag_id WHERE g.content_object_id IN """
NAMED = """
SELECT DISTINCT y.record_id, a.id, a.name, a.aliases FROM recommendations_responsibility y
JOIN recommendations_actor a ON a.id = y.actor_id WHERE y.record_id IN """
PASSAGES = """
SELECT p.id, p.kind, p.text, p.position, p.page, s.label, s.heading, d.slug, d.short_title, d.title
FROM sources_passage p
JOIN sources_documentversion v ON v.id = p.version_id
JOIN sources_document d ON d.id = v.document_id
LEFT JOIN sources_section s ON s.id = p.section_id
WHERE d.rights = 'full_text' AND p.id IN """

DOCUMENTS = "SELECT id, slug, short_title, title, note, kind, issued FROM sources_document WHERE id IN "
ACTORS = "SELECT id, slug, name, kind, aliases FROM recommendations_actor WHERE id IN "
TAGS = "SELECT id, slug, name FROM recommendations_tag WHERE id IN "


class Home(NamedTuple):
    """The document that something stands in."""

    slug: str
    short_title: str
    title: str


class FoundRecord(NamedTuple):
    """A record as a hit shows it."""

    pk: int
    code: str
    kind: str
    form: str
    number: str
    heading: str
    text: str
    editorial_note: str
    attestation: str
    document: Home

    def get_absolute_url(self) -> str:
        return address_in(self.kind, self.code)

    def get_attestation_display(self) -> str:
        return str(Record.Attestation(self.attestation).label)


class FoundPassage(NamedTuple):
    """A passage as a hit shows it; `section` is how its heading is printed, "" when it stands under none."""

    pk: int
    kind: str
    text: str
    anchor: str
    page: str
    section: str
    document: Home

    def get_absolute_url(self) -> str:
        return f"{address_in('document', self.document.slug)}read/#{self.anchor}"


class FoundDocument(NamedTuple):
    """A document as a hit shows it."""

    pk: int
    slug: str
    short_title: str
    title: str
    note: str
    kind: str
    issued: str

    def get_absolute_url(self) -> str:
        return address_in("document", self.slug)

    def get_kind_display(self) -> str:
        return str(Document.Kind(self.kind).label)


class FoundActor(NamedTuple):
    """An actor as a hit shows it."""

    pk: int
    slug: str
    name: str
    kind: str
    aliases: list[str]

    def get_absolute_url(self) -> str:
        return address_in("actor", self.slug)

    def get_kind_display(self) -> str:
        return str(Actor.Kind(self.kind).label)


class FoundTag(NamedTuple):
    """A tag as a hit shows it."""

    pk: int
    slug: str
    name: str

    def get_absolute_url(self) -> str:
        return address_in("tag", self.slug)


def records(pks: Sequence[int]) -> list[FoundRecord]:
    """The published ones among these records, in any order. One query."""
    return [FoundRecord._make((*row[:9], Home(*row[9:]))) for row in _asked(RECORDS, pks)]


def borne_by(pks: Sequence[int]) -> list[tuple[int, str]]:
    """(record, tag) of each of these records. One query."""
    return _asked(BORNE, pks, "ORDER BY g.id")


def named_by(pks: Sequence[int]) -> list[tuple[int, str, list[str]]]:
    """(record, actor, its other names) of all whom these records name. One query."""
    rows = _asked(NAMED, pks, "ORDER BY y.record_id, a.id")
    return [(pk, name, json.loads(aliases)) for pk, _actor, name, aliases in rows]


def passages(pks: Sequence[int]) -> list[FoundPassage]:
    """Those of the passages that may be read, in any order. One query."""
    return [
        FoundPassage(
            pk, kind, text, f"p{position}", page, f"{label or ''} {heading or ''}".strip(), Home(*home)
        )
        for pk, kind, text, position, page, label, heading, *home in _asked(PASSAGES, pks)
    ]


def documents(pks: Sequence[int]) -> list[FoundDocument]:
    """These documents, in any order. One query."""
    return [FoundDocument(*row) for row in _asked(DOCUMENTS, pks)]


def actors(pks: Sequence[int]) -> list[FoundActor]:
    """These actors, in any order. One query."""
    return [FoundActor._make((*row, json.loads(aliases))) for *row, aliases in _asked(ACTORS, pks)]


def tags(pks: Sequence[int]) -> list[FoundTag]:
    """These tags, in any order. One query."""
    return [FoundTag(*row) for row in _asked(TAGS, pks)]


def _asked(sql, pks, order=""):
    if not pks:
        return []
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(f"{sql} ({', '.join(['%s'] * len(pks))}) {order}", pks)
        return cursor.fetchall()
