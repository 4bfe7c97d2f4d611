"""The records that stand under one, each with the number of records of each kind that it is joined to.

One query. Plain SQL, because building the same from querysets takes longer than to answer it.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db import connections, router

from .models import Record
from .models.addresses import address_in

OWN = "SELECT id FROM recommendations_record WHERE parent_id = %s AND status = 'published'"
JOINED = f"""
SELECT l.from_record_id AS record, l.to_kind AS kind, l.to_record_id AS other
FROM recommendations_crossreference l JOIN recommendations_record o ON o.id = l.to_record_id
WHERE l.from_record_id IN ({OWN}) AND l.status = 'published' AND o.status = 'published'
UNION ALL
SELECT l.to_record_id, l.from_kind, l.from_record_id
FROM recommendations_crossreference l JOIN recommendations_record o ON o.id = l.from_record_id
WHERE l.to_record_id IN ({OWN}) AND l.status = 'published' AND o.status = 'published'"""
BENEATH = f"""
SELECT r.kind, r.code, r.number, r.heading, r.text, r.attestation, j.kind, j.n
FROM recommendations_record r LEFT JOIN (
    SELECT record, kind, COUNT(DISTINCT other) AS n FROM ({JOINED}) AS both_ways GROUP BY record, kind
) AS j ON j.record = r.id
WHERE r.parent_id = %s AND r.status = 'published' ORDER BY r.sort_key, r.code"""
KINDS = list(Record.Kind.values)


@dataclass(frozen=True)
class Child:
    """A record under another; `met` counts the records of each kind that are joined to it."""

    kind: str
    code: str
    number: str
    heading: str
    text: str
    attestation: str
    met: list[tuple[str, int]]

    @property
    def url(self) -> str:
        return address_in(self.kind, self.code)


def beneath(record: Record) -> list[Child]:
    """The published records under this one, in their order."""
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(BENEATH, [record.pk] * 3)
        rows = cursor.fetchall()
    return [Child(*own, _met(counted)) for own, counted in groupby(rows, key=lambda row: row[:6])]


def _met(rows):
    counts = {kind: n for *_own, kind, n in rows if kind}
    return [(kind, counts[kind]) for kind in KINDS if kind in counts]
