"""Two records, or two sets of them, side by side: words, places, actors, tags, links."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import chosen, worddiff
from .chosen import Chosen, Entry
from .models import CrossReference, Record, RecordInstrument
from .record_page import ROLES, Joined
from .worddiff import Likeness, Stretch

MOST = 10  # records on one side
SHOWN = 100  # records that both sides are joined to
SUGGESTED = 12  # comparisons that the page offers

SIDES = {"a": gettext_lazy("Left"), "b": gettext_lazy("Right")}


class Told(NamedTuple):
    """A thing that a side has: what it is called, and where it leads."""

    label: str
    url: str = ""
    kind: str = ""

    @classmethod
    def of(cls, thing: Any, kind: str = "") -> "Told":
        address = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""
        return cls(thing.name, address, kind)


class Row(NamedTuple):
    """One aspect of both sides: what only the left has, what both have, what only the right has."""

    title: str
    only_left: list[Told]
    both: list[Told]
    only_right: list[Told]


@dataclass(frozen=True)
class Compared:
    """A record on one side, its words told from those of the record most like it on the other side."""

    page: Entry
    nearest: Entry | None
    stretches: list[Stretch]
    shared: int

    @property
    def record(self) -> Record:
        return self.page.record


@dataclass(frozen=True)
class Third:
    """A record that both sides are joined to, with the links from either."""

    record: Record
    left: list[Joined]
    right: list[Joined]


@dataclass(frozen=True)
class Asked:
    """The codes that an address names on either side."""

    a: list[str]
    b: list[str]

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """The sides of a query string, or FilterError (400)."""
        return cls(*(chosen.codes_named(query, side, MOST) for side in SIDES))


class Comparison:
    """What two sides have in common and what not. Ten queries at most."""

    def __init__(self, asked: Asked):
        self.asked = asked
        self.found: Chosen = chosen.find([*asked.a, *asked.b])
        self.left, self.right = self.found.of(asked.a), self.found.of(asked.b)

    @property
    def is_whole(self) -> bool:
        """Whether there is something to compare."""
        return bool(self.left and self.right)

    @property
    def has_sets(self) -> bool:
        return len(self.left) > 1 or len(self.right) > 1

    @property
    def left_code(self) -> str:
        """The code of the left record, if there is just one."""
        return self.left[0].record.code if len(self.left) == 1 else ""

    @property
    def right_code(self) -> str:
        return self.right[0].record.code if len(self.right) == 1 else ""

    @property
    def left_name(self) -> str:
        return _named(self.left)

    @property
    def right_name(self) -> str:
        return _named(self.right)

    @property
    def alone(self) -> Entry | None:
        """The one record that has been named so far, if the other side is empty."""
        named = self.left or self.right
        return named[0] if named and not self.is_whole else None

    @property
    def missing(self) -> list[str]:
        """A sentence for each code that stands for no published record."""
        gone = _("%(code)s: the record was deleted. %(reason)s")
        told = [gone % {"code": each.code, "reason": each.reason} for each in self.found.withdrawn]
        return told + [_("%s: no published record has this code.") % code for code in self.found.unknown]

    @property
    def instead(self) -> list[tuple[str, str]]:
        """(code, query) of records whose codes look like the first that is unknown. Three queries."""
        if not self.found.unknown:
            return []
        wrong, sides = self.found.unknown[0], {"a": self.asked.a, "b": self.asked.b}
        return [(record.code, _query(sides, wrong, record.code)) for record in self.found.near_unknown]

    # Words

    @cached_property
    def _likenesses(self) -> dict[tuple[int, int], Likeness]:
        return {}

    @cached_property
    def left_compared(self) -> list[Compared]:
        return [self._compared(entry, self.right, is_left=True) for entry in self.left]

    @cached_property
    def right_compared(self) -> list[Compared]:
        return [self._compared(entry, self.left, is_left=False) for entry in self.right]

    def _compared(self, entry, others, *, is_left):
        other = _nearest(entry, others)
        if other is None:
            return Compared(entry, None, [Stretch(entry.words_shown, True)], 0)
        pair = (entry, other) if is_left else (other, entry)
        key = (pair[0].record.pk, pair[1].record.pk)
        if key not in self._likenesses:
            self._likenesses[key] = worddiff.compare(pair[0].words_shown, pair[1].words_shown)
        likeness = self._likenesses[key]
        return Compared(entry, other, likeness.left if is_left else likeness.right, likeness.shared)

    @property
    def shared_words(self) -> list[str]:
        """The telling words that both sides use, in whatever order, as the left one prints them."""
        ours, theirs = _telling(self.left), _telling(self.right)
        return [ours[word] for word in sorted(ours.keys() & theirs.keys())]

    # Who acts, subjects, means, documents

    @property
    def rows(self) -> list[Row]:
        """The aspects in which either side has anything."""
        aspects = [(str(title), self._actors(role)) for role, title in ROLES.items()]
        aspects += [
            (_("Tags"), _tags),
            (_("Means named"), self._instruments),
            (_("Printed in"), _documents),
        ]
        rows = [self._row(title, gather) for title, gather in aspects]
        return [row for row in rows if row.only_left or row.both or row.only_right]

    def _row(self, title: str, gather: Callable[[Entry], Iterable[Told]]) -> Row:
        ours, theirs = (
            dict.fromkeys(chain.from_iterable(gather(entry) for entry in side))
            for side in (self.left, self.right)
        )
        return Row(
            title,
            [told for told in ours if told not in theirs],
            [told for told in ours if told in theirs],
            [told for told in theirs if told not in ours],
        )

    @staticmethod
    def _actors(role):
        def gather(entry):
            held = entry.record.responsibilities.all()
            return [Told.of(each.actor, "actor") for each in held if each.role == role]

        return gather

    @cached_property
    def _named(self) -> dict[int, list[Told]]:
        named: dict[int, list[Told]] = {}
        found = RecordInstrument.objects.filter(record__in=self._keys).select_related("instrument")
        for each in found.order_by("instrument__name"):
            named.setdefault(each.record_id, []).append(Told.of(each.instrument))
        return named

    def _instruments(self, entry):
        return self._named.get(entry.record.pk, [])

    # Links

    @property
    def _keys(self):
        return [entry.record.pk for entry in (*self.left, *self.right)]

    @cached_property
    def direct(self) -> list[CrossReference]:
        """The links between the two sides."""
        ours, theirs = ([entry.record.pk for entry in side] for side in (self.left, self.right))
        across = Q(from_record__in=ours, to_record__in=theirs)
        across |= Q(from_record__in=theirs, to_record__in=ours)
        return list(CrossReference.objects.published().filter(across).for_list())

    @cached_property
    def _joined_to_both(self) -> list[Record]:
        ours, theirs = ([entry.record.pk for entry in side] for side in (self.left, self.right))
        found = Record.objects.published().linked(to=ours).linked(to=theirs).exclude(pk__in=self._keys)
        return list(found.order_by("sort_key")[: SHOWN + 1])

    @property
    def has_more_thirds(self) -> bool:
        return len(self._joined_to_both) > SHOWN

    @cached_property
    def thirds(self) -> list[Third]:
        """The records that both sides are joined to, the first SHOWN of them."""
        records = self._joined_to_both[:SHOWN]
        if not records:
            return []
        keys, sides = [record.pk for record in records], self._keys
        joining = Q(from_record__in=sides, to_record__in=keys) | Q(from_record__in=keys, to_record__in=sides)
        links = list(CrossReference.objects.published().filter(joining).for_list())
        return [
            Third(record, _joining(self.left, record, links), _joining(self.right, record, links))
            for record in records
        ]


def _named(side):
    """“Clause 3.10”, or how many there are."""
    return side[0].name if len(side) == 1 else _("%d records") % len(side)


def _query(sides, wrong, right):
    """The query string of both sides with one code put right."""
    mended = {side: [right if code == wrong else code for code in codes] for side, codes in sides.items()}
    return urlencode({side: ",".join(codes) for side, codes in mended.items() if codes}, safe=",")


def _nearest(entry, others):
    """The record of the other side that shares most telling words, the first of equals; or none."""
    ours = _telling([entry])
    likeness = [(len(ours.keys() & _telling([other]).keys()), other) for other in others]
    best = max(likeness, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def _telling(entries):
    return worddiff.telling_words("\n".join(entry.words_shown for entry in entries))


def _tags(entry):
    return [Told.of(tagging.tag, "tag") for tagging in entry.record.taggings.all()]


def _documents(entry):
    read_in = entry.read_in
    return [Told(read_in.short_title, read_in.get_absolute_url())] if read_in else []


def _joining(side, third, links):
    """The links between one side and a third record, each as seen from its record on that side."""
    seen = [
        Joined.seen_from(entry.record, link)
        for link in links
        for entry in side
        if {link.from_record_id, link.to_record_id} == {entry.record.pk, third.pk}
    ]
    return sorted(seen, key=lambda joined: joined.order)


def echoes() -> list[CrossReference]:
    """Pairs worth comparing: records of two documents of which one echoes the other."""
    found = CrossReference.objects.published().filter(relation=CrossReference.Relation.ECHOES)
    return list(found.for_list()[:SUGGESTED])


def joined_to(record: Record) -> list[Joined]:
    """What a record could be compared with first: the records that it is joined to."""
    links = CrossReference.objects.published().touching(record).for_list()[: SUGGESTED * 2]
    return sorted((Joined.seen_from(record, link) for link in links), key=lambda joined: joined.order)
