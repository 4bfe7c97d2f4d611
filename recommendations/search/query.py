"""What is looked for, as a tree: words and phrases, joined by and, or, not.

    tree := Leaf | And(parts) | Or(parts) | Not(part)

A leaf holds the lexemes that must stand beside each other, as the index has them: a stem (`migrant`), or
an exact form (`=migrants`), either behind the letter of a field with lexemes of its own (`t:migrant`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .analysis import Token

EXACT = "="
ALL = "_"  # a lexeme that every entry has; it also keeps apart what does not stand beside each other

# Field: the column of the index that holds it, or the letter in front of its lexemes.
COLUMNS = ("heading", "text")
LETTERS = {
    "code": "c",
    "number": "n",
    "note": "e",
    "tag": "t",
    "actor": "a",
    "document": "d",
    "kind": "k",
}
FIELDS = (*COLUMNS, *LETTERS)


@dataclass(frozen=True)
class Leaf:
    """Lexemes beside each other, in one field or in any; the last may be only the beginning of a word."""

    tokens: tuple[Token, ...]
    is_exact: bool = False
    is_prefix: bool = False
    field: str = ""

    @cached_property
    def beginning(self) -> str:
        """The form of the first token that is looked for."""
        return self.tokens[0].exact if self.is_exact else self.tokens[0].stem

    @cached_property
    def is_part(self) -> bool:
        """Whether a word that only begins so is one as well."""
        return self.is_prefix and len(self.tokens) == 1

    @property
    def column(self) -> str:
        """The column in which the lexemes must stand, "" for any."""
        return self.field if self.field in COLUMNS else ""

    @property
    def lexemes(self) -> list[str]:
        """The tokens as the index has them."""
        letter = f"{LETTERS[self.field]}:" if self.field in LETTERS else ""
        return [letter + (f"{EXACT}{token.exact}" if self.is_exact else token.stem) for token in self.tokens]


@dataclass(frozen=True)
class And:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """One of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """Everything but the part."""

    part: "Node"


Node = Leaf | And | Or | Not


def both(parts: list[Node]) -> Node | None:
    """All of the parts as one node; None when there is no part."""
    return _joined(And, parts)


def either(parts: list[Node]) -> Node | None:
    """One of the parts as one node; None when there is no part."""
    return _joined(Or, parts)


def _joined(kind, parts):
    flat: dict[Node, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else [part]))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def negated(part: Node) -> Node:
    """Everything but the part."""
    return part.part if isinstance(part, Not) else Not(part)


def asked_for(node: Node | None) -> Iterator[Leaf]:
    """The leaves that a hit may hold: what is excluded is left out."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from asked_for(part)


def exactly(node: Node) -> Node:
    """The tree with every word in the form in which it was typed."""
    if isinstance(node, Leaf):
        return replace(node, is_exact=True)
    if isinstance(node, Not):
        return Not(exactly(node.part))
    return type(node)(tuple(exactly(part) for part in node.parts))


def written(node: Node) -> str:
    """The tree as somebody would type it."""
    if isinstance(node, Leaf):
        return _leaf(node)
    if isinstance(node, Not):
        inner = written(node.part)
        return f"-({inner})" if isinstance(node.part, And) else f"-{inner}"
    if isinstance(node, Or):
        return "(" + " OR ".join(written(part) for part in node.parts) + ")"
    return " ".join(written(part) for part in node.parts)


def _leaf(leaf):
    words = " ".join(token.exact for token in leaf.tokens)
    field = f"{leaf.field}:" if leaf.field else ""
    if leaf.is_prefix:
        return f"{field}{'-'.join(words.split())}*"
    # Words typed side by side without a blank, such as ASEAN-Japan, stay so.
    return f'{field}"{words}"' if leaf.is_exact else field + "-".join(words.split())
