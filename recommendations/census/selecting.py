"""What a RecordFilter or a LinkFilter selects, as a set: the same that its queryset selects.

Several values of a parameter mean "or", parameters among each other "and"; see `filters`.
"""

from functools import cached_property
from typing import Any

from pyroaring import BitMap

from ..models import CrossReference, Record
from ..search.found import records_matching, said_beside
from ..search.query import And, Leaf, Not
from .keep import Census
from .sets import NOTHING, together

CHUNK = 5_000
KINDS = ("objective", "clause")


class RecordSelection:
    """The places of the records that filters of one kind and with the same words select."""

    def __init__(self, census: Census, wanted: Any):
        self.census, self.wanted, self.kind = census, wanted, wanted.kind

    @cached_property
    def everything(self) -> BitMap:
        """All records of the kind, but those without the words asked for."""
        of_kind = self.census.records.of_kind(self.kind)
        if not self.wanted.words:
            return of_kind
        keys = self.wanted.base().saying(self.wanted.words).order_by().values_list("pk", flat=True)
        return of_kind & self.census.records.places(keys.iterator(chunk_size=CHUNK))

    def of(self, wanted: Any) -> BitMap:
        """The records that this filter selects."""
        census, records = self.census, self.census.records
        found = self.everything
        if documents := wanted.keys("document"):
            found = found & together(records.document.get(key, NOTHING) for key in documents)
        if forms := wanted.values("form"):
            found = found & together(records.form.get(form, NOTHING) for form in forms)
        if tags := wanted.keys("tag"):
            found = found & together(census.tags.bearing.get(key, NOTHING) for key in tags)
        if wanted.values("actor") or wanted.values("role"):
            found = found & census.asked.asking(wanted.keys("actor"), wanted.values("role"))
        if own := wanted.keys(self.kind):
            found = found & records.places(own)
        return self._without(self._linked(found, wanted), wanted)

    def _linked(self, found, wanted):
        census = self.census
        quality = tuple(wanted.values("relation")), tuple(wanted.values("basis"))
        others = [name for name in KINDS if name != self.kind and wanted.values(name)]
        for name in others:
            ends = census.records.places(wanted.keys(name))
            joined = census.joined(*quality, ends)
            found = found & together(joined.values())
        if not others and any(quality):
            found = found & census.linked(*quality)
        return found

    def _without(self, found, wanted):
        gaps = wanted.values("without")
        return together(found - self.census.having(gap) for gap in gaps) if gaps else found


class LinkSelection:
    """The numbers of the links that filters with the same words select."""

    def __init__(self, census: Census, wanted: Any):
        self.census, self.wanted = census, wanted

    @cached_property
    def everything(self) -> BitMap:
        """All links, but those without the words asked for."""
        if not self.wanted.words:
            return self.census.links.all
        tree = self.wanted.words.understood.tree
        return self._saying(tree) if tree else NOTHING

    def _saying(self, tree):
        """The links that `links_matching` finds: each leaf by itself, for no index knows them together."""
        links = self.census.links
        if isinstance(tree, Not):
            return links.all - self._saying(tree.part)
        if isinstance(tree, And):
            return BitMap.intersection(*map(self._saying, tree.parts))
        ends = Record.objects.filter(pk__in=records_matching(tree)).order_by().values_list("pk", flat=True)
        found = links.touching(self.census.records.places(ends.iterator(chunk_size=CHUNK)))
        if not isinstance(tree, Leaf):
            return found
        said = (CrossReference.objects.filter(words).order_by() for words in said_beside(tree))
        keys = (key for rows in said for key in rows.values_list("pk", flat=True).iterator(chunk_size=CHUNK))
        return found | links.numbers(set(keys))  # of those that are published

    def of(self, wanted: Any) -> BitMap:
        """The links that this filter selects."""
        found = self.everything
        for condition in self._conditions(wanted):
            found = found & condition
        return found

    def _conditions(self, wanted):
        """For each parameter that is asked for, the links that have one of its values."""
        census, links, places = self.census, self.census.links, self.census.records.places
        ends = {
            "from": links.from_any,
            "to": links.to_any,
            "objective": links.touching,
            "clause": links.touching,
        }
        for name, touching in ends.items():
            if keys := wanted.keys(name):
                yield touching(places(keys))
        if (qualified := links.qualified(wanted.values("relation"), wanted.values("basis"))) is not None:
            yield qualified
        for name in ("document", "form", "tag"):
            if values := wanted.values(name) if name == "form" else wanted.keys(name):
                having = census.links_having(name)
                yield together(having.get(value, NOTHING) for value in values)
        if wanted.values("actor") or wanted.values("role"):
            yield links.touching(census.asked.asking(wanted.keys("actor"), wanted.values("role")))
