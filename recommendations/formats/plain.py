"""The rows of plain lists as the database gives them, without an object for each: ten times as fast.

They are those that `columns.rows` gives for `columns.RECORDS` and `columns.LINKS`, cell by cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from django.http import StreamingHttpResponse

from sources.csv_files import Part, csv_file, csv_response, joined, written
from sources.models import DocumentVersion
from sources.snapshot import Snapshot

from ..census import Census, LinkSelection, RecordSelection
from ..filters import LinkFilter, RecordFilter
from ..models import Tagging
from . import columns
from .by_keys import Chosen, Codes, streamed, vendor

# After the key, the columns of the files; tags come in the place of a record's second key.
RECORDS = """
SELECT r.id, r.code, r.kind, r.form, d.slug, CASE WHEN p.status = 'published' THEN p.code ELSE '' END,
    r.number, r.heading, r.text, r.attestation, r.status, r.id, r.editorial_note
FROM recommendations_record r
JOIN sources_document d ON d.id = r.document_id
LEFT JOIN recommendations_record p ON p.id = r.parent_id
WHERE r.status = 'published' AND r.id {among}"""
TAGS = 11

# The text as received stands before its document in the table; by an index nobody reads past it.
LINK = """
SELECT x.id, f.code, t.code, x.relation, x.basis, x.reason, d.slug, q.exact, x.origin
FROM recommendations_crossreference x
JOIN recommendations_record f ON f.id = x.from_record_id
JOIN recommendations_record t ON t.id = x.to_record_id
LEFT JOIN sources_quotation q ON q.id = x.evidence_id
LEFT JOIN (SELECT v.id, d.slug FROM sources_documentversion v JOIN sources_document d ON d.id = v.document_id)
    d ON d.id = q.version_id
WHERE x.status = 'published' AND """
LINKS = f"{LINK} x.id {{among}}"
ALL_LINKS = f"""{LINK} f.status = 'published' AND t.status = 'published'
ORDER BY t.sort_key, t.code, f.sort_key, f.code, x.relation, x.id"""
# Where there are more links than records: without what is read once for all.
MANY_LINKS = """
SELECT x.id, x.relation, x.basis, x.reason, q.version_id, q.exact, x.origin
FROM recommendations_crossreference x
LEFT JOIN sources_quotation q ON q.id = x.evidence_id
WHERE x.status = 'published' AND x.id {among}"""


def links_file(name: str, wanted: LinkFilter) -> StreamingHttpResponse:
    """The links that the filter selects, whole and of one moment, in the order of the list."""
    with Snapshot() as snapshot:
        links = wanted.census.links
        found = LinkSelection(wanted.census, wanted).of(wanted)
        chosen = Chosen(links.keys, links.in_order(found))
        parts = link_parts(chosen, wanted.census)
        return csv_file(name, columns.header(columns.LINKS), parts, len(chosen), snapshot.close)


def records_file(name: str, wanted: RecordFilter) -> StreamingHttpResponse:
    """The records with their tags, likewise."""
    with Snapshot() as snapshot:
        records = wanted.census.records
        found = RecordSelection(wanted.census, wanted).of(wanted)
        chosen = Chosen(records.keys, records.in_order(found))
        rows = record_rows(chosen)
        return csv_response(name, columns.header(columns.RECORDS), rows, len(chosen), snapshot.close)


def link_parts(chosen: Chosen, census: Census) -> Iterator[Part]:
    """The lines of the links: a query for every 500, and two for all of them if they are many.

    PostgreSQL is quicker at sorting all there are than at finding each. Of a link only its reason and the
    words of its evidence can need quotation marks: to write the rest as it is takes a third of the time.
    """
    if len(chosen) <= len(census.records.keys):
        for _numbers, rows in chosen.blocks(LINKS):
            yield _lines_of(rows)
    elif len(chosen) == len(census.links.all) and vendor() == "postgresql":
        with closing(streamed(ALL_LINKS)) as blocks:
            for rows in blocks:
                yield _lines_of(rows)
    else:
        yield from _many_links(chosen, census)


def _lines_of(rows) -> Part:
    lines = [
        f"{written(source)},{written(target)},{relation},{basis},{written(reason) if reason else ''},"
        f"{slug or ''},{written(exact) if exact else ''},published,{origin}\r\n"
        for _key, source, target, relation, basis, reason, slug, exact, origin in rows
    ]
    return len(lines), "".join(lines)


def _many_links(chosen, census):
    code, source, target = Codes(census.records).__getitem__, census.links.source, census.links.target
    slugs = dict(DocumentVersion.objects.order_by().values_list("pk", "document__slug")) | {None: ""}
    for numbers, rows in chosen.blocks(MANY_LINKS):
        lines = [
            f"{code(source[number])},{code(target[number])},{relation},{basis},"
            f"{written(reason) if reason else ''},{slugs[version]},{written(exact) if exact else ''},"
            f"published,{origin}\r\n"
            for number, (_key, relation, basis, reason, version, exact, origin) in zip(
                numbers, rows, strict=True
            )
        ]
        yield len(lines), "".join(lines)


def record_rows(chosen: Chosen) -> Iterator[tuple]:
    """The cells of each record; two queries for every 500."""
    for _places, rows in chosen.blocks(RECORDS):
        tags = _tags(row[0] for row in rows)
        for row in rows:
            yield *row[1:TAGS], joined(tags.get(row[0], ())), *row[TAGS + 1 :]


def _tags(keys: Iterable[int]) -> dict[int, list[str]]:
    """The names of the tags of these records, in order."""
    found: dict[int, Any] = defaultdict(list)
    named = Tagging.objects.filter(content_object__in=list(keys)).order_by("tag__name")
    for key, name in named.values_list("content_object", "tag__name"):
        found[key].append(name)
    return found
