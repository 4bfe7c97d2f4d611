"""The meaning of a query tree, in plain Python: the measure for both databases."""

from collections import defaultdict

from recommendations.search.entries import SOURCES
from recommendations.search.query import And, Leaf, Not, Or


class Measure:
    """Every entry that there should be, and where each lexeme stands in them."""

    def __init__(self):
        self.ids = set()
        self.places = defaultdict(list)
        for source in SOURCES.values():
            for entry in source.entries(list(source.public().values_list("pk", flat=True))):
                self._read(entry)

    def _read(self, entry):
        self.ids.add(entry.id)
        for column in ("heading", "text", "rest"):
            for line in getattr(entry, column):
                for at, lexeme in enumerate(line.lexemes):
                    self.places[lexeme].append((entry.id, column, line.lexemes, at))

    def find(self, tree) -> set[int]:
        """Numbers of the entries that the tree finds."""
        if tree is None:
            return set()
        if isinstance(tree, Not):
            return self.ids - self.find(tree.part)
        if isinstance(tree, And):
            return set.intersection(*map(self.find, tree.parts))
        if isinstance(tree, Or):
            return set.union(*map(self.find, tree.parts))
        return self._standing(tree)

    def _standing(self, leaf: Leaf):
        first, *_others = wanted = leaf.lexemes
        begins = leaf.is_prefix and len(wanted) == 1
        starts = [lexeme for lexeme in self.places if lexeme.startswith(first)] if begins else [first]
        return {
            entry
            for start in starts
            for entry, column, line, at in self.places.get(start, [])
            if leaf.column in ("", column) and _fits(leaf, wanted, line[at : at + len(wanted)])
        }


def _fits(leaf, wanted, found):
    if len(found) < len(wanted) or found[:-1] != wanted[:-1]:
        return False
    return found[-1].startswith(wanted[-1]) if leaf.is_prefix else found[-1] == wanted[-1]
