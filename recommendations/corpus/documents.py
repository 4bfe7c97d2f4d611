"""A made-up document: its text, the records it holds, and what each is joined to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .grammar import Writer
from .links import Heading, Link, Linker
from .plan import CLAUSE, OBJECTIVE, PRINCIPLE, RECOMMENDATION, Made, Place
from .text import Span, Text

SECTION = 20  # recommendations under one heading of a report
SLOTS = {OBJECTIVE: "goal", CLAUSE: "provision", PRINCIPLE: "tenet", RECOMMENDATION: "sentence"}
FORMS = ("numbered",) * 5 + ("activity",) * 3 + ("proposal",) * 2 + ("strategic_direction", "in_text")
DRAFT, IN_REVIEW, CYCLE = 50, 70, 97  # one record in so many is a draft, another in review
NOTED = 83  # one record in so many has an editorial note


@dataclass(frozen=True)
class Record:
    """A record with the places of its heading and its words; one of the two may be missing."""

    place: Place
    heading: Span | None
    text: Span | None
    form: str = ""
    status: str = "published"
    note: str = ""
    links: list[Link] = field(default_factory=list)


class Author:
    """Writes one document of a corpus; the same for the same seed."""

    def __init__(self, made: Made, linker: Linker, seed: str):
        self.made, self.linker = made, linker
        self.random = Random(f"{seed}/{made.slug}")
        self.writer = Writer(self.random)
        self.text = Text()

    @property
    def title(self) -> str:
        if self.made.kind is RECOMMENDATION:
            return f"{self.made.name}. {self.writer.sentence('title')}"
        return f"{self.made.name} on {self.writer.sentence('theme')}"

    def records(self) -> Iterator[Record]:
        """The records in order; the text is whole when the last was given."""
        heading = None
        for at in range(self.made.size):
            place = Place(self.made, at)
            if self.made.kind is RECOMMENDATION:
                heading = self._section(at) if at % SECTION == 0 else heading
                yield self._recommendation(place, heading)
            elif self._is_heading(place):
                yield Record(place, self.text.head(self._new("heading"), place.number, _level(place)), None)
            else:
                yield self._provision(place)

    @staticmethod
    def _is_heading(place):
        if place.document.kind is CLAUSE:
            return place.number.count(".") < 2
        return place.document.kind is OBJECTIVE and len(place.number) == 1

    def _section(self, at):
        """Begin a section that is about an objective, and say what has become of it."""
        objective = self.linker.objective(self.random)
        words = f"On {objective.name}: {self._new('heading')}"
        self.text.head(words, str(at // SECTION + 1))
        for _ in range(self.random.randrange(1, 4)):
            self.text.add(" ".join(self._new("running") for _ in range(3)))
        return Heading(objective, words)

    def _provision(self, place):
        """A record of a blueprint, a plan or a declaration; an objective has a heading of its own."""
        heading = None
        if place.document.kind is OBJECTIVE:
            heading = self.text.add(self._new("heading"), "paragraph", place.number)
        words = self._new(SLOTS[place.document.kind])
        links = self.linker.links(place, None, self.random)
        label = "" if heading else place.number
        return Record(place, heading, self._passage(words, links, label), links=links)

    def _recommendation(self, place, heading):
        words = " ".join(self._new("sentence") for _ in range(self.random.choice((1, 1, 2))))
        links = self.linker.links(place, heading, self.random)
        if self.random.random() < 0.2:
            self.text.add(self._new("running"))
        nth = place.document.before + place.at
        return Record(
            place,
            None,
            self._passage(words, links, f"{place.number}."),
            self.random.choice(FORMS),
            {DRAFT: "draft", IN_REVIEW: "in_review"}.get(nth % CYCLE, "published"),
            self.writer.sentence("note") if nth % NOTED == 1 else "",
            links,
        )

    def _passage(self, words, links, label):
        """Add the words, and after them the sentences that state their links; the span of the words."""
        stated = [link.evidence for link in links if link.basis == "stated"]
        span = self.text.add(" ".join([words, *stated]), "list_item", label)
        return Span(span.passage, 0, len(words))

    def _new(self, slot):
        """Words that the text does not hold yet, so that they can be quoted from one place."""
        while not self.text.is_new(words := self.writer.sentence(slot)):
            pass
        return words


def _level(place: Place) -> int:
    return place.number.count(".") + 1
