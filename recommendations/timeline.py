"""What the documents date, in the order of time: events, sums of money, instruments by their own year."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from sources.dates import spoken
from sources.models import Document, Milestone, Quotation

from .models import Amount, Instrument
from .parameters import Asked
from .timeline_band import Band, draw

PLACED = (
    "quotation__version__document",
    "quotation__start_passage__section__parent",
    "quotation__end_passage",
)


@dataclass(frozen=True)
class Entry:
    """Something dated: `date` and `date_end` are ISO 8601 of reduced precision.

    `what` is "event", "amount" or "instrument"; `kind` says in words what sort of instrument it is.
    """

    what: str
    slug: str
    date: str
    date_end: str
    title: str
    quotation: Quotation
    note: str = ""
    kind: str = ""

    @property
    def when(self) -> str:
        """The date or period in words."""
        return " – ".join(spoken(date) for date in (self.date, self.date_end) if date)

    @property
    def year(self) -> str:
        return self.date[:4]


class Year(NamedTuple):
    year: str
    entries: list[Entry]


@dataclass(frozen=True)
class Decade:
    """Ten years: `decade` is the first of them."""

    decade: str
    years: list[Year]

    @property
    def count(self) -> int:
        return sum(len(year.entries) for year in self.years)


class Timeline:
    """What is dated in the documents asked for, and says the words asked for. Four queries."""

    def __init__(self, asked: Asked):
        self.documents_asked = asked.terms.get("document", {})
        self.words = asked.words

    @property
    def is_narrowed(self) -> bool:
        return bool(self.documents_asked or self.words)

    @property
    def q(self) -> str:
        return " ".join(self.words)

    @cached_property
    def documents(self) -> list[tuple[str, str]]:
        """(slug, short title) of the documents that can be chosen: those that are held."""
        return list(Document.objects.held().order_by("issued", "pk").values_list("slug", "short_title"))

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything, the earliest first."""
        found = [*self._events(), *self._amounts(), *self._instruments()]
        return sorted(found, key=lambda entry: (entry.date, entry.what != "event", entry.slug))

    @cached_property
    def years(self) -> list[Year]:
        grouped = groupby(self.entries, key=lambda entry: entry.year)
        return [Year(year, list(entries)) for year, entries in grouped]

    @cached_property
    def decades(self) -> list[Decade]:
        grouped = groupby(self.years, key=lambda year: f"{year.year[:3]}0")
        return [Decade(decade, list(years)) for decade, years in grouped]

    @cached_property
    def band(self) -> Band | None:
        """The whole span of time at a glance; None where there is nothing on it."""
        return draw(self.entries) if self.entries else None

    def _events(self) -> Iterable[Entry]:
        for each in self._narrowed(Milestone.objects.all(), "title", "note"):
            yield Entry("event", each.slug, each.date, each.date_end, each.title, each.quotation, each.note)

    def _amounts(self) -> Iterable[Entry]:
        dated = Amount.objects.exclude(year="").select_related("instrument")
        for each in self._narrowed(dated, "printed", "instrument__name"):
            title = f"{each.instrument.name}: {each.printed}"
            slug = f"{each.instrument.slug}-{each.pk}"
            yield Entry("amount", slug, each.year, "", title, each.quotation, kind=_("sum reported"))

    def _instruments(self) -> Iterable[Entry]:
        dated = Instrument.objects.filter(document__issued__gt="").select_related("document")
        for each in self._narrowed(dated, "name", "note"):
            note = _("The year is that of the document itself; these words need not tell it.")
            kind, slug = each.get_kind_display(), f"instrument-{each.slug}"
            date = each.document.issued
            yield Entry("instrument", slug, date, "", each.name, each.quotation, note, kind)

    def _narrowed(self, found: Any, *told: str) -> Any:
        """Those of the documents asked for that hold every word: quoted, or in what we tell of them."""
        if self.documents_asked:
            found = found.filter(quotation__version__document__slug__in=self.documents_asked)
        else:
            # SQLite takes an empty table for a large one, and would go through all quotations to join it.
            found = found.filter(pk__in=found.model.objects.order_by().values("pk"))
        for word in self.words:
            places = ("quotation__exact", *told)
            found = found.filter(reduce(or_, (Q(**{f"{place}__icontains": word}) for place in places)))
        return found.select_related(*PLACED).defer("quotation__version__raw")
