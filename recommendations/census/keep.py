"""The census: what is published, what it bears and asks, what it is joined to, and what follows from that."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, NamedTuple

from pyroaring import BitMap

from .sets import BASES, KINDS, NOTHING, RELATIONS, Asked, Links, Records, Tags, together

Sets = dict[Any, Any]  # of sets, each under what it is the set of
QUALITIES = 8  # combinations of relations and bases whose ends are remembered
MANY = 10_000  # records: from here on it is quicker to look at all that they could be joined to


class Met(NamedTuple):
    """Which records of a kind which others are joined to, from either side.

    `ends` has {place of the kind: the records joined to it}. The inverse, for each record those of the kind,
    is in `near` between two `starts`, but for those whose links changed: theirs is in `changed`.
    """

    ends: Sets
    starts: Sequence[int]
    near: Sequence[int]
    changed: dict[int, list[int]]


@dataclass(frozen=True)
class Census:
    """The published records in their order, and what each bears, asks and is joined to."""

    records: Records
    tags: Tags
    asked: Asked
    links: Links
    remembered: dict = field(default_factory=dict, compare=False)
    working: AbstractContextManager = field(default_factory=RLock, compare=False, repr=False)

    def __reduce__(self):
        """Without its lock, and with what is remembered by now: others go on remembering."""
        remembered = dict(self.remembered)
        if joined := remembered.get("joined"):
            remembered["joined"] = OrderedDict((asked, dict(known)) for asked, known in list(joined.items()))
        return Census, (self.records, self.tags, self.asked, self.links, remembered)

    def once(self, name: Hashable, work: Callable[[], Any]) -> Any:
        """What the work gives, done once in the life of this census (for few names only)."""
        if name not in self.remembered:
            with self.working:  # what many ask for at once is worked out by one
                if name not in self.remembered:
                    self.remembered[name] = work()
        return self.remembered[name]

    def is_like(self, other: "Census") -> bool:
        """Whether both say the same of everything."""
        parts = ("records", "tags", "asked", "links")
        return all(vars(getattr(self, part)) == vars(getattr(other, part)) for part in parts)

    def work_out(self) -> None:
        """Remember what most pages ask for, before they do."""
        self.linked()
        for kind in ("objective", "clause"):
            self.met(kind)
            self.met_by(kind, (), ())
        for name in ("document", "form", "objective", "clause"):
            self.links_having(name)

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
        met = self.met_by(kind, tuple(relations), tuple(bases))
        if len(records) > MANY:
            ends = met.ends.items()
            return {place: n for place, joined in ends if (n := joined.intersection_cardinality(records))}
        found: list[int] = []
        for place in records:
            if place in met.changed:
                found += met.changed[place]
            else:
                found += met.near[met.starts[place] : met.starts[place + 1]]
        return Counter(found)

    def met_by(self, kind: str, relations: tuple[str, ...], bases: tuple[str, ...]) -> Met:
        """What links of these qualities join to records of a kind."""
        known = self.qualities(relations, bases)
        if kind not in known:
            with self.working:
                if kind not in known:
                    ends = self.joined(relations, bases, self.records.of_kind(kind))
                    known[kind] = Met(ends, *self.records.inverted(ends), {})
        return known[kind]

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
