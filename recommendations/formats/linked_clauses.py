"""The headline file: one row for each published cross-reference between an objective and a clause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from sources.csv_files import csv_response, joined
from sources.snapshot import Snapshot

from ..census import Census, LinkSelection
from ..filters import LinkFilter
from ..models import Record
from ..models.addresses import address_in
from .by_keys import rows_among
from .columns import Column, header

AT_ONCE = 500  # links, and those of the last pair

COLUMNS = [
    Column(name, meaning, itemgetter(place))
    for place, (name, meaning) in enumerate(
        [
            ("objective_code", _("code of the objective")),
            ("objective_number", _("its number as printed")),
            ("objective_heading", _("its heading as printed")),
            ("objective_text", _("its exact words")),
            ("clause_code", _("code of the clause")),
            ("clause_number", _("its number as printed")),
            ("clause_heading", _("its heading as printed")),
            ("clause_text", _("its exact words")),
            ("plan", _("the title of the document that the clause belongs to")),
            ("relation", _("how the one bears on the other")),
            ("basis", _("stated, same_heading or reading")),
            ("evidence_text", _("the words on which the link rests")),
            ("evidence_url", _("where they stand in the reader")),
            (
                "recommendation_codes",
                _("recommendations joined to both the objective and the clause, joined by |"),
            ),
            ("objective_url", _("permanent address of the objective")),
            ("clause_url", _("permanent address of the clause")),
        ]
    )
]

# After the key, the columns up to the words of the evidence, whichever way the link runs; then its place.
LINKS = """
SELECT x.id, o.code, o.number, o.heading, o.text, c.code, c.number, c.heading, c.text, d.title,
    x.relation, x.basis, q.exact, h.slug, p.position
FROM recommendations_crossreference x
JOIN recommendations_record o
    ON o.id = CASE WHEN x.to_kind = 'objective' THEN x.to_record_id ELSE x.from_record_id END
JOIN recommendations_record c
    ON c.id = CASE WHEN x.to_kind = 'objective' THEN x.from_record_id ELSE x.to_record_id END
JOIN sources_document d ON d.id = c.document_id
LEFT JOIN sources_quotation q ON q.id = x.evidence_id
LEFT JOIN sources_passage p ON p.id = q.start_passage_id
LEFT JOIN (SELECT v.id, d.slug FROM sources_documentversion v JOIN sources_document d ON d.id = v.document_id)
    h ON h.id = q.version_id
WHERE x.status = 'published' AND x.id {among}"""
OBJECTIVE, CLAUSE, RELATION, KNOWN = 1, 5, 10, slice(1, 13)
CODES = "SELECT id, code FROM recommendations_record WHERE status = 'published' AND id {among}"


class Pair(NamedTuple):
    """An objective and a clause, by place; the keys of their links; the recommendations joined to both."""

    objective: int
    clause: int
    links: list[int]
    recommendations: BitMap


def file(name: str, wanted: LinkFilter, root: str) -> StreamingHttpResponse:
    """The file of the links of this filter; `root` is the site's address, without a slash."""
    with Snapshot() as snapshot:
        census = wanted.census
        found = between_objectives_and_clauses(census, LinkSelection(census, wanted).of(wanted))
        rows = link_rows(census, found, root)
        return csv_response(name, header(COLUMNS), rows, len(found), snapshot.close)


def between_objectives_and_clauses(census: Census, links: BitMap) -> BitMap:
    """Those of the links that the file has a row for."""
    for kind in (Record.Kind.OBJECTIVE, Record.Kind.CLAUSE):
        links = links & census.links.touching(census.records.of_kind(kind))
    return links


def link_rows(census: Census, links: BitMap, root: str) -> Iterator[list[object]]:
    """The cells of each link, by objective and then by clause; two queries for every 500 links."""
    for some in _some(_pairs(census, links)):
        found = {row[0]: row for row in rows_among(LINKS, [key for pair in some for key in pair.links])}
        both = BitMap.union(BitMap(), *(pair.recommendations for pair in some))
        codes = dict(rows_among(CODES, [census.records.keys[place] for place in both]))
        for pair in some:
            beside = census.records.in_order(pair.recommendations)
            named = joined(codes[census.records.keys[place]] for place in beside)
            here = [found[key] for key in pair.links if key in found]
            for row in sorted(here, key=lambda row: (row[RELATION], row[0])):
                yield _cells(row, named, root)


def _cells(row, named, root):
    objective, clause = (
        f"{root}{address_in(kind, row[at])}" for kind, at in (("objective", OBJECTIVE), ("clause", CLAUSE))
    )
    slug, position = row[-2:]
    place = f"{root}{_reader(slug)}#p{position}" if slug else ""
    return [*row[KNOWN], place, named, objective, clause]


@cache
def _reader(slug):
    return reverse("reader", args=[slug])


def _pairs(census, links) -> Iterator[Pair]:
    """The objectives and clauses that these links join, in order."""
    records = census.records
    recommendations = records.of_kind(Record.Kind.RECOMMENDATION)
    for objective in records.in_order(records.of_kind(Record.Kind.OBJECTIVE)):
        met = defaultdict(list)
        for ends, lead in (
            (census.links.source, census.links.into(objective)),
            (census.links.target, census.links.out_of(objective)),
        ):
            for link in BitMap(lead) & links:
                met[ends[link]].append(census.links.keys[link])
        beside = BitMap(census.links.neighbours(objective)) & recommendations if met else BitMap()
        for clause in sorted(met, key=records.rank):
            both = beside & BitMap(census.links.neighbours(clause)) if beside else beside
            yield Pair(objective, clause, met[clause], both)


def _some(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Pairs with some hundred links at a time."""
    some: list[Pair] = []
    waiting = 0
    for pair in pairs:
        some.append(pair)
        waiting += len(pair.links)
        if waiting >= AT_ONCE:
            yield some
            some, waiting = [], 0
    if some:
        yield some
