"""Different words for one thing: which there are, and a tree that looks for all of them.

Those of general use stand in `synonyms.txt`; the other names of actors come from the database.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from django.db import connections, router

from ..models import Actor
from .analysis import Token, tokens
from .parsing import SMALL
from .query import And, Leaf, Node, Or, both, either

FILE = Path(__file__).with_name("synonyms.txt")
MOST_ACTORS = 2_000
NAMED = f"""SELECT name, aliases FROM recommendations_actor
WHERE aliases <> '[]' ORDER BY id LIMIT {MOST_ACTORS}"""

Group = tuple[str, ...]
Words = tuple[str, ...]  # stems


class Widened(NamedTuple):
    """What was typed that means the same as `others`, which are looked for too."""

    typed: str
    others: list[str]


class Synonyms:
    """Groups of words for one thing, to be found by the stems of any of them."""

    def __init__(self, groups: Iterable[Group]):
        self._others: dict[Words, dict[str, None]] = defaultdict(dict)
        for group in groups:
            for name in group:
                self._others[_stems(name)].update(dict.fromkeys(other for other in group if other != name))
        for nothing in ((), *((word,) for word in SMALL)):
            self._others.pop(nothing, None)
        self._longest = max(map(len, self._others), default=0)

    def widen(self, tree: Node | None) -> tuple[Node | None, list[Widened]]:
        """The tree that looks for the synonyms as well, and which these are; what is excluded stays."""
        widened: list[Widened] = []
        return (self._node(tree, widened) if tree else tree), widened

    def _node(self, node, widened):
        if isinstance(node, Or):
            return either([self._node(part, widened) for part in node.parts])
        if isinstance(node, And):
            return both(self._beside(list(node.parts), widened))
        return both(self._beside([node], widened)) if isinstance(node, Leaf) else node

    def _beside(self, parts, widened):
        """Parts that must all be found; some beside each other may together be a name."""
        done: list[Node] = []
        while parts:
            taken = self._named(parts)
            if taken:
                done.append(self._alternatives(parts[:taken], widened))
            else:
                done.append(parts[0] if isinstance(parts[0], Leaf) else self._node(parts[0], widened))
            parts = parts[taken or 1 :]
        return done

    def _named(self, parts):
        """How many of the first parts make the longest name, 0 if there is none."""
        stems: Words = ()
        longest = 0
        for count, part in enumerate(parts[: self._longest], 1):
            if not isinstance(part, Leaf) or part.is_exact or part.field or part.is_prefix:
                break
            stems += tuple(token.stem for token in part.tokens)
            longest = count if stems in self._others else longest
        return longest

    def _alternatives(self, parts, widened):
        typed = tuple(token for part in parts for token in part.tokens)
        names = {_leaf(other, typed): other for other in self._others[_stems_of(typed)]}
        added = {leaf: name for leaf, name in names.items() if leaf}
        if added:
            widened.append(Widened(" ".join(token.exact for token in typed), list(added.values())))
        return either([part for part in (both(parts), *added) if part])


def _leaf(name, typed):
    """The leaf of another name; None if what was typed finds it anyway, or if it is a small word."""
    found = tuple(tokens(name))
    stems, wanted = _stems_of(found), _stems_of(typed)
    anyway = any(stems[at : at + len(wanted)] == wanted for at in range(len(stems)))
    if anyway or (len(found) == 1 and found[0].exact in SMALL):
        return None
    # Beside “Lao PDR” only “Laos” is meant, not “Lao”; beside “migrant workers” only “migrants”.
    return Leaf(found, is_exact=set(stems) <= set(wanted))


def _stems_of(found: tuple[Token, ...]) -> Words:
    return tuple(token.stem for token in found)


def _stems(name: str) -> Words:
    return _stems_of(tuple(tokens(name)))


@cache
def reviewed() -> list[Group]:
    """The groups of the file."""
    lines = (line.partition("#")[0] for line in FILE.read_text().splitlines())
    return [tuple(name.strip() for name in line.split("=")) for line in lines if line.strip()]


def known() -> Synonyms:
    """All groups there are. One query."""
    with connections[router.db_for_read(Actor)].cursor() as cursor:
        cursor.execute(NAMED)
        return _of(tuple(cursor.fetchall()))


@lru_cache(maxsize=4)
def _of(named: tuple[tuple[str, str], ...]) -> Synonyms:
    return Synonyms([*reviewed(), *((name, *json.loads(aliases)) for name, aliases in named)])
