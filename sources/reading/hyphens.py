"""Words broken at a line's end: does the hyphen belong to the word, or to the line?"""

import re

from .layout import Hyphens
from .shapes import ReadingError

BREAK = re.compile(r"(?<!\w)\w++-[^\S\n]*\n\s*\w+")
WORD = re.compile(r"\w+")
LAST_WORD = re.compile(r"\w+\Z")
LONGEST_WORD = 60  # how far back to look for the first half of a broken word
PAIR = re.compile(r"(?=(?<!\w)(\w+-\w+)(?!\w))")


class HyphenJudge:
    """Judges each broken word: the layout first, then the words the document prints unbroken."""

    def __init__(self, raw: str, hyphens: Hyphens) -> None:
        self.raw = raw
        self.keep = {word.casefold() for word in hyphens.keep}
        self.drop = {word.casefold() for word in hyphens.drop}
        unbroken = BREAK.sub(" ", raw).casefold()
        self.words = set(WORD.findall(unbroken))
        self.pairs = set(PAIR.findall(unbroken))
        self.undecided: list[str] = []
        self.used: set[str] = set()

    def halves(self, start: int, end: int) -> tuple[str, str] | None:
        """The halves of the word that is broken by a hyphen and this white space, if one is."""
        hyphen = start - 1
        if hyphen < 0 or self.raw[hyphen] != "-" or "\n" not in self.raw[start:end]:
            return None
        left = LAST_WORD.search(self.raw, max(0, hyphen - LONGEST_WORD), hyphen)
        right = WORD.match(self.raw, end)
        return (left[0], right[0]) if left and right else None

    def keeps(self, left: str, right: str, offset: int) -> bool:
        """Whether the hyphen stays; a word that nothing decides is noted, with the line of its offset."""
        joined, hyphenated = (left + right).casefold(), f"{left}-{right}".casefold()
        if hyphenated in self.keep or joined in self.drop:
            self.used |= {hyphenated, joined}
            return hyphenated in self.keep
        if right[0].isdigit() or (right[0].isupper() and left[-1].islower()):
            return True
        if (joined in self.words) == (hyphenated in self.pairs):
            line = self.raw.count("\n", 0, offset) + 1
            self.undecided.append(f"line {line}: {left}-{right}")
        return hyphenated in self.pairs

    def refuse_doubt(self) -> None:
        """ReadingError for broken words that nothing decides, and for entries that decide nothing."""
        if self.undecided:
            raise ReadingError(
                "Words broken at a line's end that the document's own words do not decide: "
                f"{'; '.join(self.undecided)}. List each under hyphens, keep or drop."
            )
        if unused := sorted((self.keep | self.drop) - self.used):
            raise ReadingError(f"hyphens: {', '.join(unused)} is not broken at any line's end.")
