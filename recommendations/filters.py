"""One filter for page, file and command: a query string in, a queryset out, or 400.

Within a parameter several values mean "or", across parameters "and". `objective` and `clause`
select what a published link joins to the record named; in a list of its own kind, the record
itself. `actor` and `role` are read of one responsibility, `basis` and `relation` of the links to
the `objective` or `clause`, or of any link.
"""

from functools import cached_property
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from . import census, facets, parameters
from .models import CrossReference, Record
from .models.cross_reference import CrossReferenceQuerySet
from .models.record_queries import RecordQuerySet
from .parameters import TITLES, Asked, FilterError, Term

__all__ = ["Chip", "FilterError", "LinkFilter", "RecordFilter"]

SHARED = ("objective", "clause", "document", "actor", "role", "tag", "basis", "relation", "form")


class Chip(NamedTuple):
    """An active filter in words, and the query string that is left without it."""

    parameter: str
    value: str
    label: str
    remove_query: str
    title: str


class Filter:
    """What the filters of records and of links share."""

    ACCEPTED: tuple[str, ...] = ()
    base_name = "links"  # of all there is to filter

    def __init__(self, asked: Asked):
        self.asked = asked

    @property
    def page(self) -> int:
        """The page asked for; whether there is one is the paginator's to say."""
        return self.asked.page

    @cached_property
    def census(self) -> census.Census:
        """The census that everything asked with this filter is counted from."""
        return census.current()

    @property
    def whole(self) -> str:
        """The facet whose values are all to be offered, if one is."""
        return self.asked.whole

    @property
    def words(self) -> tuple[str, ...]:
        return self.asked.words

    @property
    def is_active(self) -> bool:
        """Whether anything is left out of the whole list."""
        return bool(self._pairs())

    @property
    def query_string(self) -> str:
        """What is asked for, in one normal form, without the page and what is not understood."""
        return urlencode(self._pairs())

    @property
    def chips(self) -> list[Chip]:
        """The active filters, each with the way to drop it."""
        pairs = self._pairs()
        found = []
        for name, value in pairs:
            rest = urlencode([pair for pair in pairs if pair != (name, value)])
            term = self.asked.terms.get(name, {}).get(value)
            found.append(Chip(name, value, str(term.label if term else value), rest, str(TITLES[name])))
        return found

    @property
    def form(self) -> facets.Form:
        """What the filter form offers, each value with its count. Two queries."""
        return facets.form(self)

    def values(self, name: str) -> list[str]:
        """The values asked for of a parameter."""
        return list(self.asked.terms.get(name, {}))

    def keys(self, name: str) -> list[int | None]:
        """The same as primary keys."""
        return [term.pk for term in self.asked.terms.get(name, {}).values()]

    def but(self, name: str, *values: str) -> Self:
        """The same filter with other values of one parameter; only for those in the program."""
        terms = self.asked.terms | {name: {value: Term(value) for value in values}}
        return self._like(Asked(terms, self.asked.words))

    def _like(self, asked: Asked) -> Self:
        return type(self)(asked)

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [(name, value) for name in self.ACCEPTED for value in sorted(self.values(name))]
        return pairs + ([("q", " ".join(self.words))] if self.words else [])

    # For the form

    @property
    def offered(self) -> list[str]:
        """The parameters that the form has a group of choices for."""
        return [name for name in self.ACCEPTED if name != "q"]

    def base(self) -> Any:
        """All there is to filter."""
        raise AssertionError("each filter has a base")


class RecordFilter(Filter):
    """Records of one kind."""

    ACCEPTED = (*SHARED, "without", "q")

    def __init__(self, asked: Asked, kind: str):
        super().__init__(asked)
        self.kind = self.base_name = str(kind)

    @classmethod
    def read(cls, query: QueryDict, *, kind: str, strict: bool = False) -> Self:
        """The filter a query string asks for, or FilterError (400): never a guess."""
        return cls(parameters.read(query, cls.ACCEPTED, strict=strict), kind)

    def _like(self, asked):
        return type(self)(asked, self.kind)

    @property
    def offered(self):
        return [name for name in super().offered if name != self.kind]

    def base(self) -> RecordQuerySet:
        return Record.objects.published().filter(kind=self.kind)

    @cached_property
    def selection(self) -> census.RecordSelection:
        """What it selects, as sets of the census; what its words find is asked for once."""
        return census.RecordSelection(self.census, self)

    def apply(self, records: RecordQuerySet) -> RecordQuerySet:
        """The records that the filter selects."""
        for name in ("document", "form"):
            if values := self.values(name):
                lookup = "document__slug__in" if name == "document" else "form__in"
                records = records.filter(**{lookup: values})
        if tags := self.keys("tag"):
            records = records.tagged(tags)
        if self.values("actor") or self.values("role"):
            records = records.asking(actors=self.keys("actor"), roles=self.values("role"))
        return self._without(self._linked(records)).saying(self.words)

    def _linked(self, records):
        """Records joined to those named, on the basis and by the relation asked for."""
        quality = {"basis": self.values("basis"), "relation": self.values("relation")}
        others = [name for name in ("objective", "clause") if name != self.kind and self.values(name)]
        if own := self.keys(self.kind):
            records = records.filter(pk__in=own)
        for name in others:
            records = records.linked(to=self.keys(name), **quality)
        if not others and any(quality.values()):
            records = records.linked(**quality)
        return records

    def _without(self, records):
        gaps = self.values("without")
        if not gaps:
            return records
        first, *others = [records.lacking(gap) for gap in gaps]
        for other in others:
            first |= other
        return first


class LinkFilter(Filter):
    """Cross-references. What is asked of a record (its document, tag, actor …) is asked of either end."""

    ACCEPTED = ("from", "to", *SHARED, "q")
    # Parameter: lookup from the link's end.
    ENDS = {"objective": "", "clause": "", "document": "__document", "form": "__form"}

    @classmethod
    def read(cls, query: QueryDict, *, strict: bool = False) -> Self:
        """The filter a query string asks for, or FilterError (400): never a guess."""
        return cls(parameters.read(query, cls.ACCEPTED, strict=strict))

    @property
    def offered(self):
        return ["objective", "clause", "document", "basis", "relation", "form"]

    def base(self) -> CrossReferenceQuerySet:
        return CrossReference.objects.published()

    @cached_property
    def selection(self) -> census.LinkSelection:
        """What it selects, as sets of the census; what its words find is asked for once."""
        return census.LinkSelection(self.census, self)

    def apply(self, links: CrossReferenceQuerySet) -> CrossReferenceQuerySet:
        """The links that the filter selects."""
        for name in ("from", "to"):
            if keys := self.keys(name):
                links = links.filter(**{f"{name}_record__in": keys})
        for name in ("basis", "relation"):
            if values := self.values(name):
                links = links.filter(**{f"{name}__in": values})
        for name, lookup in self.ENDS.items():
            asked: list = self.values(name) if name == "form" else self.keys(name)
            if asked:
                links = links.filter(either_end(f"{lookup}__in", asked))
        return self._by_records(links).saying(self.words)

    def _by_records(self, links):
        """Links with an end that has the tag, or asks the actor."""
        records = Record.objects.published().order_by()
        if tags := self.keys("tag"):
            links = links.filter(either_end("__in", records.tagged(tags).values("pk")))
        if self.values("actor") or self.values("role"):
            asking = records.asking(actors=self.keys("actor"), roles=self.values("role"))
            links = links.filter(either_end("__in", asking.values("pk")))
        return links


def either_end(lookup: str, value: Any) -> Q:
    """The condition on one end of a link, for either of them."""
    return Q(**{f"from_record{lookup}": value}) | Q(**{f"to_record{lookup}": value})
