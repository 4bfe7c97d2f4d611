"""Which words of a document a misquotation stands nearest to, and in which words it differs.

Pure: the standard library alone, no database.
"""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import groupby, pairwise
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

LETTERS = re.compile(r"\w+")
WORD = re.compile(r"\S+")
CLOSELY = 5  # how many passages are compared word by word
LONGEST = 2000  # how many words of a misquotation are looked at
QUICK = 250_000  # pairs of words up to which even the commonest words may lead the comparison


@dataclass(frozen=True)
class Difference:
    """Words that differ: `op` is replace, delete (not in the document) or insert (left out of it).

    `wrong` is what was written, `right` what the document has; one of the two may be "".
    """

    op: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Nearest(Generic[Key]):
    """The passage nearest to a text: its key, its nearest words, and where the text departs from them.

    `share` is the part of all words concerned that agree, from 0 to 1. Without differences the
    text is verbatim, white space apart.
    """

    key: Key
    says: str
    share: float
    differences: tuple[Difference, ...]


def nearest(words: str, passages: Iterable[tuple[Key, str]]) -> Nearest[Key] | None:
    """The passage that says most nearly these words; None where not one word is shared.

    `passages` are pairs of a key and a text. Of two that are equally near the first is given.
    """
    passages = list(passages)
    plain = " ".join(words.split())
    for key, text in passages:
        if plain and plain in text:
            return Nearest(key, plain, 1.0, ())
    return _nearest_otherwise(words, passages)


def _nearest_otherwise(words: str, passages: list[tuple[Key, str]]) -> Nearest[Key] | None:
    wanted = _shingles(words)
    scored = ((len(wanted & _shingles(text)), -n, key, text) for n, (key, text) in enumerate(passages))
    best = nlargest(CLOSELY, (found for found in scored if found[0]), key=lambda found: found[:2])
    written = WORD.findall(words)[:LONGEST]
    compared = [_compared(written, key, text) for _, _, key, text in best]
    return max(compared, key=lambda found: found.share, default=None)


def _shingles(text: str) -> set[str | tuple[str, str]]:
    """Its words and its pairs of neighbouring words; case and punctuation apart."""
    words = LETTERS.findall(text.casefold())
    return {*words, *pairwise(words)}


def _compared(written: list[str], key: Key, text: str) -> Nearest[Key]:
    start, end = _window(written, text)
    says = text[start:end]
    steps = list(_steps(written, WORD.findall(says)))
    agreeing = sum(wrong == right for wrong, right in steps)
    return Nearest(key, says, agreeing / max(1, len(steps)), _differences(steps))


def _window(written: list[str], text: str) -> tuple[int, int]:
    """The stretch of the passage that the words written stand beside: as characters of the text."""
    printed = list(WORD.finditer(text))
    matches = _blocks(written, [word[0] for word in printed])
    anchor = max(matches, key=lambda block: block.size)
    slack = 3 + len(written) // 4
    first = max(0, anchor.b - anchor.a - slack)
    last = anchor.b + len(written) - anchor.a + slack
    near = [block for block in matches if block.size and first <= block.b and block.b + block.size <= last]
    if not near:
        return printed[0].start(), printed[-1].end()
    begin = max(0, near[0].b - near[0].a)
    rest = len(written) - near[-1].a - near[-1].size
    finish = min(len(printed), near[-1].b + near[-1].size + rest)
    return printed[begin].start(), printed[finish - 1].end()


def _blocks(written: list[str], printed: list[str]) -> list:
    """Where the words run alike, case and punctuation apart."""
    common_words_lead = len(written) * len(printed) <= QUICK
    loosely = [_loose(word) for word in written], [_loose(word) for word in printed]
    return SequenceMatcher(None, *loosely, autojunk=not common_words_lead).get_matching_blocks()


def _loose(word: str) -> str:
    return "".join(LETTERS.findall(word.casefold())) or word


def _steps(written: list[str], printed: list[str]) -> Iterable[tuple[str, str]]:
    """Words side by side; "" stands where one has none."""
    done_a = done_b = 0
    for block in _blocks(written, printed):
        yield from ((word, "") for word in written[done_a : block.a])
        yield from (("", word) for word in printed[done_b : block.b])
        done_a, done_b = block.a + block.size, block.b + block.size
        yield from zip(written[block.a : done_a], printed[block.b : done_b], strict=True)


def _differences(steps: list[tuple[str, str]]) -> tuple[Difference, ...]:
    groups = groupby(steps, key=lambda step: step[0] == step[1])
    return tuple(_difference(list(group)) for agree, group in groups if not agree)


def _difference(steps: list[tuple[str, str]]) -> Difference:
    wrong = " ".join(wrong for wrong, _ in steps if wrong)
    right = " ".join(right for _, right in steps if right)
    return Difference("replace" if wrong and right else "delete" if wrong else "insert", wrong, right)
