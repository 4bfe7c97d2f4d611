"""Finding words in a text: where a quotation stands, exactly, or why it can't be said.

Pure: works on anything that has `text` (passages in reading order). White space in what is
asked for counts as one blank, so that words copied from a page are found; everything else
must be the same to the letter.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

CONTEXT = 32  # characters kept before and after a quotation


class HasText(Protocol):
    text: str


class NotQuotable(ValueError):
    """The words can't be given one place; `exact` holds them."""

    def __init__(self, exact: str):
        super().__init__(exact)
        self.exact = exact


class NotVerbatim(NotQuotable):
    """The words do not stand in the text."""


class Ambiguous(NotQuotable):
    """The words stand in several places; `places` lists them."""

    def __init__(self, exact: str, places: "list[Place]"):
        super().__init__(exact)
        self.places = places


@dataclass(frozen=True)
class Place:
    """A span from `start` in passage `first` to `end` (exclusive) in passage `last`.

    `first` and `last` are indices in the sequence of passages that was searched.
    """

    first: int
    start: int
    last: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Text:
    """The passages of one version as one string, with the way back to each passage."""

    def __init__(self, passages: Sequence[HasText]):
        self.starts = []
        position = 0
        for passage in passages:
            self.starts.append(position)
            position += len(passage.text) + 1
        self.whole = "\n".join(passage.text for passage in passages)

    def places(self, exact: str, prefix: str = "", suffix: str = "") -> list[Place]:
        """Every place of the words that follow `prefix` and precede `suffix`."""
        if not exact.strip():
            return []
        before = rf"(?<!\w){_loosely(prefix)}\s*" if prefix.strip() else ""
        after = rf"(?=\s*{_loosely(suffix)})" if suffix.strip() else ""
        pattern = re.compile(f"{before}(?P<exact>{_loosely(exact)}){after}")
        found, at = [], 0
        while match := pattern.search(self.whole, at):
            found.append(self.place(*match.span("exact")))
            at = match.start("exact") + 1
        return found

    def locate(self, exact: str, prefix: str = "", suffix: str = "") -> Place:
        """The one place of the words; raises NotVerbatim or Ambiguous, never guesses."""
        found = self.places(exact, prefix, suffix)
        if not found:
            raise NotVerbatim(exact)
        if len(found) > 1:
            raise Ambiguous(exact, found)
        return found[0]

    def place(self, start: int, end: int) -> Place:
        """The span of the whole string as a place in its passages."""
        first, last = self._passage_at(start), self._passage_at(end - 1)
        return Place(
            first=first,
            start=start - self.starts[first],
            last=last,
            end=end - self.starts[last],
            exact=self.whole[start:end],
            prefix=self.whole[max(0, start - CONTEXT) : start],
            suffix=self.whole[end : end + CONTEXT],
        )

    def _passage_at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1


def _loosely(words: str) -> str:
    """A pattern for the words in which any run of white space fits any other."""
    return r"\s+".join(re.escape(word) for word in words.split())
