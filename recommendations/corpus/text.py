"""The text of a made-up document while it is being written: headings, passages, and places in them."""

from dataclasses import dataclass, field

from sources.quoting import CONTEXT


@dataclass(frozen=True)
class Section:
    """A heading; `parent` is the position of the one above it, None at the top."""

    position: int
    parent: int | None
    level: int
    label: str
    heading: str


@dataclass(frozen=True)
class Passage:
    """A paragraph or heading; `raw_start` counts characters of the text as received."""

    position: int
    section: int | None
    kind: str
    label: str
    text: str
    raw_start: int


@dataclass(frozen=True)
class Span:
    """The words from `start` to `end` of a passage."""

    passage: int
    start: int
    end: int


@dataclass
class Text:
    """A text that grows passage by passage, a blank line between two, each after its number."""

    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    length: int = 0
    said: set[str] = field(default_factory=set)

    def is_new(self, words: str) -> bool:
        """Whether the words were not asked about before: what is quoted may stand only once."""
        before = len(self.said)
        self.said.add(words)
        return len(self.said) > before

    def head(self, heading: str, label: str = "", level: int = 1) -> Span:
        """Begin a section."""
        higher = (each.position for each in reversed(self.sections) if each.level < level)
        parent = next(higher, None) if level > 1 else None
        self.sections.append(Section(len(self.sections) + 1, parent, level, label, heading))
        return self.add(heading, "heading", label)

    def add(self, words: str, kind: str = "paragraph", label: str = "") -> Span:
        """Add a passage to the section; the span of all its words."""
        printed = f"{label} " if label else ""
        section = self.sections[-1].position if self.sections else None
        start = self.length + len(printed)
        self.passages.append(Passage(len(self.passages) + 1, section, kind, label, words, start))
        self.raw.append(f"{printed}{words}\n\n")
        self.length += len(self.raw[-1])
        return Span(len(self.passages), 0, len(words))

    @property
    def whole(self) -> str:
        """The text as received."""
        return "".join(self.raw)

    def words(self, span: Span) -> str:
        """What stands in the span."""
        return self.passages[span.passage - 1].text[span.start : span.end]

    def around(self, span: Span) -> tuple[str, str]:
        """The words before and after the span that are kept with a quotation of it."""
        at = span.passage - 1
        texts = [each.text for each in self.passages[max(0, at - CONTEXT) : at + 1 + CONTEXT]]
        start = sum(len(text) + 1 for text in texts[: min(at, CONTEXT)]) + span.start
        whole, end = "\n".join(texts), start + span.end - span.start
        return whole[max(0, start - CONTEXT) : start], whole[end : end + CONTEXT]
