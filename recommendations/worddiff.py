"""Two texts, word for word: what both say, in the same order, and what only one says.

Pure: the standard library alone.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

WORD = re.compile(r"\w+(?:[’'‐-]\w+)*")

# Words of the sources' language that any two sentences share; alone they are no likeness.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a an and any are as at be been being between but by can for from had has have in into is it its
        may more no nor not of on or other our out shall should so such than that the their them then
        there these they this those through to under upon was were which while who will with would
        """,
    )
)


class Stretch(NamedTuple):
    """Consecutive words of a text, with what stands between them.

    `is_common` tells that the other text has the same words, in the same order.
    """

    text: str
    is_common: bool


class Likeness(NamedTuple):
    """Both texts in stretches: joined together again, each is the text that was given."""

    left: list[Stretch]
    right: list[Stretch]

    @property
    def shared(self) -> int:
        """How many words both have, in the same order."""
        return sum(len(WORD.findall(stretch.text)) for stretch in self.left if stretch.is_common)


def telling_words(text: str) -> dict[str, str]:
    """The words that could tell this text from another: {in small letters: as printed at first}."""
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        if word.casefold() not in COMMON:
            found.setdefault(word.casefold(), word)
    return found


def compare(left: str, right: str) -> Likeness:
    """The two texts with what they share. Capitals and punctuation make no difference."""
    found, others = list(WORD.finditer(left)), list(WORD.finditer(right))
    ours, theirs = _keys(found), _keys(others)
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    in_left, in_right = set(), set()
    for block in blocks:
        if _tells(ours[block.a : block.a + block.size]):
            in_left.update(range(block.a, block.a + block.size))
            in_right.update(range(block.b, block.b + block.size))
    return Likeness(_stretches(left, found, in_left), _stretches(right, others, in_right))


def _keys(words):
    return [word.group().casefold() for word in words]


def _tells(words: Sequence[str]) -> bool:
    return any(word not in COMMON for word in words)


def _stretches(text, words, common) -> list[Stretch]:
    """The text cut where common words end and others begin.

    What stands between two words is common, unless neither of them is.
    """
    parts, at = [], 0
    for number, word in enumerate(words):
        is_common = number in common
        parts.append((text[at : word.start()], is_common or number - 1 in common or not number))
        parts.append((word.group(), is_common))
        at = word.end()
    parts.append((text[at:], True))
    runs = groupby((part for part in parts if part[0]), key=lambda part: part[1])
    return [Stretch("".join(part for part, _ in run), is_common) for is_common, run in runs]
