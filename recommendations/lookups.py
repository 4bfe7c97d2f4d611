"""What editors look for among records and links of any status."""

from functools import reduce
from operator import and_

from django.db.models import Q

from sources.lookup import QUOTATIONS, Lookup

RECORDS = Lookup("recommendations_record", ("code", "number", "heading", "text"))
REASONS = Lookup("recommendations_crossreference", ("reason",))


def links_with(typed: str) -> Q | None:
    """The condition on a link: each word stands in one of its records, in its evidence or in its reason."""
    conditions = [
        Q(from_record__in=records)
        | Q(to_record__in=records)
        | Q(evidence__in=QUOTATIONS.matching(term))
        | Q(pk__in=REASONS.matching(term))
        for term in typed.split()
        if (records := RECORDS.matching(term))
    ]
    return reduce(and_, conditions) if conditions else None
