"""Looking words up in all records and in the texts that may be shown: bounded, and honest about it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from sources.marking import Piece, excerpt, occurrences, pieces
from sources.models import Passage

from .models import Record

SHOWN = 50  # of each kind
MOST_WORDS = 20
LONGEST_WORD = 100  # characters
HEADING = 200  # characters of a record that are shown


@dataclass(frozen=True)
class Hit:
    """A record or a passage that was found, with the words marked."""

    thing: Record | Passage
    pieces: list[Piece]


@dataclass(frozen=True)
class Group:
    """The records of a kind (or the passages, kind "passage") that were found: `count` in all."""

    kind: str
    count: int
    hits: list[Hit]

    @property
    def more(self) -> int:
        return self.count - len(self.hits)


class Search:
    """What holds every one of the words, in any order, in capitals or not."""

    def __init__(self, asked: str):
        words = list(dict.fromkeys(word[:LONGEST_WORD] for word in _readable(asked).split()))
        self.words, self.ignored = words[:MOST_WORDS], words[MOST_WORDS:]

    def __str__(self):
        return " ".join(self.words)

    @cached_property
    def groups(self) -> list[Group]:
        """What was found, by kind; seven queries at most."""
        if not self.words:
            return []
        return [*self._records(), *self._passages()]

    @property
    def total(self) -> int:
        return sum(group.count for group in self.groups)

    def _records(self):
        found = Record.objects.published().saying(self.words)
        counts = dict(found.order_by().values_list("kind").annotate(n=Count("pk")))
        for kind in Record.Kind.values:
            if kind in counts:
                records = found.filter(kind=kind).select_related("document").order_by("sort_key")[:SHOWN]
                yield Group(kind, counts[kind], [self._record(record) for record in records])

    def _passages(self):
        found = Passage.objects.readable().saying(self.words)
        if count := found.count():
            placed = found.select_related("version__document", "section").defer("version__raw")
            passages = placed.order_by("version__document__slug", "position")[:SHOWN]
            yield Group("passage", count, [Hit(each, excerpt(each.text, self.words)) for each in passages])

    def _record(self, record):
        heading = record.heading and pieces(record.heading, occurrences(record.heading, self.words))
        text = record.text and excerpt(record.text, self.words, HEADING)
        between = [Piece(". ")] if heading and text else []
        return Hit(record, [*heading, *between, *text])


def _readable(asked: str) -> str:
    return asked.replace("\0", " ").encode(errors="replace").decode()
