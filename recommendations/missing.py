"""What to answer for a code that no published record bears."""

from difflib import get_close_matches

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils.translation import gettext as _

from .models import FormerCode, Record, Status
from .models.natural import sort_key
from .search.analysis import tokens
from .search.found import records_matching
from .search.query import Leaf

CANDIDATES = 100  # read on each side, so that a wrong address costs the same at any size
LOOKED_AT = 2_000  # of those in whose codes the same words stand
SHOWN = 6


class Missing(Http404):
    """404 with an `explanation` for people, and the published records `near` what was asked."""

    def __init__(self, explanation, near=()):
        super().__init__(explanation)
        self.explanation = explanation
        self.near = near


def missing_record(code: str) -> Missing:
    """The answer to a code that nobody knows; a draft's code is as unknown as any other."""
    explanation = _("No record has the code “%(code)s”.") % {"code": code[:80]}
    return Missing(explanation, near_records(code.lower()))


def near_records(code: str) -> list[Record]:
    """Published records whose codes look like this one, the likeliest first."""
    published = Record.objects.published()
    key = sort_key(code)[:200]
    pools = (
        published.filter(sort_key__gte=key).order_by("sort_key"),
        published.filter(sort_key__lt=key).order_by("-sort_key"),
        _ending(published, code[:80]).order_by("sort_key"),
    )
    found = {record.code: record for pool in pools for record in pool[:CANDIDATES]}
    likely = get_close_matches(code[:80], found, n=SHOWN, cutoff=0.6)
    ending = [other for other in found if other.endswith(f"-{code}")]
    return [found[each] for each in dict.fromkeys([*ending, *likely])][:SHOWN]


def _ending(published, code):
    """The records whose codes end so, found by the words in them: no index knows the ends of codes."""
    words = tuple(tokens(code))
    if not words:
        return published.none()
    holding = records_matching(Leaf(words, field="code"))
    first = RawSQL(f"{holding.sql} LIMIT {LOOKED_AT}", holding.params, BigIntegerField())
    return published.filter(pk__in=first, code__endswith=f"-{code}")


def former(code: str) -> FormerCode | None:
    """A code that was renamed or deleted; one that now belongs to a draft is not told."""
    known = FormerCode.objects.select_related("record").filter(code=code).first()
    if known and known.record and known.record.status != Status.PUBLISHED:
        return None
    return known
