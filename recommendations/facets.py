"""The choices that a filter form offers, each with the number of rows that choosing it gives."""

from dataclasses import dataclass
from heapq import nlargest
from typing import Any, NamedTuple
from urllib.parse import urlencode

from .facet_counts import counts
from .models.natural import sort_key
from .names import Question, Rows, as_terms, ask, names_of
from .parameters import FIXED, TITLES, Term

OFFERED = 20  # values of one facet, the most frequent; the form leads to all of them
WHOLE = 1_000  # values of the facet that is asked for whole


@dataclass(frozen=True)
class Choice:
    """A value that the form offers; `count` rows have it."""

    value: str
    label: str
    count: int
    is_selected: bool


class Facet(NamedTuple):
    """A group of choices for one parameter; `more` are not offered here, but by `all_query`, if at all."""

    parameter: str
    title: str
    choices: list[Choice]
    more: int
    is_whole: bool = False
    all_query: str = ""

    @property
    def is_active(self) -> bool:
        return self.is_whole or any(choice.is_selected for choice in self.choices)


class Form(NamedTuple):
    """What a filter form draws: a field for words, facets, and hidden fields for what it does not offer."""

    q: str
    facets: list[Facet]
    hidden: list[tuple[str, str]]


class Offer:
    """What a form is to offer: counted at once, called by its names when these have been read."""

    def __init__(self, wanted: Any):
        self.wanted, self.counts = wanted, counts(wanted.census, wanted)
        self.kept = (
            wanted.census.once(("kept", wanted.base_name), self._keep) if wanted.is_plain else self._keep()
        )

    def _keep(self):
        return {name: _kept(self.wanted, name, self.counts[name]) for name in self.wanted.offered}

    def question(self) -> Question:
        """The names that are needed."""
        return names_of({name: keys for name, (keys, _more) in self.kept.items() if name not in FIXED})

    def form(self, answer: Rows) -> Form:
        """The form, by the answer to the question."""
        wanted, terms = self.wanted, as_terms(answer)
        facets = [_facet(wanted, name, self.kept[name], self.counts[name], terms) for name in wanted.offered]
        facets = [facet for facet in facets if facet.choices]
        offered = {facet.parameter for facet in facets}
        hidden = [
            (name, value) for name in wanted.ACCEPTED if name not in offered for value in wanted.values(name)
        ]
        return Form(" ".join(wanted.words), facets, hidden)


def form(wanted: Any) -> Form:
    """The form of a RecordFilter or a LinkFilter. Two queries, while the census is of today."""
    offer = Offer(wanted)
    return offer.form(ask(offer.question()))


def _kept(wanted, name, counts):
    """The keys that are offered, those chosen and then the most frequent, and how many are not."""
    chosen = wanted.values(name) if name in FIXED else wanted.keys(name)
    # The document and the form part the records: with one value there is nothing to choose.
    if name in ("document", "form") and len(counts) == 1 and not chosen:
        return [], 0
    room = max((WHOLE if wanted.whole == name else OFFERED) - len(chosen), 0)
    others = {key: n for key, n in counts.items() if key not in chosen} if chosen else counts
    return [*chosen, *_most_frequent(others, room)], max(len(others) - room, 0)


def _most_frequent(counts, room):
    """The keys with the highest counts; to compare thousands of numbers is quicker than to sort pairs."""
    least = min(nlargest(room, counts.values()), default=0)
    return sorted((key for key, n in counts.items() if n >= least), key=lambda key: (-counts[key], key))[
        :room
    ]


def _facet(wanted, name, offered, counts, names):
    kept, more = offered
    if name in FIXED:
        terms = {key: Term(key, name=str(FIXED[name][key])) for key in kept}
    else:
        terms = {key: names[name, key] for key in kept if (name, key) in names}
    selected = set(wanted.values(name))
    rows = sorted(
        ((term, counts.get(key, 0)) for key, term in terms.items()), key=lambda row: _order(name, *row)
    )
    choices = [Choice(term.value, term.label, n, term.value in selected) for term, n in rows]
    is_whole = wanted.whole == name
    query = "" if is_whole or not more else _with_all(wanted, name)
    return Facet(name, str(TITLES[name]), choices, more, is_whole, query)


def _with_all(wanted, name):
    return "&".join(filter(None, [wanted.query_string, urlencode({"all": name})]))


def _order(name, term, n):
    """Numbers in their order, the program's own words in theirs, the rest by frequency."""
    if name in ("objective", "clause"):
        return (0, sort_key(term.value))
    if name in FIXED:
        return (list(FIXED[name]).index(term.value), "")
    return (-n, term.name.lower())
