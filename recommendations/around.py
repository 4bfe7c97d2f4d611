"""What stands around a record: its tags, its actors, its neighbours, and whether there is more. One query.

Codes such as `a-1` and `a1` share a sort key, so neighbours are found by (sort key, code).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connections, router

from .models import Record
from .models.addresses import address_in

# Values are named, as Django makes "?" of "%s" for SQLite anew each time, letter by letter.
SAME = "FROM recommendations_record WHERE kind = %(kind)s AND status = 'published'"
AROUND = f"""
SELECT 'tag', t.name, t.slug, '' FROM recommendations_tagging g
    JOIN recommendations_tag t ON t.id = g.tag_id WHERE g.content_object_id = %(pk)s
UNION ALL SELECT 'actor', a.name, a.slug, r.role FROM recommendations_responsibility r
    JOIN recommendations_actor a ON a.id = r.actor_id WHERE r.record_id = %(pk)s
UNION ALL SELECT 'previous', code, '', '' FROM (SELECT code {SAME} AND sort_key <= %(key)s
    AND (sort_key < %(key)s OR code < %(code)s) ORDER BY sort_key DESC, code DESC LIMIT 1) AS before
UNION ALL SELECT 'next', code, '', '' FROM (SELECT code {SAME} AND sort_key >= %(key)s
    AND (sort_key > %(key)s OR code > %(code)s) ORDER BY sort_key, code LIMIT 1) AS after
UNION ALL SELECT 'children', '', '', '' FROM (SELECT id FROM recommendations_record
    WHERE parent_id = %(pk)s AND status = 'published' LIMIT 1) AS beneath
UNION ALL SELECT 'instruments', '', '', '' FROM (SELECT id FROM recommendations_recordinstrument
    WHERE record_id = %(pk)s LIMIT 1) AS means
"""


class Named(NamedTuple):
    """A tag, or an actor in a role."""

    what: str
    name: str
    slug: str
    role: str

    def get_absolute_url(self) -> str:
        return address_in(self.what, self.slug)


class Neighbour(NamedTuple):
    """The record before or after."""

    kind: str
    code: str

    def get_absolute_url(self) -> str:
        return address_in(self.kind, self.code)


@dataclass
class Around:
    """Tags and actors by name, neighbours among the published records of its kind."""

    tags: list[Named] = field(default_factory=list)
    actors: list[Named] = field(default_factory=list)
    previous: Neighbour | None = None
    next: Neighbour | None = None
    has_children: bool = False
    has_instruments: bool = False

    @classmethod
    def of(cls, record: Record) -> "Around":
        """What stands around this record."""
        own: dict[str, str | int] = {
            "pk": record.pk,
            "kind": record.kind,
            "key": record.sort_key,
            "code": record.code,
        }
        with connections[router.db_for_read(Record)].cursor() as cursor:
            cursor.execute(AROUND, own)
            rows = [Named(*row) for row in cursor.fetchall()]
        by = {what: sorted(row for row in rows if row.what == what) for what in ("tag", "actor")}
        turns = {
            row.what: Neighbour(record.kind, row.name) for row in rows if row.what in ("previous", "next")
        }
        more = {row.what for row in rows}
        return cls(
            by["tag"],
            by["actor"],
            **turns,
            has_children="children" in more,
            has_instruments="instruments" in more,
        )
