"""The made-up texts: phrases drawn from `grammar.toml`, common ones often and rare ones seldom."""

import re
import tomllib
from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

GRAMMAR = Path(__file__).with_name("grammar.toml")
SLOT = re.compile(r"{(\w+)}")
ARTICLE = re.compile(r"\b([Aa]) (?=[aeio])")
CONSONANTS, VOWELS, LAST = "bdgjklmnprstw", "aeiou", ("", "n", "ng", "m", "r", "s")


class Falling:
    """Values of which the n-th is drawn with a weight of 1/n, as words are used in a language."""

    def __init__(self, values):
        self.values = list(values)
        self.sums = list(accumulate(1 / rank for rank in range(1, len(self.values) + 1)))

    def draw(self, random: Random):
        """One of the values."""
        return self.values[bisect(self.sums, random.random() * self.sums[-1])]


@cache
def _slots() -> dict[str, Falling]:
    """Each slot's phrases, cut at their own slots: text, slot, text, slot …, text."""
    grammar = tomllib.loads(GRAMMAR.read_text())
    return {slot: Falling(SLOT.split(phrase) for phrase in phrases) for slot, phrases in grammar.items()}


class Writer:
    """Writes phrases with the chances that `random` draws."""

    def __init__(self, random: Random):
        self.random = random

    def write(self, slot: str) -> str:
        """A phrase for a slot of the grammar, or a rare name for the slot "name"."""
        if slot == "name":
            return self._name()
        parts = _slots()[slot].draw(self.random)
        if len(parts) == 1:
            return parts[0]
        return "".join(self.write(part) if at % 2 else part for at, part in enumerate(parts))

    def sentence(self, slot: str) -> str:
        """The same with its articles in order: "an affordable fund"."""
        return ARTICLE.sub(r"\1n ", self.write(slot))

    def _name(self):
        """A name that few other texts hold: what makes a search selective."""
        chosen = self.random.choice
        syllables = [chosen(CONSONANTS) + chosen(VOWELS) + chosen(LAST) for _ in range(3)]
        return "".join(syllables).capitalize()


def phrases(slot: str) -> list[str]:
    """The phrases of a slot that holds no others, the most frequent first."""
    return [parts[0] for parts in _slots()[slot].values]
