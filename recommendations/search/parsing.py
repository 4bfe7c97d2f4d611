"""From what somebody typed to a tree: whatever it is, it is answered.

    migrant workers        both, in any form        "migrant workers"   exactly these, side by side
    youth OR women         one of them              -youth, NOT youth   without
    migra*                 words that begin so      heading:migration   in one field
    (youth OR women) rights

What can't be understood as a sign is looked for as words, and a note says so.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .analysis import sought, tokens
from .query import FIELDS, And, Leaf, Node, Not, Or, both, either, negated

LONGEST = 200  # characters
MOST_WORDS = 20
SHORTEST_BEGINNING = 2  # characters before a star

# Words that nearly every sentence has: looked for only in quotation marks, or when there is nothing else.
SMALL = frozenset(
    "a an and are as at be by for from in into is it its of on or that the this to who with".split()  # noqa: SIM905
)

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("−–", "-"))
_SIGNS = re.compile(
    r"""(?P<space>\s+)
    | (?P<open>\() | (?P<close>\))
    | "(?P<quoted>[^"]*)"
    | (?P<field>[A-Za-z]{2,20}):(?=[^\s:/)])
    | (?P<minus>-)(?=[^\s\-)])
    | (?P<word>[^\s()"]+)
    | (?P<stray>.)""",
    re.VERBOSE,
)
_OPERATORS = ("AND", "OR", "NOT")


@dataclass
class Parsed:
    """What was typed, understood: `text` as far as it was read, `tree` (None: nothing to look for)."""

    text: str
    tree: Node | None = None
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def note(self, said: str) -> None:
        if said not in self.notes:
            self.notes.append(said)


@dataclass(frozen=True)
class Sign:
    """A piece of what was typed: its kind is open, close, quoted, field, not, AND, OR or word."""

    kind: str
    said: str


def parse(typed: str) -> Parsed:
    """The tree of what was typed."""
    text = " ".join(_readable(typed).split())
    parsed = Parsed(text[:LONGEST].strip())
    if len(text) > LONGEST:
        parsed.note(_("Only the first %d characters are looked for.") % LONGEST)
    signs = _within_bounds(list(_signs(parsed)), parsed)
    parsed.tree = Parser(signs, parsed).whole()
    return parsed


def _readable(typed):
    return typed.replace("\0", " ").encode(errors="replace").decode().translate(_QUOTES)


def _signs(parsed):
    for match in _SIGNS.finditer(parsed.text):
        kind, said = match.lastgroup or "", match.group(match.lastgroup or 0)
        if kind == "stray":
            parsed.note(_("A quotation mark is not closed: what follows is looked for as words."))
        elif kind == "field" and said.lower() not in FIELDS:
            note = _("“%(name)s:” is no field: it is looked for as a word. Fields: %(fields)s.")
            parsed.note(note % {"name": said, "fields": ", ".join(FIELDS)})
            yield Sign("word", said)
        elif kind == "minus" or (said == "NOT" and kind == "word"):
            yield Sign("not", said)
        elif kind != "space":
            yield Sign(said if said in _OPERATORS and kind == "word" else kind, said)


def _within_bounds(signs, parsed):
    counted = 0
    for at, sign in enumerate(signs):
        counted += len(tokens(sign.said)) if sign.kind in ("word", "quoted") else 0
        if counted > MOST_WORDS:
            parsed.note(_("Only the first %d words are looked for.") % MOST_WORDS)
            return signs[:at]
    return signs


class Parser:
    """Reads signs from left to right; NOT binds closest, then AND (which may be left out), then OR."""

    def __init__(self, signs: list[Sign], parsed: Parsed):
        self.signs, self.parsed, self.at = signs, parsed, 0

    def whole(self) -> Node | None:
        """The tree of all signs; a bracket that closes nothing is passed over."""
        parts = []
        while self.at < len(self.signs):
            parts.append(self._alternatives(""))
            if self._next() == "close":
                self.at += 1
                self.parsed.note(_("A bracket closes that was not opened: it is left out."))
        return both([part for part in parts if part])

    def _next(self):
        return self.signs[self.at].kind if self.at < len(self.signs) else ""

    def _alternatives(self, where):
        parts = [self._all(where)]
        while self._next() == "OR":
            sign, is_first = self.signs[self.at], parts[-1] is None
            self.at += 1
            following = self._all(where)
            if is_first or following is None:
                parts[-1] = both([part for part in (parts[-1], self._as_word(sign, where)) if part])
            if following:
                parts.append(following)
        return either([part for part in parts if part])

    def _all(self, where):
        parts = []
        while self._next() not in ("", "close", "OR"):
            if self._next() == "AND":
                sign = self.signs[self.at]
                self.at += 1
                if not parts or self._next() in ("", "close", "OR", "AND"):
                    parts.append(self._as_word(sign, where))
            else:
                parts.append(self._one(where))
        return both([part for part in parts if part])

    def _one(self, where):
        sign = self.signs[self.at]
        self.at += 1
        if sign.kind == "not":
            return self._negated(sign, where)
        if sign.kind == "field":
            return self._one(sign.said.lower()) if self._begins() else self._leaf(sign.said, where)
        if sign.kind == "open":
            return self._within(where)
        return self._leaf(sign.said, where, is_exact=sign.kind == "quoted")

    def _begins(self):
        return self._next() in ("word", "quoted", "open")

    def _negated(self, sign, where):
        if not (self._begins() or self._next() in ("field", "not")):
            return self._as_word(sign, where)
        part = self._one(where)
        return negated(part) if part else None

    def _within(self, where):
        part = self._alternatives(where)
        if self._next() == "close":
            self.at += 1
        else:
            self.parsed.note(_("A bracket is not closed: it is taken to close at the end."))
        return part

    def _as_word(self, sign, where):
        note = _("“%s” has nothing to join: it is looked for as a word.")
        self.parsed.note(note % sign.said)
        return self._leaf(sign.said, where)

    def _leaf(self, said, where, is_exact=False):
        """The leaf of a word or of a phrase; None, and a note, when there are only signs."""
        found, begins = sought(tokens(said))
        if not found:
            if said.strip():
                self.parsed.note(_("“%s” has neither letters nor digits: it is not looked for.") % said)
            return None
        if said.endswith("*") and not is_exact and not begins:
            return self._beginning(found, where)
        return Leaf(tuple(found), is_exact, begins, where)

    def _beginning(self, found, where):
        if len(found[-1].exact) < SHORTEST_BEGINNING:
            note = _("Before a star stand at least %d letters: “%s” is looked for as a word.")
            self.parsed.note(note % (SHORTEST_BEGINNING, found[-1].exact))
            return Leaf(tuple(found), field=where)
        return Leaf(tuple(found), is_exact=True, is_prefix=True, field=where)


def without_small_words(tree: Node | None, parsed: Parsed) -> Node | None:
    """The tree without small words that are to stand beside others; `left_out` names them."""
    kept = _sifted(tree, parsed.left_out)
    if kept is None or isinstance(kept, Not):
        parsed.left_out.clear()
        return tree
    return kept


def _sifted(node, left_out):
    if isinstance(node, Or):
        return either([_sifted(part, left_out) or part for part in node.parts])
    if not isinstance(node, And):
        return node
    small = [word for part in node.parts if (word := _small_word(part))]
    left_out += [word for word in small if word not in left_out]
    return both([_sifted(part, left_out) for part in node.parts if not _small_word(part)])


def _small_word(node):
    """The small word that a leaf is, "" for any other node."""
    if not isinstance(node, Leaf) or node.is_exact or node.is_prefix or node.field or len(node.tokens) > 1:
        return ""
    return node.tokens[0].exact if node.tokens[0].exact in SMALL else ""
