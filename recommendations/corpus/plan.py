"""What a corpus of so many records is made of: which documents, how many records in each, their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

SMALLEST = 50  # records
LETTERS = "abcdef"
CHAPTER = 25  # clauses: a chapter's heading, and four sections of a heading and five clauses


@dataclass(frozen=True)
class Kind:
    """One kind of record, and the documents that hold it.

    There is one record of the kind for `every` records, and at least `least`; a document holds at
    most `held` of them.
    """

    name: str
    document: str
    prefix: str
    every: int
    least: int
    held: int


KINDS = (
    Kind("objective", "blueprint", "blueprint", 250, 12, 60),
    Kind("clause", "plan_of_action", "plan", 25, 25, 500),
    Kind("principle", "declaration", "declaration", 2000, 4, 10),
    Kind("recommendation", "report", "report", 1, 0, 400),
)
OBJECTIVE, CLAUSE, PRINCIPLE, RECOMMENDATION = KINDS


@dataclass(frozen=True)
class Made:
    """A document to be made: the n-th of its kind (from 1), with `size` records of that kind.

    `before` counts the records of the kind in the documents before it.
    """

    kind: Kind
    n: int
    size: int
    before: int

    @property
    def slug(self) -> str:
        return f"{self.kind.prefix}-{self.n:04}"

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number of each of its records, in order."""
        return _numbers(self.kind.name)[: self.size]

    @property
    def name(self) -> str:
        """What others call it: "Plan 12"."""
        return f"{self.kind.prefix.capitalize()} {self.n}"

    def code(self, number: str) -> str:
        return f"{self.slug}-{number}"


@dataclass(frozen=True)
class Place:
    """A record before it is written: which one of its document, counted from 0."""

    document: Made
    at: int

    @property
    def number(self) -> str:
        return self.document.numbers[self.at]

    @property
    def code(self) -> str:
        return self.document.code(self.number)

    @property
    def above(self) -> "Place | None":
        """The record that it stands under."""
        number = _above(self.number)
        return Place(self.document, self.document.numbers.index(number)) if number else None

    @property
    def name(self) -> str:
        """What others call it: "clause 3.8.1 of Plan 12"."""
        return f"{self.document.kind.name} {self.number} of {self.document.name}"


class Plan:
    """All documents of a corpus of `records` records."""

    def __init__(self, records: int):
        if records < SMALLEST:
            raise ValueError(f"A corpus has at least {SMALLEST} records.")
        self.records = records
        self.totals = {kind: max(kind.least, records // kind.every) for kind in KINDS[:-1]}
        self.totals[RECOMMENDATION] = records - sum(self.totals.values())

    @property
    def documents(self) -> Iterator[Made]:
        """Every document: those that others name come first."""
        for kind, total in self.totals.items():
            yield from (self.document(kind, at) for at in range(0, total, kind.held))

    def document(self, kind: Kind, at: int) -> Made:
        """The document that holds the record of the kind with this place, counted from 0."""
        before = at - at % kind.held
        return Made(kind, at // kind.held + 1, min(kind.held, self.totals[kind] - before), before)

    def place(self, kind: Kind, at: int) -> Place:
        """The record of the kind with this place among all of the kind, counted from 0."""
        return Place(self.document(kind, at), at % kind.held)


@cache
def _numbers(kind: str) -> tuple[str, ...]:
    """The numbers of a document of the kind that is full."""
    if kind == "objective":
        return tuple(f"{letter}{n or ''}" for letter in LETTERS for n in range(10))
    if kind == "clause":
        return tuple(_clause(n) for n in range(CLAUSE.held))
    return tuple(str(n + 1) for n in range(RECOMMENDATION.held))


def _clause(n):
    chapter, rest = divmod(n, CHAPTER)
    section, clause = divmod(rest - 1, 6)
    parts = [chapter + 1, section + 1, clause][: 1 if rest == 0 else 2 if clause == 0 else 3]
    return ".".join(map(str, parts))


def _above(number: str) -> str:
    """The number of the record above this one in its document, "" at the top."""
    if "." in number:
        return number.rpartition(".")[0]
    return number[0] if number[0] in LETTERS and len(number) > 1 else ""
