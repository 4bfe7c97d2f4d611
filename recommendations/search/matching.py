"""Where in a text the words stand that were looked for, and in which forms: what explains a hit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sources.marking import Span

from .analysis import Found, located, tokens
from .query import Leaf

MOST_FORMS = 6  # told of one field
MOST_SPANS = 200  # marked in one text
NAME = 100  # characters; what is not longer comes again and again


def spans(text: str, leaves: Iterable[Leaf]) -> list[Span]:
    """The places of the leaves in a text, in order; the key of a span is the leaf."""
    leaves = list(leaves)
    # Of most texts it is quickly said that no leaf begins in them.
    said = (_words_of_name(text) if len(text) <= NAME else _words(text)) if leaves else ()
    leaves = [leaf for leaf in leaves if _first_form(leaf) in said or _is_beginning(leaf)]
    if not leaves:
        return []
    read = list(located(text))
    wanted = {_first_form(leaf) for leaf in leaves}
    places: dict[str, list[int]] = defaultdict(list)
    for place, ((stem, exact), _start, _end) in enumerate(read):
        if stem in wanted:
            places[stem].append(place)
        if exact in wanted and exact != stem:
            places[exact].append(place)
    marked = [span for leaf in leaves for span in _of(leaf, read, places)]
    return sorted(marked, key=lambda span: span[:2])[:MOST_SPANS]


def _is_beginning(leaf):
    return leaf.is_prefix and len(leaf.tokens) == 1


def _first_form(leaf):
    return leaf.tokens[0].exact if leaf.is_exact else leaf.tokens[0].stem


def _words(text):
    return {form for token in tokens(text) for form in token}


_words_of_name = lru_cache(maxsize=1 << 12)(_words)  # of tags, actors, documents, kinds


def _of(leaf, read: Sequence[Found], places):
    starts = range(len(read)) if _is_beginning(leaf) else places.get(_first_form(leaf), [])
    for start in starts:
        end = start + len(leaf.tokens)
        if end <= len(read) and _fits(leaf, [found.token for found in read[start:end]]):
            yield Span(read[start].start, read[end - 1].end, leaf)


def _fits(leaf, found):
    form = "exact" if leaf.is_exact else "stem"
    *others, last = zip(leaf.tokens, found, strict=True)
    if any(getattr(wanted, form) != getattr(token, form) for wanted, token in others):
        return False
    wanted, token = (getattr(each, form) for each in last)
    return token.startswith(wanted) if leaf.is_prefix else token == wanted


def forms(text: str, marked: Sequence[Span]) -> list[str]:
    """The different words that the spans mark, as they first stand in the text."""
    known: dict[str, str] = {}
    for span in marked:
        printed = text[span.start : span.end]
        known.setdefault(printed.casefold(), printed)
    return list(known.values())[:MOST_FORMS]
