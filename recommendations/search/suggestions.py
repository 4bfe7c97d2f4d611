"""Words of the texts that somebody may have meant: near the mistyped one, and really found."""

from collections.abc import Iterable

from django.db.models import Q

from ..models import SearchWord
from .query import Node, asked_for

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 4, 30  # letters of a word that is put right
COMPARED = 4_000  # words that begin alike
LETTERS_ALIKE = 2


def near(word: str) -> list[str]:
    """Known words one or two slips away, the nearest first, the most frequent of these first. One query."""
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    one_slip = set(slips(word))
    alike = Q(word__startswith=word[:LETTERS_ALIKE])
    rows = SearchWord.objects.filter(Q(word__in=one_slip) | alike).exclude(word=word)
    measured = []
    for known, count in rows.order_by("-count", "word").values_list("word", "count")[:COMPARED]:
        if abs(len(known) - len(word)) <= 2:
            apart = 1 if known in one_slip else distance(known, word)
            if apart <= (1 if len(word) < 6 else 2):
                measured.append((apart, -count, known))
    return [known for _apart, _count, known in sorted(measured)]


def slips(word: str) -> Iterable[str]:
    """Every word that is one letter away: left out, doubled, changed, or exchanged with its neighbour."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ALPHABET)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ALPHABET)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one word the other."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted)),
            )
    return row[-1]


def mistyped(tree: Node) -> list[str]:
    """The words of a tree that a slip may have spoilt: as typed, without a star."""
    leaves = (leaf for leaf in asked_for(tree) if not leaf.is_prefix)
    words = (token.exact for leaf in leaves for token in leaf.tokens)
    return list(dict.fromkeys(word for word in words if word.isalpha()))
