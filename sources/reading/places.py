"""Where in the text the entries of a layout stand; an entry that stands nowhere is an error."""

from dataclasses import dataclass
from typing import TypeVar

from .layout import ContinuesEntry, Layout, StartsEntry, TableEntry
from .lines import Line
from .shapes import ReadingError

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """What the layout says of the line with index `first`, and of the lines up to and with `last`."""

    first: int
    last: int
    role: str  # a passage kind, "continues" or "body"
    entry: str
    words: str = ""
    level: int = 0  # of a heading
    table: int = 0  # the number of the table a caption, body or source note belongs to


class Places:
    """All places of a layout in one text, by the index of their first line."""

    def __init__(self, lines: list[Line], layout: Layout) -> None:
        self.lines = lines
        self.by_line: dict[int, Place] = {}
        self._place_headings(layout)
        for table in layout.tables:
            self._place_table(table)
        for n, start in enumerate(layout.starts, 1):
            self._place_words(start, start.kind, f"starts {n} “{start.words}”")
        for n, goes_on in enumerate(layout.continues, 1):
            self._place_words(goes_on, "continues", f"continues {n} “{goes_on.words}”")
        self._refuse_undeclared(layout)

    def _add(self, place: Place) -> None:
        for index in range(place.first, place.last + 1):
            if other := self.by_line.get(index):
                number = self.lines[index].number
                raise ReadingError(f"{place.entry}: line {number} is already taken by {other.entry}.")
            self.by_line[index] = place

    def _place_headings(self, layout: Layout) -> None:
        """Headings stand in the order of the layout."""
        cursor = 0
        for n, heading in enumerate(layout.headings, 1):
            entry = f"heading {n} “{heading.text}”"
            found = self._spelt_from(cursor, heading.text)
            if not found:
                raise ReadingError(f"{entry}: not found after line {cursor}.")
            self._add(Place(*found[0], "heading", entry, heading.text, level=heading.level))
            cursor = found[0][1] + 1

    def _refuse_undeclared(self, layout: Layout) -> None:
        """One more line with the words of a heading means that a heading was forgotten."""
        for text in sorted({heading.text for heading in layout.headings}):
            for first, _ in self._spelt_from(0, text):
                if first not in self.by_line:
                    line = self.lines[first].number
                    raise ReadingError(f"Line {line}: “{text}” is a heading's words, but not declared.")

    def _place_table(self, table: TableEntry) -> None:
        entry = f"table {table.number}"
        captions = self._spelt_from(0, table.caption)
        first, last = self._only(captions, f"{entry}, caption “{table.caption}”")
        self._add(Place(first, last, "caption", entry, table.caption, table=table.number))
        if table.note:
            end = self._beginning(table.note, "", f"{entry}, note “{table.note}”")
            self._add(Place(end, end, "note", entry, table=table.number))
        else:
            end = self._beginning(table.last_row, "", f"{entry}, last_row “{table.last_row}”") + 1
        if all(line.is_blank for line in self.lines[last + 1 : end]):
            raise ReadingError(f"{entry}: nothing stands between its caption and its end.")
        self._add(Place(last + 1, end - 1, "body", entry, table=table.number))

    def _place_words(self, entry: StartsEntry | ContinuesEntry, role: str, name: str) -> None:
        index = self._beginning(entry.words, entry.after, name)
        self._add(Place(index, index, role, name))

    def _beginning(self, words: str, after: str, entry: str) -> int:
        """The index of the one line that begins with these words, after a line that ends with those."""
        found = [
            index
            for index, line in enumerate(self.lines)
            if _begins(line.words, words) and self._words_before(index).endswith(after)
        ]
        return self._only(found, entry)

    def _words_before(self, index: int) -> str:
        return next((line.words for line in reversed(self.lines[:index]) if not line.is_blank), "")

    def _only(self, found: list[T], entry: str) -> T:
        if len(found) != 1:
            raise ReadingError(f"{entry}: found {len(found)} times at the beginning of a line, not once.")
        return found[0]

    def _spelt_from(self, cursor: int, text: str) -> list[tuple[int, int]]:
        """First and last lines of every place where whole lines spell the text, spaces apart."""
        wanted = _squeezed(text)
        places = (self._spelt_at(index, wanted) for index in range(cursor, len(self.lines)))
        return [place for place in places if place]

    def _spelt_at(self, index: int, wanted: str) -> tuple[int, int] | None:
        last = index
        while last < len(self.lines) and not self.lines[last].is_blank:
            squeezed = _squeezed(self.lines[last].words)
            if not wanted.startswith(squeezed):
                return None
            wanted = wanted[len(squeezed) :]
            if not wanted:
                return index, last
            last += 1
        return None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _begins(words: str, beginning: str) -> bool:
    rest = words[len(beginning) :]
    return words.startswith(beginning) and not rest[:1].isalnum()
