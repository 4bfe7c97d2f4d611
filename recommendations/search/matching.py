"""Where in a text the words stand that were looked for, and in which forms: what explains a hit."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sources.marking import Span

from .analysis import Found, located
from .query import Leaf

MOST_FORMS = 6  # told of one field
MOST_SPANS = 200  # marked in one text


def spans(text: str, leaves: Iterable[Leaf]) -> list[Span]:
    """The places of the leaves in a text, in order; the key of a span is the leaf."""
    leaves = list(leaves)
    if not leaves:
        return []
    read = list(located(text))
    places: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(read):
        places[found.token.stem].append(place)
        if found.token.exact != found.token.stem:
            places[found.token.exact].append(place)
    marked = [span for leaf in leaves for span in _of(leaf, read, places)]
    return sorted(marked, key=lambda span: span[:2])[:MOST_SPANS]


def _of(leaf, read: Sequence[Found], places):
    first = leaf.tokens[0]
    if len(leaf.tokens) == 1 and leaf.is_prefix:
        starts = list(range(len(read)))
    else:
        starts = places.get(first.exact if leaf.is_exact else first.stem, [])
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
