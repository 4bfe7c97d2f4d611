"""The census that is kept in the process, and how it is known to be of today."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Any

from django.db import connections, router
from pyroaring import BitMap

from ..models import Record
from .reading import read_parts, read_records
from .sets import BASES, KINDS, NOTHING, RELATIONS, Asked, Links, Records, Tags, together

Sets = dict[Any, Any]  # of sets, each under what it is the set of
QUALITIES = 8  # combinations of relations and bases whose ends are remembered
MANY = 10_000  # records: from here on it is quicker to look at all that they could be joined to
MARKS = "SELECT records, tags, asked, links FROM recommendations_census"


@dataclass(frozen=True)
class Marks:
    """What the database says of each part; a part with the same mark is the same to the row."""

    records: str
    tags: str
    asked: str
    links: str


@dataclass(frozen=True)
class Census:
    """The published records in their order, and what each bears, asks and is joined to."""

    marks: Marks | None
    records: Records
    tags: Tags
    asked: Asked
    links: Links

    @cached_property
    def remembered(self) -> dict:
        """What has been worked out already; it goes when the census goes."""
        return {}

    def once(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What the work gives, done once in the life of this census (for few names only)."""
        if name not in self.remembered:
            self.remembered[name] = work()
        return self.remembered[name]

    def joined(self, relations: Sequence[str], bases: Sequence[str], places: Iterable[int]) -> Sets:
        """{place: the records that a link of these qualities joins it to} for each of the places."""
        links = self.links.qualified(relations, bases)
        known = self.qualities(tuple(relations), tuple(bases))
        for place in places:
            if place not in known:
                near = self.links.neighbours(place) if links is None else self.links.across(place, links)
                known[place] = BitMap(near)
        return {place: known[place] for place in places}

    def qualities(self, relations: tuple[str, ...], bases: tuple[str, ...]) -> Sets:
        """What is remembered of `joined` for these qualities; of the latest few combinations."""
        kept = self.once("joined", OrderedDict)
        known = kept.setdefault((relations, bases), {})
        kept.move_to_end((relations, bases))
        if len(kept) > QUALITIES:
            kept.popitem(last=False)
        return known

    def joined_to(self, kind: str, records: BitMap, relations=(), bases=()) -> dict[int, int]:
        """{place: how many of these records a link of these qualities joins to it}, for a kind."""
        known = self.qualities(tuple(relations), tuple(bases))
        if kind not in known:
            ends = self.joined(relations, bases, self.records.of_kind(kind))
            known[kind] = list(ends.items()), *self.records.inverted(ends)
        ends, starts, near = known[kind]
        if len(records) > MANY:
            return {place: n for place, met in ends if (n := met.intersection_cardinality(records))}
        found: list[int] = []
        for place in records:
            found += near[starts[place] : starts[place + 1]]
        return Counter(found)

    def linked(self, relations: Sequence[str] = (), bases: Sequence[str] = ()) -> BitMap:
        """The records that any link of these qualities joins to another."""
        known = self.once("linked", self.links.linked)
        return together(known[name, basis] for name in relations or RELATIONS for basis in bases or BASES)

    def counted_by_kind(self, place: int) -> dict[str, int]:
        """{kind: records joined to this one, each once}, kinds without one left out."""
        if near := self.qualities((), ()).get(place):
            kinds = self.records.kind.items()
            return {kind: n for kind, places in kinds if (n := near.intersection_cardinality(places))}
        found = bytes(map(self.records.kinds.__getitem__, set(self.links.neighbours(place))))
        return {KINDS[kind]: found.count(kind) for kind in set(found)}

    def met(self, kind: str) -> BitMap:
        """The records that some link joins to one of this kind."""
        return self.once(("met", kind), lambda: self.links.met(self.records.of_kind(kind)))

    def without(self, kind: str, lacking: str) -> BitMap:
        """The records of a kind that lack an addressee, any link, or a link to a record of a kind."""
        return self.records.of_kind(kind) - self.having(lacking)

    def having(self, what: str) -> BitMap:
        """The records that have an addressee, a link, or a link to a record of a kind."""
        if what == "addressee":
            return self.asked.in_role.get(what, NOTHING)
        return self.linked() if what == "link" else self.met(what)

    def links_between(self, kind: str, other: str) -> BitMap:
        """The links that join records of these two kinds."""
        ends = [together(self.links_having(name).values()) for name in (kind, other)]
        return ends[0] & ends[1]

    def links_having(self, name: str) -> Sets:
        """{document, form, tag, objective, clause: the links with an end that has it, or is it}."""
        having = {"document": self.records.document, "form": self.records.form, "tag": self.tags.bearing}

        def work():
            if name in having:
                return {value: self.links.touching(places) for value, places in having[name].items()}
            return {place: self.links.touching([place]) for place in self.records.of_kind(name)}

        return self.once(("links", name), work)


class _Keeper:
    """One census for each database that is read from, shared by the threads of the process."""

    def __init__(self):
        self.kept: dict[str, Census] = {}
        self.lock = Lock()

    def current(self, using: str) -> Census:
        """At most three queries, where something has changed; else one."""
        marks = _marks(using)
        kept = self.kept.get(using)
        if kept and marks and kept.marks == marks:
            return kept
        with self.lock:  # others wait for the one that reads
            marks = _marks(using) if self.kept.get(using) is not kept else marks
            kept = self.kept.get(using)
            if kept and marks and kept.marks == marks:
                return kept
            self.kept[using] = fresh = _read(using, marks, kept)
            return fresh


def current(using: str | None = None) -> Census:
    """The census as the database has it now. One query, or three where something has changed."""
    return _keeper.current(using or router.db_for_read(Record))


_keeper = _Keeper()


def _marks(using):
    """The marks of now, read before the rows that they stand for: rows may be newer, never older."""
    with connections[using].cursor() as cursor:
        cursor.execute(MARKS)
        row = cursor.fetchone()
    return Marks(*row) if row else None


def _read(using, marks, kept):
    old = kept.marks if kept else None
    if marks is None or old is None or marks.records != old.records:
        records = read_records(using)
        parts = read_parts(using, records, {"tags", "asked", "links"})
        return Census(marks, records, parts["tags"], parts["asked"], parts["links"])
    stale = {name for name in ("tags", "asked", "links") if getattr(marks, name) != getattr(old, name)}
    return replace(kept, marks=marks, **read_parts(using, kept.records, stale))
