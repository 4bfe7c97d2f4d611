"""Words broken at a line's end: does the hyphen belong to the word, or to the line?"""

import re

from .layout import Hyphens
from .shapes import ReadingError

BREAK = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
WORD = re.compile(r"\w+")
PAIR = re.compile(r"(?=(?<!\w)(\w+-\w+)(?!\w))")


class HyphenJudge:
    """Judges each broken word: the layout first, then the words the document prints unbroken."""

    def __init__(self, raw: str, hyphens: Hyphens) -> None:
        self.raw = raw
        self.keep = {word.casefold() for word in hyphens.keep}
        self.drop = {word.casefold() for word in hyphens.drop}
        unbroken = re.sub(r"\w+-[ \t]*\n\s*\w+", " ", raw).casefold()
        self.words = set(WORD.findall(unbroken))
        self.pairs = set(PAIR.findall(unbroken))
        self.undecided: list[str] = []
        self.used: set[str] = set()

    def keeps(self, found: re.Match) -> bool:
        """Whether the hyphen of this BREAK stays; what nothing decides is noted in `undecided`."""
        left = re.search(r"\w+$", self.raw[: found.start()])[0]
        right = WORD.match(self.raw, found.end())[0]
        joined, hyphenated = (left + right).casefold(), f"{left}-{right}".casefold()
        if hyphenated in self.keep or joined in self.drop:
            self.used |= {hyphenated, joined}
            return hyphenated in self.keep
        if right[0].isdigit() or (right[0].isupper() and left[-1].islower()):
            return True
        if (joined in self.words) == (hyphenated in self.pairs):
            line = self.raw.count("\n", 0, found.start()) + 1
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
