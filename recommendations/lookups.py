"""What editors look for among records and links of any status."""

from functools import reduce
from operator import and_

from django.db.models import Q

from sources.lookup import QUOTATIONS, Lookup, condition

ACTORS = Lookup("recommendations_actor", ("name",))
RECORDS = Lookup("recommendations_record", ("code", "number", "heading", "text"))
REASONS = Lookup("recommendations_crossreference", ("reason",))
OURS = (RECORDS, REASONS, ACTORS)
ALL = (*OURS, QUOTATIONS)


def links_with(typed: str) -> Q | None:
    """The condition on a link: each word stands in one of its records, in its evidence or in its reason."""
    columns = {"from_record": RECORDS, "to_record": RECORDS, "evidence": QUOTATIONS, "pk": REASONS}
    return _each(columns, typed)


def responsibilities_with(typed: str) -> Q | None:
    """The condition on a responsibility: each word stands in its record or in the names of its actor."""
    return _each({"record": RECORDS, "actor": ACTORS}, typed)


def _each(columns: dict[str, Lookup], typed: str) -> Q | None:
    """The condition that each word is found in one of the columns."""
    found = [
        condition({name: keys for name, lookup in columns.items() if (keys := lookup.matching(term))})
        for term in typed.split()
        if RECORDS.matching(term)
    ]
    return reduce(and_, found) if found else None
