"""Where in a text the words stand that were looked for, and in which forms: what explains a hit."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from sources.marking import Span

from .analysis import Found, located, tokens
from .query import Leaf

MOST_FORMS = 6  # told of one field
MOST_SPANS = 200  # marked in one text
NAME = 100  # characters; what is not longer comes again and again


def spans(text: str, leaves: Sequence[Leaf]) -> list[Span]:
    """The places of the leaves in a text, in order; the key of a span is the leaf."""
    if leaves and len(text) <= NAME:
        # Of most names it is quickly said that no leaf begins in them.
        said = _words_of_name(text)
        leaves = [leaf for leaf in leaves if leaf.beginning in said or leaf.is_part]
    if not leaves:
        return []
    read = list(located(text))
    wanted = {leaf.beginning for leaf in leaves}
    places: dict[str, list[int]] = defaultdict(list)
    for place, ((stem, exact), _start, _end) in enumerate(read):
        if stem in wanted:
            places[stem].append(place)
        if exact in wanted and exact != stem:
            places[exact].append(place)
    marked = [span for leaf in leaves for span in _of(leaf, read, places)]
    return sorted(marked, key=lambda span: span[:2])[:MOST_SPANS]


@lru_cache(maxsize=1 << 12)
def _words_of_name(text):
    """The words of the name of a tag, an actor, a document or a kind, in both forms."""
    return {form for token in tokens(text) for form in token}


def _of(leaf, read: Sequence[Found], places):
    starts = range(len(read)) if leaf.is_part else places.get(leaf.beginning, [])
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
