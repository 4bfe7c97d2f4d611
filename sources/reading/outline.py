"""The lines of a text cut into passages, sections and tables, before a word is mended."""

import re
from dataclasses import dataclass, field

from .lines import Line
from .places import Place, Places
from .shapes import ReadingError

BULLETS = ("•", "‣", "▪", "◦")
SENTENCE_END = re.compile(r"[.!?:;…]['\"’”)\]]*\d{0,2}$")


@dataclass
class Draft:
    """A passage as cut: a stretch of raw text, less the gaps where tables interrupt it."""

    kind: str
    section: int | None
    start: int
    end: int
    style: str = ""  # of a list item: how its list is numbered
    words: str = ""  # of a heading or caption: what it reads, as declared
    entry: str = ""
    gaps: list[tuple[int, int]] = field(default_factory=list)

    def stretches(self) -> list[tuple[int, int]]:
        """The passage's own raw text: its span less its gaps."""
        starts = [self.start, *(after for _, after in self.gaps)]
        return list(zip(starts, [*(before for before, _ in self.gaps), self.end], strict=True))


@dataclass(frozen=True)
class Heading:
    """A heading as declared, and the position of the heading above it."""

    parent: int | None
    level: int
    draft: Draft


@dataclass
class Table:
    """A table as cut."""

    number: int
    caption: Draft
    start: int = 0
    end: int = 0
    note: Draft | None = None


class Outline:
    """Cuts a text, line after line."""

    def __init__(self, lines: list[Line], places: Places) -> None:
        self.places = places
        self.drafts: list[Draft] = []
        self.headings: list[Heading] = []
        self.tables: dict[int, Table] = {}
        self.open: Draft | None = None  # the passage the next line may belong to
        self.running: Draft | None = None  # the last one that is neither heading, caption nor note
        self.last_words = ""  # of the last line that has any
        self.after_blank = True
        for index, line in enumerate(lines):
            self._take(index, line)

    def _take(self, index: int, line: Line) -> None:
        if line.is_blank:
            self.after_blank = True
            return
        place = self.places.by_line.get(index)
        if place:
            self._take_declared(index, line, place)
        elif self._starts(line):
            self._start(line, "list_item" if line.marker else "paragraph")
        else:
            self._extend(line)
        self.last_words, self.after_blank = line.words, False

    def _take_declared(self, index: int, line: Line, place: Place) -> None:
        if place.role == "body":
            self._take_body(line, place)
        elif place.role == "continues":
            self._continue(line, place)
        elif index > place.first:
            self._extend(line)
        else:
            self._start_declared(line, place)
        if place.role in ("heading", "caption") and index == place.last:
            self.open = None

    def _start_declared(self, line: Line, place: Place) -> None:
        if place.role == "heading":
            self._open_section(line, place)
            return
        draft = self._start(line, place.role, place)
        if place.role == "caption":
            self.tables[place.table] = Table(place.table, draft)
        elif place.table:
            self.tables[place.table].note = draft

    def _open_section(self, line: Line, place: Place) -> None:
        above = [n for n, heading in enumerate(self.headings, 1) if heading.level < place.level]
        self.running = None
        draft = self._start(line, "heading", place)
        self.headings.append(Heading(above[-1] if above else None, place.level, draft))
        draft.section = len(self.headings)

    def _take_body(self, line: Line, place: Place) -> None:
        table = self.tables[place.table]
        table.start, table.end = table.start or line.start, line.end
        self.open = None

    def _starts(self, line: Line) -> bool:
        """Whether a line of which the layout says nothing starts a passage."""
        if self.open is None or self.after_blank or line.marker in BULLETS:
            return True
        if line.marker and self.open.style == _style(line.marker):
            return True
        ambiguous = line.opens_page and SENTENCE_END.search(self.last_words)
        return bool(ambiguous) and self._starts_page(line)

    def _starts_page(self, line: Line) -> bool:
        """Whether a line that starts a page after the end of a sentence starts a passage too."""
        if line.marker:
            return True
        raise ReadingError(
            f"Line {line.number} starts a page after the end of a sentence: “{line.words}”. "
            "Declare under [[starts]] or [[continues]] whether a paragraph starts there."
        )

    def _start(self, line: Line, kind: str, place: Place | None = None) -> Draft:
        draft = Draft(kind, len(self.headings) or None, line.start, line.end)
        if kind == "list_item":
            draft.style = _style(line.marker)
        if place:
            draft.words, draft.entry = place.words, place.entry
        self.open = draft
        if kind not in ("heading", "caption", "note"):
            self.running = draft
        self.drafts.append(draft)
        return draft

    def _extend(self, line: Line) -> None:
        if self.open:
            self.open.end = line.end

    def _continue(self, line: Line, place: Place) -> None:
        draft = self.running
        if draft is None:
            raise ReadingError(f"{place.entry}: no passage is under way at line {line.number}.")
        if draft is not self.drafts[-1]:
            draft.gaps.append((draft.end, line.start))
        draft.end, self.open = line.end, draft


def _style(marker: str) -> str:
    """What the numbers of one list share: "(1)" and "(12)" have one style, "(a)" another."""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", marker))
