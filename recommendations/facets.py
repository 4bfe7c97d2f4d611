"""The choices that a filter form offers, each with the number of rows that choosing it gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import get_language

from .facet_counts import counts
from .models.natural import sort_key
from .names import Terms, ask_with_terms
from .parameters import FIXED, TITLES, Term

OFFERED = 20  # values of one facet, the most frequent; the form leads to all of them
WHOLE = 1_000  # values of the facet that is asked for whole
REMEMBERED = 200  # filters whose offers are remembered
OF_RECORDS = ("objective", "clause")  # facets whose values are records


@dataclass(slots=True)
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


class Offered(NamedTuple):
    """The keys that are offered of a facet, those chosen first, with their rows; `more` are not offered."""

    sizes: dict[Any, int]
    more: int


class Offer:
    """What a form is to offer: counted at once, called by its names when these have been read."""

    def __init__(self, wanted: Any):
        self.wanted, self.offered = wanted, _offered(wanted)

    @property
    def keys(self) -> dict[str, Iterable[int]]:
        """The values whose names are needed."""
        return {name: offered.sizes for name, offered in self.offered.items() if name not in FIXED}

    def form(self, terms: Terms) -> Form:
        """The form, with the values called by these terms."""
        wanted = self.wanted
        facets = [_facet(wanted, name, self.offered[name], terms) for name in wanted.offered]
        facets = [facet for facet in facets if facet.choices]
        offered = {facet.parameter for facet in facets}
        hidden = [
            (name, value) for name in wanted.ACCEPTED if name not in offered for value in wanted.values(name)
        ]
        return Form(" ".join(wanted.words), facets, hidden)


def form(wanted: Any) -> Form:
    """The form of a RecordFilter or a LinkFilter. Two queries, while nothing changes."""
    offer = Offer(wanted)
    return offer.form(ask_with_terms(wanted.census, offer.keys, [])[0])


def _offered(wanted):
    """{facet: what is offered of it}; remembered for the latest filters, as long as the census stays."""
    if wanted.words:  # what they find is not the census's to say
        return _choose(wanted)
    known = wanted.census.once("offered", dict)
    asked = (wanted.base_name, wanted.whole, *((name, *_chosen(wanted, name)) for name in wanted.asked.terms))
    if (found := known.get(asked)) is None:
        if len(known) >= REMEMBERED:
            known.clear()
        found = known[asked] = _choose(wanted)
    return found


def _choose(wanted):
    counted = counts(wanted.census, wanted)
    return {name: _kept(wanted, name, counted[name]) for name in wanted.offered}


def _chosen(wanted, name):
    return wanted.values(name) if name in FIXED else wanted.keys(name)


def _kept(wanted, name, counts):
    """The values that are offered, those chosen and then the most frequent, and how many are not."""
    records, chosen = wanted.census.records, _chosen(wanted, name)
    as_key = records.keys.__getitem__ if name in OF_RECORDS else _itself
    # The document and the form part the records: with one value there is nothing to choose.
    if name in ("document", "form") and len(counts) == 1 and not chosen:
        return Offered({}, 0)
    room = max((WHOLE if wanted.whole == name else OFFERED) - len(chosen), 0)
    values = [records.place.get(key) for key in chosen] if name in OF_RECORDS else chosen
    others = {value: n for value, n in counts.items() if value not in values} if chosen else counts
    sizes = {key: counts.get(value, 0) for key, value in zip(chosen, values, strict=True)}
    return Offered(sizes | _most_frequent(others, room, as_key), max(len(others) - room, 0))


def _itself(key):
    return key


def _most_frequent(counts, room, as_key):
    """{key: rows} of the values with most; to compare thousands of numbers is quicker than to sort pairs."""
    least = min(nlargest(room, counts.values()), default=0)
    found = [(as_key(value), n) for value, n in counts.items() if n >= least]
    return dict(sorted(found, key=lambda each: (-each[1], each[0]))[:room])


def _facet(wanted, name, offered, terms):
    sizes, words = offered.sizes, _words(get_language())
    if name in FIXED:
        called = words.fixed[name]
    else:
        called = {key: terms[name, key] for key in sizes if (name, key) in terms}
    selected = set(wanted.values(name))
    rows = [(called[key], n) for key, n in sizes.items() if key in called]
    rows.sort(key=ORDERS.get(name, _by_frequency))
    choices = [Choice(term.value, term.label, n, term.value in selected) for term, n in rows]
    is_whole = wanted.whole == name
    query = "" if is_whole or not offered.more else _with_all(wanted, name)
    return Facet(name, words.titles[name], choices, offered.more, is_whole, query)


@lru_cache(maxsize=32)
def _words(language):
    """Our own words in forms, in a language: looked up once, not for every choice."""
    fixed = {
        name: {value: Term(value, name=str(label)) for value, label in labels.items()}
        for name, labels in FIXED.items()
    }
    return SimpleNamespace(fixed=fixed, titles={name: str(title) for name, title in TITLES.items()})


def _with_all(wanted, name):
    return "&".join(filter(None, [wanted.query_string, urlencode({"all": name})]))


@lru_cache(maxsize=5_000)
def _as_number(code):
    return sort_key(code)


def _by_number(row):
    return _as_number(row[0].value)


def _by_frequency(row):
    term, n = row
    return (-n, term.name.lower())


def _by_rank(values):
    rank = {value: at for at, value in enumerate(values)}
    return lambda row: rank[row[0].value]


# Numbers in their order, the program's own words in theirs, the rest by frequency.
ORDERS: dict[str, Callable[[tuple[Term, int]], Any]] = dict.fromkeys(OF_RECORDS, _by_number) | {
    name: _by_rank(values) for name, values in FIXED.items()
}
