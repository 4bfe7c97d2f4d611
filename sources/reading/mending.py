"""How the raw characters of one passage become its reading text, each difference a mend."""

import re
from dataclasses import dataclass

from .hyphens import BREAK, HyphenJudge
from .layout import Layout, NoteEntry, WordEntry
from .lines import PageMap
from .outline import Draft, label_of
from .shapes import Mend, ReadingError

SPACE = re.compile(r"[\s\u00ad]+")
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
        edits = [*self._gaps(draft), *label, *self._notes(draft), *self._words(draft)]
        edits.sort()
        edits += self._spaces(draft, edits)
        text, mends = self._weave(draft, sorted(edits))
        if not text:
            line = self.raw.count("\n", 0, draft.start) + 1
            raise ReadingError(f"Line {line} holds nothing that can be read.")
        return label_of(self.raw[draft.start : draft.end]) if label else "", text, mends

    def refuse_doubt(self) -> None:
        """ReadingError naming broken words left undecided and entries that do not fit the text."""
        self.hyphens.refuse_doubt()
        for n, (entry, found) in enumerate(zip(self.layout.notes, self.notes_found, strict=True), 1):
            if found != 1:
                raise ReadingError(f"note {n} “{entry.after}{entry.marker}”: found {found} times, not once.")
        for n, (entry, found) in enumerate(zip(self.layout.words, self.words_found, strict=True), 1):
            if not found:
                raise ReadingError(f"word {n} “{entry.raw}”: not found.")

    def _label(self, draft: Draft) -> list[Edit]:
        """The number or bullet of a list item or heading stands beside its words, not among them."""
        words = self.raw[draft.start : draft.end]
        label = label_of(words) if draft.kind in ("list_item", "heading") else ""
        if not label:
            return []
        rest = len(words) - len(words[len(label) :].lstrip())
        return [Edit(draft.start, draft.start + rest, "", "label")]

    def _gaps(self, draft: Draft) -> list[Edit]:
        return [Edit(start, end, " ", "interruption") for start, end in draft.gaps]

    def _notes(self, draft: Draft) -> list[Edit]:
        found = []
        for n, entry in enumerate(self.layout.notes):
            for match in _note_pattern(entry).finditer(self.raw, draft.start, draft.end):
                self.notes_found[n] += 1
                found.append(Edit(*match.span("marker"), "", "note"))
        return found

    def _words(self, draft: Draft) -> list[Edit]:
        found = []
        for n, entry in enumerate(self.layout.words):
            for match in re.finditer(re.escape(entry.raw), self.raw[draft.start : draft.end]):
                self.words_found[n] += 1
                found += _closed_up(entry, draft.start + match.start())
        return found

    def _spaces(self, draft: Draft, taken: list[Edit]) -> list[Edit]:
        """What becomes of every stretch of white space that no other edit has taken."""
        found, free = [], draft.start
        spaced = draft.kind == "heading" and _is_letter_spaced(self.raw[draft.start : draft.end])
        for edit in [*taken, Edit(draft.end, draft.end, "", "")]:
            for match in SPACE.finditer(self.raw, free, edit.start):
                found += self._letter_space(match) if spaced else self._space(match)
            free = edit.end
        return found

    def _letter_space(self, match: re.Match) -> list[Edit]:
        """Between letter-spaced letters one space is nothing; two, or a new line, part two words."""
        put = " " if len(match[0]) > 1 or match[0] == "\n" else ""
        return [Edit(*match.span(), put, "letter-spacing")]

    def _space(self, match: re.Match) -> list[Edit]:
        run, (start, end) = match[0], match.span()
        if "\u00ad" in run:
            return [Edit(start, end, "" if run[0] == "\u00ad" else " ", "hyphen")]
        if broken := BREAK.match(self.raw, start - 1) if start else None:
            return [Edit(start if self.hyphens.keeps(broken) else start - 1, end, "", "hyphen")]
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


def _is_letter_spaced(words: str) -> bool:
    letters = words.split()
    return len(letters) > 3 and sum(len(word) == 1 for word in letters) > LETTER_SPACED * len(letters)
