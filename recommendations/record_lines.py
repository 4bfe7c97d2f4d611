"""Records as lines of a list: what a line shows and nothing more, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.text import Truncator

from .census import Census
from .models import Record
from .models.addresses import address_in
from .names import Rows
from .outline import with_section

COLUMNS = (
    *("pk", "code", "kind", "form", "number", "heading", "text", "attestation", "editorial_note"),
    *("document", "document__slug", "document__short_title", "document__issued"),
    *("parent", "parent__kind", "parent__code", "parent__number", "parent__heading", "parent__text"),
    "parent__status",
)
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
    section: str | None = None
    met: list[tuple[str, int]] = field(default_factory=list)
    is_silent: bool = False
    tags: list[tuple[str, str]] = field(default_factory=list)
    addressees: list[tuple[str, str]] = field(default_factory=list)

    @property
    def parent_id(self) -> int | None:
        return self.parent.pk if self.parent else None

    @cached_property
    def url(self) -> str:
        return address_in(self.kind, self.code)

    def get_absolute_url(self) -> str:
        return self.url


def lines(census: Census, places: Sequence[int], *, sections: bool = False) -> list[Line]:
    """The records at these places of the census, in their order; what they bear is added by `add_names`.

    One query. With `sections` each knows the heading under which it is printed.
    """
    keys = [census.records.keys[place] for place in places]
    found = Record.objects.filter(pk__in=keys)
    found = with_section(found).values_list(*COLUMNS, "section") if sections else found.values_list(*COLUMNS)
    by_key = {row[0]: row for row in found}
    made = [_line(by_key[key]) for key in keys if key in by_key]
    for line in made:
        line.met, line.is_silent = _joined(census, census.records.place[line.pk], line.kind)
    return made


def _line(row):
    above = Above(*row[ABOVE]) if row[ABOVE.start] else None
    return Line(*row[OWN], Home(*row[HOME]), above, *row[ABOVE.stop :])


def _joined(census, place, kind):
    """([(kind, records joined)], whether no clause is linked to the objective, nor to one under it)."""
    counts = census.counted_by_kind(place)
    silent = kind == Record.Kind.OBJECTIVE and not counts.get("clause") and not _is_met_below(census, place)
    return [(name, counts[name]) for name in Record.Kind.values if name in counts], silent


def _is_met_below(census, place):
    below = census.records.under.get(place, ())
    return any("clause" in census.counted_by_kind(child) for child in below)


def add_names(found: Iterable[Line], answer: Rows) -> None:
    """Tags and addressees of the lines, from the answer to `names.borne_by`."""
    tags, addressees = defaultdict(list), defaultdict(list)
    for what, key, slug, role, name in answer:
        if what == "bears":
            tags[key].append((name, slug))
        elif what == "asks" and role == "addressee":
            addressees[key].append((name, slug))
    for line in found:
        line.tags, line.addressees = sorted(tags[line.pk]), sorted(addressees[line.pk])
