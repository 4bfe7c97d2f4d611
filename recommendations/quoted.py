"""What published records quote of a text, in reading order. One plain statement: there may be hundreds."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import connections, router

from sources.models import Passage

from .models import RecordQuotation
from .models.addresses import address_in

QUOTED = """
SELECT r.kind, r.code, r.heading, r.text,
    q.id, q.exact, q.start_passage_id, q.start, q.end_passage_id, q."end"
FROM recommendations_recordquotation u
JOIN sources_quotation q ON q.id = u.quotation_id
JOIN sources_passage p ON p.id = q.start_passage_id
JOIN recommendations_record r ON r.id = u.record_id
WHERE q.version_id = %(version)s AND r.status = 'published'
ORDER BY p.position, q.start, r.sort_key
"""


class Quoter(NamedTuple):
    """A record that quotes, as a mark and the margin show it."""

    kind: str
    code: str
    heading: str
    text: str

    @property
    def short(self) -> str:
        """How it is called; the margin cuts it to its first words."""
        return self.heading or self.text

    def get_absolute_url(self) -> str:
        return address_in(self.kind, self.code)


class Words(NamedTuple):
    """A quotation: its key, its exact words, and where they stand (see `sources.models.Quotation`)."""

    pk: int
    exact: str
    start_passage: Passage
    start: int
    end_passage: Passage
    end: int

    @property
    def page(self) -> str:
        """The printed page on which the quotation begins."""
        return self.start_passage.page_at(self.start)


class Use(NamedTuple):
    """A quotation of the text in a record."""

    record: Quoter
    quotation: Words


def uses(version: int, passages: Mapping[int, Passage]) -> list[Use]:
    """Every published record's quotations of a version, by its key; `passages` are its own, by theirs."""
    with connections[router.db_for_read(RecordQuotation)].cursor() as cursor:
        cursor.execute(QUOTED, {"version": version})
        rows = cursor.fetchall()
    return [
        Use(Quoter(*own), Words(pk, exact, passages[first], start, passages[last], end))
        for *own, pk, exact, first, start, last, end in rows
    ]
