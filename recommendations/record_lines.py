"""Records as lines of a list: what a line shows and nothing more, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db import connections, router
from django.utils.text import Truncator

from .census import Census
from .census.sets import KINDS
from .models import Record
from .models.addresses import address_in
from .names import Rows

# What a line shows, in the order of the fields of Line, Home and Above. Plain SQL, because building
# the same from a queryset takes longer than to answer it.
LINES = """
SELECT r.id, r.code, r.kind, r.form, r.number, r.heading, r.text, r.attestation, r.editorial_note,
    d.id, d.slug, d.short_title, d.issued,
    p.id, p.kind, p.code, p.number, p.heading, p.text, p.status
FROM recommendations_record r
JOIN sources_document d ON d.id = r.document_id
LEFT JOIN recommendations_record p ON p.id = r.parent_id
WHERE r.id IN """
OWN, HOME, ABOVE = slice(0, 9), slice(9, 13), slice(13, 20)


class Home(NamedTuple):
    """The document that a record belongs to."""

    pk: int
    slug: str
    short_title: str
    issued: str

    def get_absolute_url(self) -> str:
        return address_in("document", self.slug)


class Above(NamedTuple):
    """The record that another stands under."""

    pk: int
    kind: str
    code: str
    number: str
    heading: str
    text: str
    status: str

    @property
    def short(self) -> str:
        return self.heading or Truncator(self.text).words(14)

    def get_absolute_url(self) -> str:
        return address_in(self.kind, self.code)


@dataclass
class Line:
    """One record in a list; `met` counts the records of each kind that are joined to it."""

    pk: int
    code: str
    kind: str
    form: str
    number: str
    heading: str
    text: str
    attestation: str
    editorial_note: str
    document: Home
    parent: Above | None
    section: str = ""
    met: list[tuple[str, int]] = field(default_factory=list)
    is_silent: bool = False
    tags: list[tuple[str, str]] = field(default_factory=list)
    addressees: list[tuple[str, str]] = field(default_factory=list)

    @property
    def parent_id(self) -> int | None:
        return self.parent.pk if self.parent else None

    @property
    def short(self) -> str:
        """Its heading, or the first of its words."""
        return self.heading or Truncator(self.text).words(14)

    def get_absolute_url(self) -> str:
        return self.url

    @cached_property
    def url(self) -> str:
        return address_in(self.kind, self.code)


def lines(census: Census, places: Iterable[int]) -> list[Line]:
    """The records at these places of the census, in their order; what they bear is added by `add_names`.

    One query.
    """
    places = list(places)
    keys = [census.records.keys[place] for place in places]
    if not keys:
        return []
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(f"{LINES} ({', '.join(['%s'] * len(keys))})", keys)
        by_key = {row[0]: _line(row) for row in cursor.fetchall()}
    for place, key in zip(places, keys, strict=True):
        if line := by_key.get(key):
            line.met, line.is_silent = _joined(census, place, line.kind)
    return [by_key[key] for key in keys if key in by_key]


def _line(row):
    above = Above(*row[ABOVE]) if row[ABOVE.start] else None
    return Line(*row[OWN], Home(*row[HOME]), above)  # type: ignore[call-arg]  # a row has all its fields


def _joined(census, place, kind):
    """([(kind, records joined)], whether no clause is linked to the objective, nor to one under it)."""
    counts = census.counted_by_kind(place)
    silent = kind == "objective" and not counts.get("clause") and not _is_met_below(census, place)
    return [(name, counts[name]) for name in KINDS if name in counts], silent


def _is_met_below(census, place):
    below = census.records.under.get(place, ())
    return any("clause" in census.counted_by_kind(child) for child in below)


def add_names(found: Iterable[Line], answer: Rows) -> None:
    """Tags, addressees and headings of the lines, from the answer to `names.borne_by` and `printed_under`."""
    tags, addressees = defaultdict(list), defaultdict(list)
    sections: dict[int, str] = {}
    for what, key, slug, role, name in answer:
        if what == "bears":
            tags[key].append((name, slug))
        elif what == "asks":
            addressees[key].append((name, slug))
        elif what == "under":
            sections[key] = f"{role} {name}".strip()
    for line in found:
        line.section = sections.get(line.pk, "")
        line.tags, line.addressees = sorted(tags[line.pk]), sorted(addressees[line.pk])
