"""Query strings: which parameters there are, what each accepts, and what to say of the rest."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Substr
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import Document

from .models import Actor, CrossReference, Record, Responsibility, Status, Tag
from .search.asking import Words

LONGEST = 200  # characters of one value
MOST_VALUES = 100  # of one parameter
MOST_WORDS = 20  # of a search
LISTED = 40  # accepted values that a refusal names
COMPARED = 2_000  # values among which a near match is looked for
WORDS_OF_TEXT = 120  # characters of a record's text that stand for a heading

TITLES = {
    "objective": gettext_lazy("Objective"),
    "clause": gettext_lazy("Clause"),
    "document": gettext_lazy("Document"),
    "actor": gettext_lazy("Actor"),
    "role": gettext_lazy("Role of the actor"),
    "tag": gettext_lazy("Tag"),
    "basis": gettext_lazy("Basis of a link"),
    "relation": gettext_lazy("Relation"),
    "form": gettext_lazy("Form"),
    "without": gettext_lazy("Gaps"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "q": gettext_lazy("Words"),
    "kind": gettext_lazy("Marks"),
}
# Values that the program knows; the others live in the database.
FIXED = {
    "role": dict(Responsibility.Role.choices),
    "basis": dict(CrossReference.Basis.choices),
    "relation": dict(CrossReference.Relation.choices),
    "form": dict(Record.Form.choices),
    "kind": {**dict(Record.Kind.choices), "none": gettext_lazy("none")},
    "without": {
        "objective": gettext_lazy("no objective"),
        "clause": gettext_lazy("no clause"),
        "recommendation": gettext_lazy("no recommendation"),
        "principle": gettext_lazy("no principle"),
        "addressee": gettext_lazy("no addressee"),
        "link": gettext_lazy("no cross-reference"),
    },
}


class FilterError(BadRequest):
    """A query string that can't be understood; the message says so in one sentence.

    `accepted` lists what would be (near matches first, at most LISTED), `more` counts the accepted
    values left out, `as_text` tells that a file was asked for, so that the answer is plain text.
    """

    def __init__(self, problem, *, parameter="", value="", accepted=(), as_text=False):
        self.problem, self.parameter, self.value = str(problem), parameter, value
        self.accepted, self.as_text = [str(each) for each in accepted[:LISTED]], as_text
        self.more = max(0, len(accepted) - LISTED)
        super().__init__(str(self))

    def __str__(self):
        if not self.accepted:
            return self.problem
        said = _("%(problem)s Accepted: %(accepted)s.")
        if self.more:
            said = _("%(problem)s Accepted: %(accepted)s … and %(more)d more.")
        return said % {
            "problem": self.problem,
            "accepted": ", ".join(self.accepted),
            "more": self.more,
        }


class Term(NamedTuple):
    """A value of a parameter, and how it is called: `pk` in the database, number as printed, name."""

    value: str
    pk: int | None = None
    number: str = ""
    name: str = ""

    @property
    def label(self):
        return f"{self.number} {self.name}".strip() or self.value


@dataclass(frozen=True)
class Asked:
    """What a query string asks for: {parameter: {value: Term}}, the words of `q`, and the page.

    `whole` is the facet whose values the form of a page is to offer all.
    """

    terms: dict[str, dict[str, Term]]
    words: tuple[str, ...] = ()
    page: int = 1
    whole: str = ""


def read(query: QueryDict, accepted: tuple[str, ...], *, strict: bool = False) -> Asked:
    """What the query string asks for, or FilterError: never a guess. One query at most.

    With `strict` (files, scripts) an unknown parameter is refused too; a page ignores it.
    """
    try:
        if strict:
            _refuse_unknown(query, accepted)
        values = {name: _values(query, name) for name in accepted if name != "q"}
        terms = known({name: found for name, found in values.items() if found})
        _refuse_missing(values, terms)
        words = _words(query) if "q" in accepted else ()
        return Asked(terms, words) if strict else Asked(terms, words, _page(query), _whole(query, accepted))
    except FilterError as refusal:
        refusal.as_text = strict
        raise


def _refuse_unknown(query, accepted):
    for name in query:
        if name not in accepted:
            problem = _("“%s” is not a parameter of this file.") % _printable(name)
            raise FilterError(problem, parameter=_printable(name), accepted=accepted)


def _values(query, name):
    """The values of one parameter, each once, empty ones left out."""
    found = list(dict.fromkeys(value for value in query.getlist(name) if value))
    if len(found) > MOST_VALUES:
        problem = _("“%(name)s” is given %(count)d times; at most %(most)d are accepted.")
        raise FilterError(problem % {"name": name, "count": len(found), "most": MOST_VALUES}, parameter=name)
    for value in found:
        _refuse_unreadable(name, value)
    return found


def _refuse_unreadable(name, value):
    readable = len(value) <= LONGEST and "\0" not in value and _printable(value) == value
    if not readable:
        problem = _("A value of “%(name)s” is not readable text of at most %(most)d characters.")
        raise FilterError(problem % {"name": name, "most": LONGEST}, parameter=name)


def _printable(value):
    return value.encode(errors="replace").decode()[:LONGEST]


def _words(query):
    words = Words(" ".join(_values(query, "q")).split())
    if len(words) > MOST_WORDS:
        problem = _("A search takes at most %d words.") % MOST_WORDS
        raise FilterError(problem, parameter="q")
    return words


def _page(query):
    value = query.get("page") or "1"
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        problem = _("“%s” is not the number of a page: 1, 2, 3 …") % _printable(value)
        raise FilterError(problem, parameter="page", value=_printable(value))
    return int(value)


def _whole(query, accepted):
    value = query.get("all") or ""
    facets = [name for name in accepted if name in TITLES and name != "q"]
    if value and value not in facets:
        problem = _("“%(value)s” is not a value of “%(name)s”.") % {"value": _printable(value), "name": "all"}
        raise FilterError(problem, parameter="all", value=_printable(value), accepted=facets)
    return value


# Values that live in the database: only what an anonymous reader may see.


def record_name(prefix: str = "") -> Case:
    """SQL for how a record is called: its heading, or the first of its words."""
    heading, text = f"{prefix}heading", f"{prefix}text"
    return Case(
        When(**{f"{heading}__gt": ""}, then=F(heading)),
        default=Substr(text, 1, WORDS_OF_TEXT),
        output_field=CharField(),
    )


def _records(name, **which):
    found = Record.objects.published().filter(**which).order_by()
    return found, ("code", "number", record_name())


def _documents(name):
    return Document.objects.order_by(), ("slug", Value(""), "short_title")


def _actors(name):
    asked = Responsibility.objects.filter(actor=OuterRef("pk"), record__status=Status.PUBLISHED)
    return Actor.objects.filter(Exists(asked)).order_by(), ("slug", Value(""), "name")


def _tags(name):
    tagged = Record.objects.published().filter(taggings__tag=OuterRef("pk"))
    return Tag.objects.filter(Exists(tagged)).order_by(), ("slug", Value(""), "name")


VOCABULARIES = {
    "objective": lambda name: _records(name, kind="objective"),
    "clause": lambda name: _records(name, kind="clause"),
    "from": _records,
    "to": _records,
    "document": _documents,
    "actor": _actors,
    "tag": _tags,
}


def known(values: dict[str, list[str]]) -> dict[str, dict[str, Term]]:
    """The terms that these values name; a value that is not accepted is left out. One query."""
    found: dict[str, dict[str, Term]] = {}
    rows = []
    for name, asked in values.items():
        if name in FIXED:
            found[name] = {
                each: Term(each, name=str(FIXED[name][each])) for each in asked if each in FIXED[name]
            }
        else:
            rows.append(_rows(name, asked))
    for name, *term in union(rows):
        found.setdefault(name, {})[term[0]] = Term(*term)
    return found


def _rows(name, asked):
    queryset, (value, number, called) = VOCABULARIES[name](name)
    return queryset.filter(**{f"{value}__in": asked}).values_list(Value(name), value, "pk", number, called)


def union(querysets: list[QuerySet]) -> QuerySet | list:
    """All rows of all of them, by one query, in no order: newer Djangos would take the first model's."""
    if not querysets:
        return []
    first, *others = querysets
    return first.union(*others, all=True).order_by() if others else first


def _refuse_missing(values, terms):
    for name, asked in values.items():
        for value in asked:
            if value not in terms.get(name, {}):
                problem = _("“%(value)s” is not a value of “%(name)s”.")
                raise FilterError(
                    problem % {"value": value, "name": name},
                    parameter=name,
                    value=value,
                    accepted=nearest_first(value, accepted_values(name)),
                )


def accepted_values(name: str) -> list[str]:
    """Every value that a parameter accepts, in order, at most COMPARED."""
    if name in FIXED:
        return list(FIXED[name])
    queryset, (value, *_called) = VOCABULARIES[name](name)
    ordered = queryset.order_by("sort_key") if queryset.model is Record else queryset.order_by(value)
    return list(ordered.values_list(value, flat=True)[:COMPARED])


def nearest_first(value: str, accepted: list[str]) -> list[str]:
    """The same values, those that look most like this one in front."""
    near = get_close_matches(value.lower(), accepted, n=5, cutoff=0.6)
    return near + [each for each in accepted if each not in near]
