"""Sets made of older ones and of what was read again: exact, at the cost of what changed alone.

A record about which something changed leaves its place, and all its links their numbers; what is published
of it now takes places behind all others, and its links numbers behind all others. So no other number
changes, and no set but those that something leaves or enters. `order` puts the late ones where they belong.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from pyroaring import BitMap

from .order import Late, Ordered
from .reading import Changed
from .sets import FROM, KEY, KINDS, NOTHING, PLACE, TO, Asked, Links, Records, Tags, by_words


class OutOfStep(Exception):
    """What was read again does not fit what it is to be put into."""


class ChangedRecords(Records):
    """Records of which some are `late`: those of places from `ordered` on, as they ought to stand.

    `gone` are the places that were left since the older ones, `new` those that were taken.
    """

    def __init__(self, old: Records, found: Changed):
        self.gone = old.places(found.keys)
        self.ordered = getattr(old, "ordered", len(old.keys))
        self.keys, self.kinds, self.place = old.keys[:], old.kinds[:], old.place.copy()
        for key in found.keys:
            self.place.pop(key, None)
        rows = {self._take_in(row): row for row in found.rows if row.key in found.keys}
        self.new = BitMap(list(rows))
        self.all = (old.all - self.gone) | self.new
        self.kind, self.document, self.form = (
            replaced(getattr(old, name), self.gone, _under_value(rows, name))
            for name in ("kind", "document", "form")
        )
        above = {place: row.parent for place, row in rows.items() if row.parent}
        self.beneath = (old.beneath - self.gone) | BitMap(list(above))
        self.under = self._under(old, above, found)
        self.late = [Late(self._after(row.before), self.place[row.key]) for row in found.rows]
        if len(self.late) != len(self.all) - self.all.range_cardinality(0, self.ordered):
            raise OutOfStep

    def in_order(self, places: BitMap) -> Ordered:
        return Ordered(places, self.late)

    def rank(self, place: int) -> tuple[int, int]:
        return self._ranks.get(place, (place, 0))

    @cached_property
    def _ranks(self):
        """{late place: (the place in order that it stands behind, as which of the late ones)}."""
        return {late.number: (late.after - 1, nth) for nth, late in enumerate(self.late, 1)}

    def _take_in(self, row):
        self.place[row.key] = place = len(self.keys)
        self.keys.append(row.key)
        self.kinds.append(KINDS.index(row.kind))
        return place

    def _after(self, before):
        place = -1 if before is None else self.place.get(before, self.ordered)
        if place >= self.ordered:
            raise OutOfStep
        return place + 1

    def _under(self, old, above, found):
        pairs = {(self.place.get(parent), child) for child, parent in above.items()}
        pairs |= {(self.place.get(parent), self.place.get(child)) for parent, child in found.children()}
        came = defaultdict(list)
        for parent, child in pairs:
            if parent is not None and child is not None:
                came[parent].append(child)
        left = {place: below for place, below in old.under.items() if place not in self.gone}
        return replaced(left, self.gone, came)


class ChangedLinks(Links):
    """Links of which some are late; those of numbers from `ordered` on, in no order.

    `near` has (links into it, links out of it) for each record whose links changed; `touched` are those of
    which they changed since the older ones, `gone` and `new` the links.
    """

    def __init__(self, old: Links, records: ChangedRecords, packed: list[int]):
        self.records, self.ordered = records, getattr(old, "ordered", len(old.keys))
        first = len(old.keys)
        self.gone, self.new = old.touching(records.gone), BitMap(range(first, first + len(packed)))
        self.keys, self.target, self.source = old.keys[:], old.target[:], old.source[:]
        self.keys.extend(number & KEY for number in packed)
        self.target.extend(number >> TO for number in packed)
        self.source.extend(number >> FROM & PLACE for number in packed)
        self.words = getattr(old, "words", {}) | {
            link: number & (1 << FROM) - 1 for link, number in enumerate(packed, first)
        }
        self.all = (old.all - self.gone) | self.new
        came = by_words(packed, first)
        self.worded = {words: (links - self.gone) | came[words] for words, links in old.worded.items()}
        self._into, self._out_of, self._outgoing = old._into, old._out_of, old._outgoing
        self.touched = ((old.ends(self.gone) | self.ends(self.new)) - records.gone) | records.new
        self.near = getattr(old, "near", {}) | self._near(old)

    def _near(self, old):
        into, out_of = defaultdict(list), defaultdict(list)
        for link in self.new:
            into[self.target[link]].append(link)
            out_of[self.source[link]].append(link)
        kept = self.touched - self.records.new
        for place in kept:
            into[place] += [link for link in old.into(place) if link not in self.gone]
            out_of[place] += [link for link in old.out_of(place) if link not in self.gone]
        return {place: (into[place], out_of[place]) for place in self.touched}

    def in_order(self, links: BitMap) -> Ordered:
        return Ordered(links, self.late)

    @cached_property
    def late(self) -> list[Late]:
        """The late links in their order."""
        numbers = self.all - BitMap(range(self.ordered))
        return [Late(self._after(link), link) for link in sorted(numbers, key=self._rank)]

    def _rank(self, link):
        return self.records.rank(self.target[link]), self.records.rank(self.source[link]), self.words[link]

    def _after(self, link):
        """How many of the links in order come before it: one of its ends is late, so none is its equal."""
        target, nth = self.records.rank(self.target[link])
        if nth:
            return self._into[target + 1]
        source, _nth = self.records.rank(self.source[link])
        return bisect_right(self.source, source, self._into[target], self._into[target + 1])

    # What is looked up by place, where it changed

    def into(self, place: int) -> Sequence[int]:
        return self.near[place][0] if place in self.near else super().into(place)

    def out_of(self, place: int) -> Sequence[int]:
        return self.near[place][1] if place in self.near else super().out_of(place)

    def neighbours(self, place: int) -> list[int]:
        if place not in self.near:
            return super().neighbours(place)
        into, out_of = self.near[place]
        return [*(self.target[link] for link in out_of), *(self.source[link] for link in into)]

    def met(self, places: BitMap) -> BitMap:
        return BitMap([other for place in places for other in self.neighbours(place)])

    def numbers(self, keys: Any) -> BitMap:
        return super().numbers(keys) & self.all


def changed_tags(old: Tags, records: ChangedRecords, came: Mapping[int, list[int]]) -> Tags:
    """Which records bear a tag, these places as well."""
    new = Tags({})
    new.bearing = replaced(old.bearing, records.gone, came)
    return new


def changed_asked(old: Asked, records: ChangedRecords, came: Mapping[tuple[str, int], list[int]]) -> Asked:
    """Which records ask an actor in a role, these places as well."""
    by_role: dict[str, dict[int, list[int]]] = defaultdict(dict)
    in_role, in_any = defaultdict(list), defaultdict(list)
    for (role, actor), places in came.items():
        by_role[role][actor] = places
        in_role[role] += places
        in_any[actor] += places
    new, gone = Asked({}), records.gone
    for role in {*old.by_role, *by_role}:
        if found := replaced(old.by_role.get(role, {}), gone, by_role.get(role, {})):
            new.by_role[role] = found
    new.in_role, new.in_any = replaced(old.in_role, gone, in_role), replaced(old.in_any, gone, in_any)
    return new


def replaced(sets: Mapping, gone: BitMap, came: Mapping[Any, Iterable[int]]) -> dict:
    """The sets without what is gone and with what came to each; those that are empty then are left out."""
    new = {value: found - gone if found.intersect(gone) else found for value, found in sets.items()}
    for value, numbers in came.items():
        new[value] = new.get(value, NOTHING) | BitMap(list(numbers))
    return {value: found for value, found in new.items() if found}


def _under_value(rows, name):
    """{value: the places of the rows that have it}."""
    found = defaultdict(list)
    for place, row in rows.items():
        if value := getattr(row, name):
            found[value].append(place)
    return found
