"""The sets of the census. Pure: rows in, sets of places out.

A record's *place* is its position among all published records in the order of their codes; a
link's number is its position in the list of all published links. So a set is in order by itself,
and its fifty rows from the forty-thousandth on are found as quickly as the first fifty.
"""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from pyroaring import BitMap

from ..models import CrossReference, Record

NOTHING = BitMap()
KINDS = list(Record.Kind.values)
RELATIONS = sorted(CrossReference.Relation.values)
BASES = list(CrossReference.Basis.values)


class Records:
    """Published records: `keys` by place, `place` by key, and sets of places by their qualities.

    `kinds` has the number of its kind for each place, `under` what stands directly under a record; `beneath`
    are those that stand under another, published or not.
    """

    def __init__(self, rows: Iterable[tuple[int, str, int, str, int | None]]):
        self.keys, self.kinds = array("q"), bytearray()
        kinds, documents, forms = defaultdict(list), defaultdict(list), defaultdict(list)
        above: dict[int, int] = {}
        for place, (key, kind, document, form, parent) in enumerate(rows):
            self.keys.append(key)
            self.kinds.append(KINDS.index(kind))
            kinds[kind].append(place)
            documents[document].append(place)
            if form:
                forms[form].append(place)
            if parent:
                above[place] = parent
        self.place = {key: place for place, key in enumerate(self.keys)}
        self.under, self.beneath = _under(self.place, above), BitMap(list(above))
        self.kind, self.document, self.form = sets_of(kinds), sets_of(documents), sets_of(forms)

    def of_kind(self, kind: str) -> BitMap:
        """The places of the records of a kind; of all, where it is ""."""
        return self.kind.get(kind, NOTHING) if kind else BitMap(range(len(self.keys)))

    def in_order(self, places: BitMap) -> BitMap:
        """These places in the order of their records."""
        return places

    def rank(self, place: int) -> tuple[int, int]:
        """What sorts places in the order of their records."""
        return place, 0

    def places(self, keys: Iterable[int | None]) -> BitMap:
        """The places of those of the records that are published."""
        found = (self.place.get(key) for key in keys)  # type: ignore[arg-type]
        return BitMap([place for place in found if place is not None])

    def inverted(self, ends: dict[int, BitMap]) -> tuple[array, array]:
        """For each record those whose set it is in: where they begin in a list, and the list of all."""
        found: list[list[int]] = [[] for _place in self.keys]
        for end, joined in ends.items():
            for place in joined:
                found[place].append(end)
        starts, flat = array("I", [0]), array("I")
        for each in found:
            flat.extend(each)
            starts.append(len(flat))
        return starts, flat


class Tags:
    """Which records bear a tag."""

    def __init__(self, places: dict[int, list[int]]):
        self.bearing = sets_of(places)


class Asked:
    """Which records ask an actor in a role."""

    def __init__(self, places: dict[tuple[str, int], list[int]]):
        self.by_role: dict[str, dict[int, BitMap]] = defaultdict(dict)
        for (role, actor), found in places.items():
            self.by_role[role][actor] = BitMap(found)
        self.in_role = {role: BitMap.union(*by.values()) for role, by in self.by_role.items()}
        self.in_any: dict[int, BitMap] = {}
        for by in self.by_role.values():
            for actor, asking in by.items():
                self.in_any[actor] = self.in_any.get(actor, NOTHING) | asking

    def asking(self, actors: Iterable[int | None], roles: Iterable[str]) -> BitMap:
        """Records in which one of the actors (any, if none is given) has one of the roles."""
        roles, actors = list(roles), list(actors)
        if not actors:
            return together(self.in_role.get(role, NOTHING) for role in roles or self.in_role)
        by = self.of(roles)
        return together(by.get(actor, NOTHING) for actor in actors if actor is not None)

    def of(self, roles: list[str]) -> dict[int, BitMap]:
        """{actor: records that ask it} in one of the roles, or in any."""
        if not roles:
            return self.in_any
        if len(roles) == 1:
            return self.by_role.get(roles[0], {})
        actors = {actor for role in roles for actor in self.by_role.get(role, {})}
        return {
            actor: together(self.by_role.get(role, {}).get(actor, NOTHING) for role in roles)
            for actor in actors
        }


class Links:
    """Published links between published records, in the order (to, from, relation)."""

    def __init__(self, records: Records, packed: list[int]):
        packed.sort()
        size = len(records.keys)
        self.keys = array("q", (number & KEY for number in packed))
        self.target = array("I", (number >> TO for number in packed))
        self.source = array("I", (number >> FROM & PLACE for number in packed))
        self.worded = _words(packed)
        self.all = BitMap(range(len(packed)))
        self._into = _starts(self.target, size)
        self._out_of = _starts(self.source, size)
        self._outgoing = _sorted_by(self.source, self._out_of)

    def in_order(self, links: BitMap) -> BitMap:
        """These links in their order."""
        return links

    def into(self, place: int) -> range:
        """The links that lead to a record."""
        return range(self._into[place], self._into[place + 1])

    def out_of(self, place: int) -> array:
        """The links that lead from a record."""
        return self._outgoing[self._out_of[place] : self._out_of[place + 1]]

    def neighbours(self, place: int) -> list[int]:
        """The records at the other ends of its links, one for each link."""
        target = self.target
        found = [target[link] for link in self.out_of(place)]
        found += self.source[self._into[place] : self._into[place + 1]]
        return found

    def across(self, place: int, links: BitMap) -> BitMap:
        """The records at the other ends of those of its links that are among these."""
        found = BitMap([self.target[link] for link in links & BitMap(self.out_of(place))])
        found.update([self.source[link] for link in links & BitMap(self.into(place))])
        return found

    def met(self, places: BitMap) -> BitMap:
        """The records that a link joins to one of these."""
        ends = zip(self.source, self.target, strict=True)
        is_one = bytearray(max(len(self._into) - 1, 1))
        for place in places:
            is_one[place] = 1
        found = array("I")
        for source, target in ends:
            if is_one[source]:
                found.append(target)
            if is_one[target]:
                found.append(source)
        return BitMap(found)

    def from_any(self, places: Iterable[int]) -> BitMap:
        """The links from one of the records."""
        return together(BitMap(self.out_of(place)) for place in places)

    def to_any(self, places: Iterable[int]) -> BitMap:
        """The links to one of the records."""
        return together(BitMap(self.into(place)) for place in places)

    def numbers(self, keys: Container[int]) -> BitMap:
        """The numbers of the links with these keys."""
        return BitMap([link for link, key in enumerate(self.keys) if key in keys])

    def touching(self, places: Iterable[int]) -> BitMap:
        """The links from or to one of the records."""
        found = array("I")
        for place in places:
            found.extend(self.into(place))
            found.extend(self.out_of(place))
        return BitMap(found)

    def qualified(self, relation: Sequence[str] = (), basis: Sequence[str] = ()) -> BitMap | None:
        """The links of one of the relations and on one of the bases; None for all links."""
        if not (relation or basis):
            return None
        return together(self.worded[one, other] for one in relation or RELATIONS for other in basis or BASES)

    def linked(self) -> dict[tuple[str, str], BitMap]:
        """{(relation, basis): the records at the ends of such links}."""
        return {words: self.ends(links) for words, links in self.worded.items()}

    def ends(self, links: Iterable[int]) -> BitMap:
        """The records at both ends of these links."""
        links = list(links)
        found = array("I", (self.source[link] for link in links))
        found.extend(self.target[link] for link in links)
        return BitMap(found)


# A link packed into one number that sorts as links do: less memory than a tuple, and quicker. From
# its lowest bit: key, basis and relation (one of WORDS), place of the source, place of the target.
BASIS, RELATION, FROM, TO = 48, 50, 53, 81
KEY, WORD, PLACE = (1 << BASIS) - 1, (1 << (FROM - BASIS)) - 1, (1 << (TO - FROM)) - 1
WORDS = {
    (relation, basis): RELATIONS.index(relation) << RELATION | BASES.index(basis) << BASIS
    for relation in RELATIONS
    for basis in BASES
}


def sets_of(places: dict) -> dict:
    """{what: the set of its places}."""
    return {what: BitMap(found) for what, found in places.items()}


def together(sets: Iterable[BitMap]) -> BitMap:
    """The union of any number of sets."""
    return BitMap.union(*found) if (found := list(sets)) else BitMap()


def _under(place, above):
    """{place: the published records that stand directly under it}."""
    found = defaultdict(list)
    for child, parent in above.items():
        if parent in place:
            found[place[parent]].append(child)
    return sets_of(found)


def _words(packed):
    """{(relation, basis): its links}."""
    numbers = [array("I") for _word in range(WORD + 1)]
    for link, number in enumerate(packed):
        numbers[number >> BASIS & WORD].append(link)
    return {words: BitMap(numbers[code >> BASIS]) for words, code in WORDS.items()}


def _starts(ends, size):
    """Where the links of each record would begin if links were sorted by this end."""
    counts = [0] * (size + 1)
    for end in ends:
        counts[end] += 1
    starts, at = array("I"), 0
    for count in counts:
        starts.append(at)
        at += count
    return starts


def _sorted_by(ends, starts):
    """The links sorted by this end, by counting."""
    free, found = list(starts), array("I", bytes(4 * len(ends)))
    for link, end in enumerate(ends):
        found[free[end]] = link
        free[end] += 1
    return found
