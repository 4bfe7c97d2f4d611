"""The choices that a filter form offers, each with the number of rows that choosing it gives.

A count is taken with all the other filters applied and the facet's own left out, so that it says
what one click brings. All of them come by one query.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from .models import CrossReference, Responsibility, Tagging
from .models.natural import sort_key
from .parameters import FIXED, TITLES, Term, record_name, union

OFFERED = 60  # values of one facet; the most frequent when there are more


@dataclass(frozen=True)
class Choice:
    """A value that the form offers; `count` rows have it."""

    value: str
    label: str
    count: int
    is_selected: bool


class Facet(NamedTuple):
    """A group of choices for one parameter; `more` are not offered because there are too many."""

    parameter: str
    title: str
    choices: list[Choice]
    more: int

    @property
    def is_active(self) -> bool:
        return any(choice.is_selected for choice in self.choices)


class Form(NamedTuple):
    """What a filter form draws: a field for words, facets, and hidden fields for what it does not offer."""

    q: str
    facets: list[Facet]
    hidden: list[tuple[str, str]]


def form(wanted: Any) -> Form:
    """The form of a RecordFilter or a LinkFilter."""
    branches = _of_links(wanted) if wanted.base().model is CrossReference else _of_records(wanted)
    counts: dict[str, dict[Term, int]] = defaultdict(lambda: defaultdict(int))
    for name, value, number, called, n in union(branches):
        counts[name][Term(value, None, number, called)] += n
    facets = [_facet(wanted, name, counts[name]) for name in wanted.offered]
    facets = [facet for facet in facets if facet.choices]
    offered = {facet.parameter for facet in facets}
    hidden = [
        (name, value) for name in wanted.ACCEPTED if name not in offered for value in wanted.values(name)
    ]
    return Form(" ".join(wanted.words), facets, hidden)


def _facet(wanted, name, counts):
    selected = set(wanted.values(name))
    terms = {term.value: (term, n) for term, n in counts.items() if n and term.value}
    for term in wanted.asked.terms.get(name, {}).values():
        terms.setdefault(term.value, (term, 0))
    # The document and the form part the records: with one value there is nothing to choose.
    if name in ("document", "form") and len(terms) == 1 and not selected:
        terms = {}
    often = sorted(terms.values(), key=lambda row: (row[0].value not in selected, -row[1], row[0].name))
    kept = sorted(often[:OFFERED], key=lambda row: _order(name, *row))
    choices = [Choice(term.value, _label(name, term), n, term.value in selected) for term, n in kept]
    return Facet(name, str(TITLES[name]), choices, len(often) - len(kept))


def _label(name, term):
    return str(FIXED[name][term.value]) if name in FIXED else term.label


def _order(name, term, n):
    """Numbers in their order, the program's own words in theirs, the rest by frequency."""
    if name in ("objective", "clause"):
        return (0, sort_key(term.value))
    if name in FIXED:
        return (list(FIXED[name]).index(term.value), "")
    return (-n, term.name.lower())


# Records


def _of_records(wanted) -> list[QuerySet]:
    rest = {name: wanted.but(name).apply(wanted.base()).order_by() for name in wanted.ACCEPTED if name != "q"}
    return [
        _grouped(rest["document"], "document", "document__slug", "document__short_title"),
        _grouped(rest["form"], "form", "form"),
        _tags(rest["tag"]),
        _actors(wanted, rest["actor"]),
        *(_joined(wanted, rest[name], name) for name in ("objective", "clause") if name != wanted.kind),
        *(
            _one(wanted, name, value)
            for name in ("role", "basis", "relation", "without")
            for value in FIXED[name]
        ),
    ]


def _grouped(rows, name, value, called=None):
    """Rows counted by a column of their own."""
    called = F(called) if called else Value("")
    return rows.values_list(Value(name), value, Value(""), called).annotate(n=Count("pk"))


def _one(wanted, name, value):
    """How many records a value of the program's own words would select."""
    rows = wanted.but(name, value).apply(wanted.base()).order_by()
    return rows.values_list(Value(name), Value(value), Value(""), Value("")).annotate(n=Count("pk"))


def _tags(records):
    rows = Tagging.objects.filter(content_object__in=records.values("pk")).order_by()
    return rows.values_list(Value("tag"), "tag__slug", Value(""), "tag__name").annotate(n=Count("pk"))


def _actors(wanted, records):
    rows = Responsibility.objects.filter(record__in=records.values("pk")).order_by()
    if roles := wanted.values("role"):
        rows = rows.filter(role__in=roles)
    named = rows.values_list(Value("actor"), "actor__slug", Value(""), "actor__name")
    return named.annotate(n=Count("record", distinct=True))


def _joined(wanted, records, name):
    """Records counted by the objectives (or clauses) that links join them to."""
    kind, keys = wanted.kind, records.values("pk")
    links = (
        CrossReference.objects.published()
        .order_by()
        .filter(
            Q(from_kind=kind, to_kind=name, from_record__in=keys)
            | Q(from_kind=name, to_kind=kind, to_record__in=keys)
        )
    )
    for quality in ("basis", "relation"):
        if values := wanted.values(quality):
            links = links.filter(**{f"{quality}__in": values})

    def end(out, back):
        return Case(When(from_kind=name, then=out), default=back)

    named = links.values_list(
        Value(name),
        end(F("from_record__code"), F("to_record__code")),
        end(F("from_record__number"), F("to_record__number")),
        end(record_name("from_record__"), record_name("to_record__")),
    )
    return named.annotate(n=Count(end(F("to_record"), F("from_record")), distinct=True))


# Links


def _of_links(wanted) -> list[QuerySet]:
    rest = {name: wanted.but(name).apply(wanted.base()).order_by() for name in wanted.ACCEPTED if name != "q"}
    ends = [_end(rest[kind], kind, side) for kind in ("objective", "clause") for side in ("from", "to")]
    # A link within one document counts once.
    across = rest["document"].exclude(from_record__document=F("to_record__document"))
    return [
        *ends,
        _grouped(
            rest["document"], "document", "from_record__document__slug", "from_record__document__short_title"
        ),
        _grouped(across, "document", "to_record__document__slug", "to_record__document__short_title"),
        _grouped(rest["basis"], "basis", "basis"),
        _grouped(rest["relation"], "relation", "relation"),
        *(_one(wanted, "form", value) for value in FIXED["form"]),
    ]


def _end(links, kind, side):
    rows = links.filter(**{f"{side}_kind": kind})
    prefix = f"{side}_record__"
    named = rows.values_list(Value(kind), f"{prefix}code", f"{prefix}number", record_name(prefix))
    return named.annotate(n=Count("pk"))
