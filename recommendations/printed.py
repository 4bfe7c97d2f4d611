"""Where the words of a record are printed, as its own page tells it.

One query. Plain SQL, because building the same from a queryset takes longer than to answer it.
"""

import json
from typing import Any, NamedTuple

from django.db import connections, router

from sources.models import Document

from .models import Record
from .models.addresses import address_in
from .outline import SHALLOW

# In the order of the fields of Printed and Work.
PRINTED = """
SELECT u.role, q.exact, q.start, q."end", p.position, p.page, p.mends, e.page, e.mends,
    s.level, s.label, s.heading, t.label, t.heading,
    d.id, d.slug, d.short_title, d.language, d.rights, d.csl
FROM recommendations_recordquotation u
JOIN sources_quotation q ON q.id = u.quotation_id
JOIN sources_passage p ON p.id = q.start_passage_id
JOIN sources_passage e ON e.id = q.end_passage_id
JOIN sources_documentversion v ON v.id = q.version_id
JOIN sources_document d ON d.id = v.document_id
LEFT JOIN sources_section s ON s.id = p.section_id
LEFT JOIN sources_section t ON t.id = s.parent_id
WHERE u.record_id = %(pk)s ORDER BY u.position"""
WORK = 14  # the first of its columns


class Work(NamedTuple):
    """The document in which words are read; `stored` is its CSL-JSON item, as the database gives it."""

    pk: int
    slug: str
    short_title: str
    language: str
    rights: str
    stored: Any

    @property
    def csl(self) -> dict:
        return decoded(self.stored)

    @property
    def shows_text(self) -> bool:
        return self.rights == Document.Rights.FULL_TEXT

    def get_absolute_url(self) -> str:
        return address_in("document", self.slug)


class Printed(NamedTuple):
    """A quotation in its place: words, offsets, the passages in which they begin and end, the section."""

    role: str
    exact: str
    start: int
    end: int
    position: int
    page_begun: str
    mends: Any
    last_page_begun: str
    last_mends: Any
    level: int | None
    label: str
    heading: str
    label_above: str | None
    heading_above: str | None
    document: Work

    @property
    def page(self) -> str:
        """The printed page on which the words begin."""
        return page_at(self.mends, self.page_begun, self.start)

    @property
    def last_page(self) -> str:
        """The printed page on which they end."""
        return page_at(self.last_mends, self.last_page_begun, self.end - 1)

    @property
    def section(self) -> str:
        """The printed heading above; with the one above that, where it says too little alone."""
        if self.level is None or not self.document.shows_text:
            return ""
        own = f"{self.label} {self.heading}".strip()
        if self.heading_above is None or self.level <= SHALLOW:
            return own
        return f"{f'{self.label_above} {self.heading_above}'.strip()} › {own}"

    def get_absolute_url(self) -> str:
        """The passage in the reader."""
        return f"{self.document.get_absolute_url()}read/#p{self.position}"


def printed(record: Record) -> list[Printed]:
    """The quotations of the record, in their order."""
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(PRINTED, {"pk": record.pk})
        return [Printed._make((*row[:WORK], Work._make(row[WORK:]))) for row in cursor.fetchall()]


def decoded(stored: Any) -> Any:
    """JSON as the driver of either database gives it."""
    return json.loads(stored) if isinstance(stored, str) else stored


def page_at(mends: Any, page: str, offset: int) -> str:
    """The printed page of an offset in a passage that begins on this page, from its mends as stored."""
    if mends == "[]":
        return page
    for _start, end, _raw_start, _raw_end, _rule, later in decoded(mends) or ():
        if later and end <= offset:
            page = later
    return page
