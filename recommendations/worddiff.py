"""Two texts, word for word: what both say, in the same order, and what only one says.

Pure: the standard library alone.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"\w+(?:[’'‐-]\w+)*")

# Words of the sources' language that any two sentences share; alone they are no likeness.
COMMON = frozenset(
    "a an and any are as at be been being between but by can for from had has have in into is it its may more "
    "no nor not of on or other our out shall should so such than that the their them then there these they "
    "this those through to under upon was were which while who will with would".split()
)


class Stretch(NamedTuple):
    """Consecutive words of a text, with what stands between them; `is_common`: the other text has them too."""

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


def telling_words(text: str) -> set[str]:
    """The words that could tell this text from another, in small letters."""
    return {word.casefold() for word in WORD.findall(text)} - COMMON


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
    """The text cut where common words end and others begin; what stands between is common unless
    both of its neighbours are not."""
    flags = [number in common for number in range(len(words))]
    found: list[Stretch] = []
    at = 0
    for number, word in enumerate(words):
        before = text[at : word.start()]
        between = not number or flags[number - 1] or flags[number]
        found = _joined(found, before, between)
        found = _joined(found, word.group(), flags[number])
        at = word.end()
    return _joined(found, text[at:], True)


def _joined(found, text, is_common):
    if not text:
        return found
    if found and found[-1].is_common == is_common:
        return [*found[:-1], Stretch(found[-1].text + text, is_common)]
    return [*found, Stretch(text, is_common)]
