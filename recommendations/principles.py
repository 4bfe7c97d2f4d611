"""Sets of principles side by side: each document's own, and what echoes what across them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import F

from sources.models import Document

from .census import Census
from .models import CrossReference, Record
from .outline import Row


class Echo(NamedTuple):
    """A link between principles of two documents, as it is seen from one of them."""

    link: CrossReference
    other: Record
    said: str

    @property
    def group(self):
        return self.said, self.other.document.slug, self.link.basis


@dataclass(frozen=True)
class Statement:
    """A principle in its set."""

    row: Row
    echoes: list[Echo] = field(default_factory=list)

    @property
    def echoed(self) -> list[list[Echo]]:
        """Those that say the same, of one document and on one basis, together."""
        ordered = sorted(self.echoes, key=lambda echo: echo.group)
        return [list(same) for _group, same in groupby(ordered, key=lambda echo: echo.group)]


class PrincipleSet(NamedTuple):
    """The principles of one document."""

    document: Document
    statements: list[Statement]


@dataclass(frozen=True)
class Pair:
    """Two documents whose principles are linked: `count` links."""

    one: Document
    other: Document
    count: int

    @property
    def query(self) -> str:
        return urlencode([("document", self.one.slug), ("document", self.other.slug)])


def side_by_side(rows: Iterable[Row]) -> list[PrincipleSet]:
    """The rows of a list as sets, the earliest document first, with the links across them. One query."""
    rows = list(rows)
    shown = {row.record.pk for row in rows}
    echoes: dict[int, list[Echo]] = defaultdict(list)
    for link in _across().filter(from_record__in=shown, to_record__in=shown):
        told, back = str(link.get_relation_display()), str(link.reverse_relation)
        echoes[link.from_record_id].append(Echo(link, link.to_record, told))
        echoes[link.to_record_id].append(Echo(link, link.from_record, back))
    ordered = sorted(rows, key=lambda row: (row.record.document.issued, row.record.document.slug))
    return [
        PrincipleSet(document, [Statement(row, echoes[row.record.pk]) for row in found])
        for document, found in groupby(ordered, key=lambda row: row.record.document)
    ]


def pairs(now: Census) -> list[Pair]:
    """The documents whose principles are linked, the most closely linked first. One query."""
    ends = list(_documents_linked(now))
    documents = Document.objects.defer("csl").in_bulk({key for pair in ends for key in pair})
    counts: Counter = Counter()
    for pair in ends:
        counts[tuple(sorted(pair, key=lambda key: documents[key].issued))] += 1
    return [Pair(documents[one], documents[other], n) for (one, other), n in counts.most_common()]


def _documents_linked(now):
    """(document, other document) of each link between principles, in the order of their places."""
    principles = now.records.of_kind(Record.Kind.PRINCIPLE)
    own = {place: key for key, places in now.records.document.items() for place in places & principles}
    for place in principles:
        for other in sorted(now.links.target[link] for link in now.links.out_of(place)):
            if own.get(other, own[place]) != own[place]:
                yield own[place], own[other]


def _across():
    """Published links between principles of different documents."""
    kind = Record.Kind.PRINCIPLE
    links = CrossReference.objects.published().filter(from_kind=kind, to_kind=kind)
    ends = links.exclude(from_record__document=F("to_record__document"))
    placed = ends.select_related("from_record__document", "to_record__document")
    return placed.order_by("from_record__sort_key", "to_record__sort_key")
