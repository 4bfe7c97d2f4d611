"""The raw text line by line, with the printed page each line stands on."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from .layout import Pages
from .shapes import ReadingError

MARKER = re.compile(r"(?:\((?:\d{1,2}|[a-z])\)|\d{1,2}\.|[•‣▪◦])(?=\s)")
PAGE_START = re.compile(r"^ (?=\S)", re.MULTILINE)


def label_of(words: str) -> str:
    """The list number or bullet that begins the words, or ""."""
    found = MARKER.match(words)
    return found[0] if found else ""


@dataclass(frozen=True)
class Line:
    """One line: its number from 1, its span without white space at its edges, and its words."""

    number: int
    start: int
    end: int
    words: str
    opens_page: bool

    @property
    def is_blank(self) -> bool:
        return self.start == self.end

    @property
    def marker(self) -> str:
        """The list number or bullet the line begins with, or ""."""
        return label_of(self.words)


class PageMap:
    """Which printed page a raw offset stands on. A line that starts with one space starts a page."""

    def __init__(self, raw: str, pages: Pages | None) -> None:
        self.first = pages.first if pages else 0
        starts = [found.start() for found in PAGE_START.finditer(raw)] if pages else []
        self.starts = [start for start in starts if start > 0]
        last = self.first + len(self.starts)
        if pages and last != pages.last:
            raise ReadingError(f"pages, last: {pages.last} is declared, but the text ends on {last}.")

    def at(self, offset: int) -> str:
        """The page of the character at this offset, or "" in a text without pages."""
        return str(self.first + bisect_right(self.starts, offset)) if self.first else ""

    def begun_in(self, start: int, end: int) -> str:
        """The page that begins within this span, or ""."""
        before, after = self.at(start), self.at(end)
        return after if after != before else ""


def lines_of(raw: str, pages: PageMap) -> list[Line]:
    """Every line of the raw text, blank ones included."""
    found, offset, page_starts = [], 0, set(pages.starts)
    for number, text in enumerate(raw.split("\n"), 1):
        start = offset + len(text) - len(text.lstrip())
        end = max(start, offset + len(text.rstrip()))
        found.append(Line(number, start, end, " ".join(text.split()), offset in page_starts))
        offset += len(text) + 1
    return found
