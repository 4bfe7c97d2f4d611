"""The counts of a filter form: for each facet {key: rows}, from the census.

A count is taken with all the other filters applied and the facet's own left out, so that it says
what one click brings. Values that live in the database stand under their primary keys.
"""

from typing import Any

from .census import Census, LinkSelection, RecordSelection
from .models import CrossReference
from .parameters import FIXED

Counts = dict[str, dict[Any, int]]


def counts(census: Census, wanted: Any) -> Counts:
    """{facet: {key: rows}}, keys without a row left out; of nothing but a kind they are remembered."""
    of = of_links if wanted.base().model is CrossReference else of_records
    if wanted.is_active:
        return of(census, wanted)
    return census.once(("facets", wanted.base_name), lambda: of(census, wanted))


def of_records(census: Census, wanted: Any) -> Counts:
    """The counts of a RecordFilter."""
    select = RecordSelection(census, wanted)
    rest = {name: select.of(wanted.but(name)) for name in ("document", "form", "tag", "actor")}
    found = {
        "document": _sizes(census.records.document, rest["document"]),
        "form": _sizes(census.records.form, rest["form"]),
        "tag": _sizes(census.tags.bearing, rest["tag"]),
        "actor": _sizes(census.asked.of(wanted.values("role")), rest["actor"]),
    }
    quality = wanted.values("relation"), wanted.values("basis")
    for name in ("objective", "clause"):
        if name != wanted.kind:
            found[name] = _by_key(census, census.joined_to(name, select.of(wanted.but(name)), *quality))
    for name in ("role", "basis", "relation", "without"):
        sizes = {value: len(select.of(wanted.but(name, value))) for value in FIXED[name]}
        found[name] = {value: n for value, n in sizes.items() if n}
    return found


def of_links(census: Census, wanted: Any) -> Counts:
    """The counts of a LinkFilter."""
    select = LinkSelection(census, wanted)
    found = {
        name: _sizes(census.links_having(name), select.of(wanted.but(name)))
        for name in ("objective", "clause", "document", "form")
    }
    for name in ("objective", "clause"):
        found[name] = _by_key(census, found[name])
    for name in ("basis", "relation"):
        rows = select.of(wanted.but(name))
        found[name] = _sizes(
            {value: census.links.qualified(**{name: [value]}) for value in FIXED[name]}, rows
        )
    return found


def _sizes(sets, rows):
    """{value: how many of the rows have it}."""
    sizes = {value: rows.intersection_cardinality(having) for value, having in sets.items()}
    return {value: n for value, n in sizes.items() if n}


def _by_key(census, sizes):
    return {census.records.keys[place]: n for place, n in sizes.items()}
