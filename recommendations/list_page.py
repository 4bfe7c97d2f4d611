"""What a page of a list shows: the rows and the filter form, in three queries beside the census."""

from collections.abc import Iterable

from . import names, outline
from .census import Census
from .facets import Form, Offer
from .filters import RecordFilter
from .models import Record
from .record_lines import add_names, lines


def rows_and_form(wanted: RecordFilter, places: Iterable[int]) -> tuple[list[outline.Row], Form]:
    """The records at these places as an outline, and the form that narrows the list. Two queries."""
    offer = Offer(wanted)
    found = lines(wanted.census, places)
    keys = [line.pk for line in found]
    under = names.printed_under(keys) if wanted.kind == Record.Kind.RECOMMENDATION else []
    terms, answer = names.ask_with_terms(wanted.census, offer.keys, [*names.borne_by(keys), *under])
    add_names(found, answer)
    return outline.rows(found), offer.form(terms)


def rows(census: Census, places: Iterable[int]) -> list[outline.Row]:
    """The records at these places as an outline. Two queries."""
    found = lines(census, places)
    add_names(found, names.ask(names.borne_by(line.pk for line in found)))
    return outline.rows(found)
