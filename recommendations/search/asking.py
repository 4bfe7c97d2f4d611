"""What was typed, understood in every respect: the same on the search page, in lists and in files."""

from dataclasses import dataclass
from functools import cached_property

from .parsing import Parsed, parse, without_small_words
from .query import Node
from .synonyms import Widened, known


@dataclass(frozen=True)
class Understood:
    """What was typed (`parsed`), and the tree with all that is looked for; None: there are no words in it."""

    parsed: Parsed
    tree: Node | None
    widened: list[Widened]

    @property
    def text(self) -> str:
        return self.parsed.text


def understand(typed: str) -> Understood:
    """What was typed, with the synonyms of its words. One query, none without words."""
    parsed = parse(typed)
    tree, widened = known().widen(parsed.tree) if parsed.tree else (None, [])
    return Understood(parsed, without_small_words(tree, parsed), widened)


class Words(tuple):
    """The words of a filter's `q`; they are understood once, however often the filter is applied."""

    @classmethod
    def of(cls, understood: Understood) -> "Words":
        """The words of something that is understood already."""
        words = cls(understood.text.split())
        words.understood = understood
        return words

    @cached_property
    def understood(self) -> Understood:
        return understand(" ".join(self))
