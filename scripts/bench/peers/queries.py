"""Hand-written SQL for the same pages, on SQLite and PostgreSQL: each function gives plain rows.

`ask` runs a statement with its values ("?" for each) and gives all rows. Nothing here knows Django.
"""

from collections.abc import Callable, Sequence
from typing import Any

Ask = Callable[[str, Sequence[Any]], list[tuple]]
PER_PAGE = 50

RECORD = """
SELECT r.id, r.code, r.kind, r.form, r.number, r.heading, r.text, r.editorial_note, r.sort_key,
       d.slug, d.title, d.short_title, p.code, p.number, p.heading
FROM recommendations_record r JOIN sources_document d ON d.id = r.document_id
LEFT JOIN recommendations_record p ON p.id = r.parent_id
WHERE r.code = ? AND r.status = 'published'"""
PLACE = """
SELECT u.role, q.exact, a.position, a.page, s.label, s.heading
FROM recommendations_recordquotation u JOIN sources_quotation q ON q.id = u.quotation_id
JOIN sources_passage a ON a.id = q.start_passage_id LEFT JOIN sources_section s ON s.id = a.section_id
WHERE u.record_id = ? ORDER BY u.role, u.position"""
# One statement for both directions: what it is joined to, and the evidence with its place.
LINKS = " UNION ALL ".join(
    f"""
SELECT '{way}', x.relation, x.basis, x.reason, o.code, o.kind, o.number, o.heading, o.text,
  q.exact, a.position, d.slug, d.short_title
FROM recommendations_crossreference x JOIN recommendations_record o ON o.id = x.{there}_record_id
LEFT JOIN sources_quotation q ON q.id = x.evidence_id LEFT JOIN sources_passage a ON a.id = q.start_passage_id
LEFT JOIN peer_version v ON v.id = q.version_id
LEFT JOIN sources_document d ON d.id = v.document_id
WHERE x.{here}_record_id = ? AND x.status = 'published' AND o.status = 'published'"""
    for way, here, there in (("out", "from", "to"), ("in", "to", "from"))
)
AROUND = """
SELECT 'tag', t.slug, t.name FROM recommendations_tagging g JOIN recommendations_tag t ON t.id = g.tag_id
WHERE g.content_object_id = ?
UNION ALL SELECT y.role, a.slug, a.name FROM recommendations_responsibility y
JOIN recommendations_actor a ON a.id = y.actor_id WHERE y.record_id = ?
UNION ALL SELECT 'under', c.code, c.heading FROM recommendations_record c
WHERE c.parent_id = ? AND c.status = 'published'"""
BESIDE = """
SELECT * FROM (SELECT code FROM recommendations_record WHERE kind = ? AND status = 'published'
AND sort_key < ? ORDER BY sort_key DESC LIMIT 1) b
UNION ALL SELECT * FROM (SELECT code FROM recommendations_record WHERE kind = ? AND status = 'published'
AND sort_key > ? ORDER BY sort_key LIMIT 1) a"""

# Ids first, from the index alone; then what fifty rows show.
IDS = "SELECT id FROM recommendations_record r WHERE kind = ? AND status = 'published' {} ORDER BY sort_key"
COUNT = "SELECT coalesce(sum(n), 0) FROM peer_total WHERE kind = ? {}"
ROWS = """
SELECT r.id, r.code, r.number, r.heading, r.text, r.form, d.slug, d.short_title
FROM recommendations_record r JOIN sources_document d ON d.id = r.document_id
WHERE r.id IN ({}) ORDER BY r.sort_key"""
COUNTS = """
SELECT x.from_record_id, x.to_kind, x.to_record_id FROM recommendations_crossreference x
JOIN recommendations_record o ON o.id = x.to_record_id
WHERE x.from_record_id IN ({0}) AND x.status = 'published' AND o.status = 'published'
UNION SELECT x.to_record_id, x.from_kind, x.from_record_id FROM recommendations_crossreference x
JOIN recommendations_record o ON o.id = x.from_record_id
WHERE x.to_record_id IN ({0}) AND x.status = 'published' AND o.status = 'published'"""
ROW_TAGS = """
SELECT g.content_object_id, t.slug, t.name FROM recommendations_tagging g
JOIN recommendations_tag t ON t.id = g.tag_id WHERE g.content_object_id IN ({}) ORDER BY t.name"""
ROW_ACTORS = """
SELECT y.record_id, a.slug, a.name FROM recommendations_responsibility y
JOIN recommendations_actor a ON a.id = y.actor_id
WHERE y.record_id IN ({}) AND y.role = 'addressee' ORDER BY a.name"""

FACETS = {
    "form": "SELECT form, n FROM peer_total WHERE kind = ?",
    "document": """
SELECT d.slug, n FROM (SELECT document_id, count(*) n FROM recommendations_record
WHERE kind = ? AND status = 'published' AND form = ? GROUP BY document_id) f
JOIN sources_document d ON d.id = f.document_id ORDER BY n DESC""",
    "attestation": """
SELECT attestation, count(*) FROM recommendations_record
WHERE kind = ? AND status = 'published' AND form = ? GROUP BY attestation""",
}
FOUND = """
SELECT r.code, r.kind, r.number, r.heading, r.text, bm25(found, 4.0, 1.0) FROM found
JOIN recommendations_record r ON r.id = found.rowid
WHERE found MATCH ? AND r.status = 'published' ORDER BY 6 LIMIT 20"""
FOUND_IN_ALL = """
SELECT count(*) FROM found JOIN recommendations_record r ON r.id = found.rowid
WHERE found MATCH ? AND r.status = 'published'"""


def record(ask: Ask, code: str) -> dict:
    """All that a record's page shows: the record, its places, links, neighbours, tags and actors."""
    (found,) = ask(RECORD, [code])
    pk, kind, key = found[0], found[2], found[8]
    return {
        "record": found,
        "places": ask(PLACE, [pk]),
        "links": ask(LINKS, [pk, pk]),
        "around": ask(AROUND, [pk, pk, pk]),
        "beside": ask(BESIDE, [kind, key, kind, key]),
    }


def records(ask: Ask, kind: str, page: int, form: str = "") -> dict:
    """A page of fifty records with their counts of links, tags and addressees, and the total."""
    narrowed, values = ("AND form = ?", [kind, form]) if form else ("", [kind])
    ((total,),) = ask(COUNT.format(narrowed), values)
    ids = [pk for (pk,) in ask(IDS.format(narrowed) + " LIMIT 50 OFFSET ?", [*values, (page - 1) * PER_PAGE])]
    marks = ",".join("?" * len(ids))
    return {
        "total": total,
        "rows": ask(ROWS.format(marks), ids),
        "counts": ask(COUNTS.format(marks), ids * 2),
        "tags": ask(ROW_TAGS.format(marks), ids),
        "actors": ask(ROW_ACTORS.format(marks), ids),
    }


def facets(ask: Ask, kind: str, form: str) -> dict[str, list[tuple]]:
    """Three exact facets of the records of one form; that of the form leaves its own filter out."""
    return {name: ask(sql, [kind] if name == "form" else [kind, form]) for name, sql in FACETS.items()}


def search(ask: Ask, words: str) -> dict:
    """The twenty best of what holds all of the words, by bm25, and how many there are."""
    quoted = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    ((total,),) = ask(FOUND_IN_ALL, [quoted])
    return {"total": total, "rows": ask(FOUND, [quoted])}
