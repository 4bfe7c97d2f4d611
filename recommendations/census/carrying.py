"""A changed census, and with it what the older one had worked out, as far as pages need it at once."""

from collections import OrderedDict, defaultdict

from pyroaring import BitMap

from .changing import ChangedLinks, ChangedRecords, changed_asked, changed_tags, replaced
from .keep import Census
from .reading import Changed
from .sets import KINDS


def changed(old: Census, found: Changed) -> Census:
    """The census as it is when some records, and what is joined to them, are as they were found.

    Raises OutOfStep when they stand among records that the older one does not know.
    """
    records = ChangedRecords(old.records, found)
    borne = found.borne(records.place)
    links = ChangedLinks(old.links, records, borne.links)
    new = Census(
        records,
        changed_tags(old.tags, records, borne.tags),
        changed_asked(old.asked, records, borne.asked),
        links,
    )
    _Carrier(new, records, links).carry(old.remembered)
    return new


class _Carrier:
    """Puts into a census what an older one remembered, with what changed since."""

    def __init__(self, census: Census, records: ChangedRecords, links: ChangedLinks):
        self.census, self.records, self.links = census, records, links
        self.stale = records.gone | links.touched

    def carry(self, old: dict) -> None:
        """All that takes long to work out; what does not, goes."""
        new = self.census.remembered
        for name, known in list(old.items()):
            if name == "linked":
                new[name] = self._linked(known)
            elif name == "joined":
                asked = list(known.items())  # others may go on asking
                new[name] = OrderedDict((quality, self._joined(quality, ends)) for quality, ends in asked)
            elif name[0] == "met":
                new[name] = self._met(known, name[1])
            elif name[0] == "links":
                new[name] = self._links(known, name[1])

    def _linked(self, known):
        """{words: the records that a link of these words joins to another}."""
        came = defaultdict(list)
        for place in self.links.touched:
            own = self.links.touching([place])
            for words in known:
                if own.intersect(self.links.worded[words]):
                    came[words].append(place)
        return {words: (found - self.stale) | BitMap(came[words]) for words, found in known.items()}

    def _met(self, known, kind):
        """The records that some link joins to one of a kind."""
        of_kind = self.records.of_kind(kind)
        near = {place: BitMap(self.links.neighbours(place)) for place in self.links.touched}
        return (known - self.stale) | BitMap([place for place, met in near.items() if met.intersect(of_kind)])

    def _joined(self, quality, known):
        """{place: the records joined to it}, and for the kinds that were asked for what is Met."""
        new = self._without_stale(known)
        links = self.links.qualified(*quality)
        for place in self.links.touched:
            new[place] = (
                BitMap(self.links.neighbours(place)) if links is None else self.links.across(place, links)
            )
        for kind in KINDS:
            if kind in known:
                new[kind] = self._changed(known[kind], kind, new)
        return new

    def _changed(self, met, kind, joined):
        of_kind = self.records.of_kind(kind)
        ends = self._without_stale(met.ends) | {
            place: joined[place] for place in self.links.touched & of_kind
        }
        changed = met.changed | {place: list(joined[place] & of_kind) for place in self.links.touched}
        return met._replace(ends=ends, changed=changed)

    def _links(self, known, name):
        """{document, form, tag or record: the links with an end that has it, or is it}."""
        if name not in (having := self._having()):
            ends = self.links.touched & self.records.of_kind(name)
            return self._without_stale(known) | {place: self.links.touching([place]) for place in ends}
        came = defaultdict(list)
        ends = self.links.ends(self.links.new)
        borne = {value: bearing & ends for value, bearing in having[name].items() if bearing.intersect(ends)}
        for value, bearing in borne.items():
            came[value] = self.links.touching(bearing) & self.links.new
        empty = {value: BitMap() for value in having[name]}
        return empty | replaced(known, self.links.gone, came)

    def _without_stale(self, sets):
        kept = dict(sets)
        for place in self.stale:
            kept.pop(place, None)
        return kept

    def _having(self):
        return {
            "document": self.records.document,
            "form": self.records.form,
            "tag": self.census.tags.bearing,
        }
