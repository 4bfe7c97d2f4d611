"""How the raw characters of one passage become its reading text, each difference a mend."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .hyphens import HyphenJudge
from .layout import Layout, NoteEntry, WordEntry
from .lines import PageMap, label_of
from .outline import Draft
from .shapes import Mend, ReadingError

SOFT_HYPHEN = "\u00ad"
SPACE = re.compile(rf"[\s{SOFT_HYPHEN}]+")
LETTER_SPACED = 0.5  # the share of one-letter words from which a heading counts as letter-spaced


@dataclass(frozen=True, order=True)
class Edit:
    """The raw characters from `start` to `end` read as `put`, which is nothing or one space."""

    start: int
    end: int
    put: str
    rule: str


class Mender:
    """Reads the passages of one text, and remembers which entries of its layout have served."""

    def __init__(self, raw: str, layout: Layout, pages: PageMap) -> None:
        self.raw = raw
        self.layout = layout
        self.pages = pages
        self.hyphens = HyphenJudge(raw, layout.hyphens)
        self.notes_found = [0] * len(layout.notes)
        self.words_found = [0] * len(layout.words)

    def read(self, draft: Draft) -> tuple[str, str, tuple[Mend, ...]]:
        """Label, reading text and mends of a passage as cut."""
        label = self._label(draft)
        edits = sorted({*self._gaps(draft), *label, *self._notes(draft), *self._words(draft)})
        self._refuse_overlap(edits)
        edits += self._spaces(draft, edits)
        text, mends = self._weave(draft, sorted(edits))
        if not text:
            raise ReadingError(f"Line {self._line(draft.start)} holds nothing that can be read.")
        return label_of(self.raw[draft.start : draft.end]) if label else "", text, mends

    def _line(self, offset: int) -> int:
        return self.raw.count("\n", 0, offset) + 1

    def _refuse_overlap(self, edits: list[Edit]) -> None:
        for one, other in pairwise(edits):
            if other.start < one.end:
                line, taken = self._line(other.start), self.raw[other.start : one.end]
                raise ReadingError(f"Line {line}: “{taken}” is taken both as {one.rule} and as {other.rule}.")

    def refuse_doubt(self) -> None:
        """ReadingError naming broken words left undecided and entries that do not fit the text."""
        self.hyphens.refuse_doubt()
        for n, (note, found) in enumerate(zip(self.layout.notes, self.notes_found, strict=True), 1):
            if found != 1:
                raise ReadingError(f"note {n} “{note.after}{note.marker}”: found {found} times, not once.")
        for n, (word, found) in enumerate(zip(self.layout.words, self.words_found, strict=True), 1):
            if not found:
                raise ReadingError(f"word {n} “{word.raw}”: not found.")

    def _label(self, draft: Draft) -> list[Edit]:
        """The number or bullet of a list item or heading stands beside its words, not among them."""
        words = self.raw[draft.start : draft.end]
        label = label_of(words) if draft.kind in ("list_item", "heading") else ""
        if not label:
            return []
        rest = len(words) - len(words[len(label) :].lstrip())
        return [Edit(draft.start, draft.start + rest, "", "label")]

    def _gaps(self, draft: Draft) -> list[Edit]:
        """Where a table interrupts a sentence, or even a word."""
        found = []
        for start, end in draft.gaps:
            halves = self.hyphens.halves(start, end)
            found.append(Edit(start, end, "" if halves else " ", "interruption"))
            if halves and not self.hyphens.keeps(*halves, start):
                found.append(Edit(start - 1, start, "", "hyphen"))
        return found

    def _notes(self, draft: Draft) -> list[Edit]:
        found = []
        for n, entry in enumerate(self.layout.notes):
            for match in self._matches(_note_pattern(entry), draft):
                self.notes_found[n] += 1
                found.append(Edit(*match.span("marker"), "", "note"))
        return found

    def _matches(self, pattern: re.Pattern, draft: Draft) -> list[re.Match]:
        return [match for span in draft.stretches() for match in pattern.finditer(self.raw, *span)]

    def _words(self, draft: Draft) -> list[Edit]:
        found = []
        for n, entry in enumerate(self.layout.words):
            for match in self._matches(re.compile(re.escape(entry.raw)), draft):
                self.words_found[n] += 1
                found += _closed_up(entry, match.start())
        return found

    def _spaces(self, draft: Draft, taken: list[Edit]) -> list[Edit]:
        """What becomes of every stretch of white space that no other edit has taken."""
        found, free = [], draft.start
        spaced = draft.kind == "heading" and _is_letter_spaced(self.raw[draft.start : draft.end])
        for edit in [*taken, Edit(draft.end, draft.end, "", "")]:
            for match in SPACE.finditer(self.raw, free, edit.start):
                found += _letter_space(match) if spaced else self._space(match)
            free = edit.end
        return found

    def _space(self, match: re.Match) -> list[Edit]:
        run, (start, end) = match[0], match.span()
        if SOFT_HYPHEN in run:
            parts_words = run[0] != SOFT_HYPHEN or (run.strip(SOFT_HYPHEN) and "\n" not in run)
            return [Edit(start, end, " " if parts_words else "", "hyphen")]
        if halves := self.hyphens.halves(start, end):
            return [Edit(start if self.hyphens.keeps(*halves, start) else start - 1, end, "", "hyphen")]
        if self.raw[start - 1 : start] == "(":
            return [Edit(start, end, "", "space")]
        if run == " ":
            return []
        return [Edit(start, end, " ", "line" if "\n" in run else "space")]

    def _weave(self, draft: Draft, edits: list[Edit]) -> tuple[str, tuple[Mend, ...]]:
        text, mends, done = "", [], draft.start
        for edit in edits:
            text += self.raw[done : edit.start]
            at_edge = not text or text[-1] == " " or edit.end == draft.end
            put = "" if at_edge else edit.put
            page = self.pages.begun_in(edit.start, edit.end)
            rule = "page" if page and edit.rule == "line" else edit.rule
            mends.append(Mend(len(text), len(text) + len(put), edit.start, edit.end, rule, page))
            text, done = text + put, edit.end
        return text + self.raw[done : draft.end], tuple(mends)


def _note_pattern(entry: NoteEntry) -> re.Pattern:
    words = r"\s+".join(re.escape(word) for word in entry.after.split())
    return re.compile(rf"{words}(?P<marker>{re.escape(entry.marker)})(?!\w)")


def _closed_up(entry: WordEntry, start: int) -> list[Edit]:
    """The spaces of a broken word that its reading does not have."""
    found, reads = [], 0
    for offset, character in enumerate(entry.raw, start):
        if character == entry.reads[reads : reads + 1]:
            reads += 1
        else:
            found.append(Edit(offset, offset + 1, "", "word"))
    return found


def _letter_space(match: re.Match) -> list[Edit]:
    """Between letter-spaced letters one space is nothing; two, or a new line, part two words."""
    put = " " if len(match[0]) > 1 or match[0] == "\n" else ""
    return [Edit(*match.span(), put, "letter-spacing")]


def _is_letter_spaced(words: str) -> bool:
    letters = words.split()
    return len(letters) > 3 and sum(len(word) == 1 for word in letters) > LETTER_SPACED * len(letters)
