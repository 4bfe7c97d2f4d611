"""The counts of a filter form: for each facet {value: rows}, from the census.

A count is taken with all the other filters applied and the facet's own left out, so that it says
what one click brings. Objectives and clauses stand under their places in the census, other values
that live in the database under their primary keys.
"""

from typing import Any

from .census import Census
from .models import CrossReference
from .parameters import FIXED

Counts = dict[str, dict[Any, int]]


def counts(census: Census, wanted: Any) -> Counts:
    """{facet: {value: rows}}, values without a row left out."""
    of = of_links if wanted.base().model is CrossReference else of_records
    return of(census, wanted)


def of_records(census: Census, wanted: Any) -> Counts:
    """The counts of a RecordFilter."""
    select = wanted.selection
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
            found[name] = census.joined_to(name, select.of(wanted.but(name)), *quality)
    for name in ("role", "basis", "relation", "without"):
        sizes = {value: len(select.of(wanted.but(name, value))) for value in FIXED[name]}
        found[name] = {value: n for value, n in sizes.items() if n}
    return found


def of_links(census: Census, wanted: Any) -> Counts:
    """The counts of a LinkFilter."""
    select = wanted.selection
    found = {
        name: _sizes(census.links_having(name), select.of(wanted.but(name)))
        for name in ("objective", "clause", "document", "form")
    }
    for name in ("basis", "relation"):
        rows = select.of(wanted.but(name))
        found[name] = _sizes(
            {value: census.links.qualified(**{name: [value]}) for value in FIXED[name]}, rows
        )
    return found


def _sizes(sets, rows):
    """{value: how many of the rows have it}."""
    sizes = zip(sets, map(rows.intersection_cardinality, sets.values()), strict=True)
    return {value: n for value, n in sizes if n}
