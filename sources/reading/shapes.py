"""What a reading is made of: passages, sections, tables, and the mends between reading and raw text."""

from dataclasses import dataclass


class ReadingError(ValueError):
    """The text, its layout or its proof does not hold; the message names the place and the reason."""


@dataclass(frozen=True)
class Mend:
    """One place where the reading differs from the characters received.

    `start` and `end` count characters of the passage's reading text, `raw_start` and `raw_end`
    characters of the raw text; either span may be empty. `page` is the printed page that begins
    within the mend, or "".
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    rule: str
    page: str = ""

    def to_list(self) -> list[int | str]:
        """The mend as it is stored: [start, end, raw_start, raw_end, rule, page]."""
        return [self.start, self.end, self.raw_start, self.raw_end, self.rule, self.page]

    @classmethod
    def from_list(cls, stored: list) -> "Mend":
        """The mend a stored list stands for; ReadingError when it stands for none."""
        match stored:
            case [int(), int(), int(), int(), str(), str()]:
                return cls(*stored)
        raise ReadingError(f"Not a mend: {stored!r}. Expected [start, end, raw_start, raw_end, rule, page].")


@dataclass(frozen=True)
class PassageRead:
    """One passage in reading order.

    `kind` is heading, paragraph, list_item, block_quotation, caption, note or furniture. `label` is
    the number or bullet as printed and is no part of `text`. `page` is the printed page on which
    the passage begins, or "".
    """

    position: int
    kind: str
    section: int | None
    label: str
    text: str
    page: str
    raw_start: int
    raw_end: int
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class SectionRead:
    """One heading of the document's tree; `parent` is the position of the section above it."""

    position: int
    parent: int | None
    level: int
    label: str
    heading: str
    page: str


@dataclass(frozen=True)
class TableRead:
    """A printed table: its caption and source note are passages, its body is a stretch of raw text."""

    number: int
    caption: int
    note: int | None
    raw_start: int
    raw_end: int


@dataclass(frozen=True)
class Reading:
    """A whole document as read."""

    sections: tuple[SectionRead, ...]
    passages: tuple[PassageRead, ...]
    tables: tuple[TableRead, ...]
