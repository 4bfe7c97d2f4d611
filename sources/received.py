"""A text as it was received, line by line, beside what is read from it; every difference has its rule.

What is read of the lines, joined together, is the reading text; the lines joined are the text received.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .models import DataTable, DocumentVersion, Passage

HYPHEN_KEPT, SOFT_HYPHEN = "hyphen-kept", "soft-hyphen"
# What each rule does, in the order in which they are explained.
RULES = {
    "line": _("A line ends and the sentence goes on: read as one blank."),
    "page": _("A page ends inside the passage: read as one blank, and the new page is numbered."),
    "hyphen": _("The hyphen only divides a word at the end of a line: left out, the halves joined."),
    HYPHEN_KEPT: _("The hyphen belongs to the word that is divided here: kept, the halves joined."),
    SOFT_HYPHEN: _("A soft hyphen, which is no letter: left out."),
    "letter-spacing": _("The letters of a heading are set apart: closed up."),
    "word": _("A word is broken by a blank: closed up."),
    "space": _("Several blanks or a tab, or a blank after a bracket: read as one blank, or as none."),
    "label": _("A number or bullet stands in front: set beside the words, not among them."),
    "interruption": _("A table stands in the middle of the sentence, which goes on after it."),
    "note": _("The mark of a note, glued to a word: set small above the line; the note itself is missing."),
}
# The same in two or three words, beside a line; the end of a line needs none.
REMARKS = {
    "page": _("page ends"),
    "hyphen": _("hyphen left out"),
    HYPHEN_KEPT: _("hyphen kept"),
    SOFT_HYPHEN: _("soft hyphen left out"),
    "letter-spacing": _("letters closed up"),
    "word": _("word closed up"),
    "space": _("blanks mended"),
    "label": _("number set beside"),
    "interruption": _("goes on after the table"),
    "note": _("note mark raised"),
}


class Stretch(NamedTuple):
    """Raw characters of one line; `rule` is empty where they are read as they are."""

    text: str
    rule: str = ""


@dataclass
class Line:
    """One line received: its number from 1, its characters, what is read of it, and where that stands."""

    number: int
    raw: list[Stretch] = field(default_factory=list)
    read: str = ""
    passage: Passage | None = None
    begins: bool = False
    table: DataTable | None = None
    page: str = ""
    mends: dict[str, int] = field(default_factory=dict)

    @property
    def remarks(self) -> list[tuple[str, str, int]]:
        """(rule, in a few words, how often) for what was mended in it."""
        return [(rule, str(REMARKS[rule]), n) for rule, n in self.mends.items() if rule in REMARKS]

    @property
    def text(self) -> str:
        return "".join(stretch.text for stretch in self.raw)


class _Token(NamedTuple):
    """A raw span and what becomes of it; without a rule it is read as it is."""

    start: int
    end: int
    read: str
    rule: str
    owner: Passage | DataTable | None
    page: str = ""


def lines(version: DocumentVersion, passages: Iterable[Passage], tables: Iterable[DataTable]) -> list[Line]:
    """Every line of the text received, in its order."""
    raw = version.raw_text
    page = _Page(raw)
    done = 0
    for token in sorted(_tokens(raw, passages, tables), key=lambda token: token[:2]):
        page.lay(_Token(done, token.start, "", "", None))
        page.lay(token)
        done = token.end
    page.lay(_Token(done, len(raw), "", "", None))
    return page.lines


def _tokens(raw, passages, tables) -> Iterator[_Token]:
    for table in tables:
        yield _Token(table.raw_start, table.raw_end, "", "", table)
    for passage in passages:
        yield from (token for token in _of_passage(raw, passage) if token.rule or token.start < token.end)


def _of_passage(raw, passage) -> Iterator[_Token]:
    """What is copied and what is mended; what interrupts a passage is not its own."""
    done, raw_done = 0, passage.raw_start
    for mend in passage.mended:
        yield _Token(raw_done, mend.raw_start, passage.text[done : mend.start], "", passage)
        whole = mend.rule != "interruption"
        end = mend.raw_end if whole else mend.raw_start
        put = passage.text[mend.start : mend.end]
        yield _Token(mend.raw_start, end, put, _rule(mend, raw), passage, mend.page if whole else "")
        done, raw_done = mend.end, mend.raw_end
    yield _Token(raw_done, passage.raw_end, passage.text[done:], "", passage)


def _rule(mend, raw):
    if mend.rule != "hyphen":
        return mend.rule
    taken = raw[mend.raw_start : mend.raw_end]
    if "\u00ad" in taken:
        return SOFT_HYPHEN
    return "hyphen" if taken.startswith("-") else HYPHEN_KEPT


class _Page:
    """Lines on which tokens are laid, in the order of the raw text."""

    def __init__(self, raw):
        self.raw, self.starts = raw, [0]
        self.starts += [at + 1 for at, character in enumerate(raw) if character == "\n"]
        self.lines = [Line(n) for n in range(1, len(self.starts) + 1)]
        self.begun: set[int] = set()
        self.page = ""

    def lay(self, token):
        """Put a token on its lines; what is read of a mend belongs to the line in which that begins."""
        spans = list(self._cut(token.start, token.end))
        for line, start, stop in spans:
            if start < stop or token.rule:
                line.raw.append(Stretch(self.raw[start:stop], token.rule))
            if isinstance(token.owner, DataTable):
                line.table = line.table or token.owner
            elif token.owner:
                self._read(line, token, self.raw[start:stop])
        if token.rule:
            first = spans[0][0]
            first.mends[token.rule] = first.mends.get(token.rule, 0) + 1
            first.read += token.read
            self._turn(token)

    def _turn(self, token):
        if token.page:
            self.page = self.lines[bisect_right(self.starts, token.end) - 1].page = token.page

    def _read(self, line, token, text):
        line.passage = line.passage or token.owner
        line.read += "" if token.rule else text
        if token.owner.pk not in self.begun:
            self.begun.add(token.owner.pk)
            line.begins = True
            if token.owner.page != self.page:
                self.page = line.page = token.owner.page

    def _cut(self, start, end):
        """(line, start, end) for each line that a raw span touches, the ends of lines left out."""
        n = bisect_right(self.starts, start) - 1
        while True:
            stop = min(end, self.starts[n + 1] - 1) if n + 1 < len(self.starts) else end
            yield self.lines[n], start, stop
            start, n = stop + 1, n + 1
            if start >= end:
                return


def rules_met(found: Iterable[Line]) -> list[tuple[str, str, int]]:
    """(rule, what it does, how often) for every rule that these lines needed."""
    counts: Counter[str] = Counter()
    for line in found:
        counts.update(line.mends)
    return [(rule, str(told), counts[rule]) for rule, told in RULES.items() if counts[rule]]
