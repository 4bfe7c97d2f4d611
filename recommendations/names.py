"""How things are called: everything that one page needs to name, by one query.

Plain SQL, because building the same from querysets takes longer than to answer it. The names of values that
forms offer are remembered while the content version is the same; the query that a page asks anyway tells.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connections, router

from sources.content_version import TABLE

from .census import Census
from .models import Record
from .outline import SHALLOW
from .parameters import WORDS_OF_TEXT, Term

# Parts of one statement, each a SELECT of (what, key, value, number or role, name) with its parameters.
Question = list[tuple[str, list[Any]]]
Rows = list[tuple[str, int, str, str, str]]
Terms = Mapping[tuple[str, int], Term]  # by facet and primary key
REMEMBERED = 20_000  # terms, in each process
VERSION: tuple[str, list] = (f"SELECT 'version', slot, '', '', token FROM {TABLE}", [])

# Facet: SQL for (value, number, name) and the table, to be narrowed by primary keys.
RECORD = (
    f"code, number, CASE WHEN heading > '' THEN heading ELSE SUBSTR(text, 1, {WORDS_OF_TEXT}) END",
    "recommendations_record",
)
COLUMNS = {
    "objective": RECORD,
    "clause": RECORD,
    "document": ("slug, '', short_title", "sources_document"),
    "tag": ("slug, '', name", "recommendations_tag"),
    "actor": ("slug, '', name", "recommendations_actor"),
}
# What records bear and whom they ask to act, to be narrowed by the records' primary keys.
BORNE = {
    "bears": "content_object_id, slug, '', name FROM recommendations_tagging "
    "JOIN recommendations_tag ON recommendations_tag.id = tag_id WHERE content_object_id",
    "asks": "record_id, slug, '', name FROM recommendations_responsibility "
    "JOIN recommendations_actor ON recommendations_actor.id = actor_id "
    "WHERE role = 'addressee' AND record_id",
}


# The heading, three levels deep at most, under which words are printed, of the first place that they are
# read in. A heading is the document's own words: where only quotations are allowed there is none.
UNDER = f"""SELECT 'under', u.record_id, '', CASE WHEN s.level > {SHALLOW} THEN a.label ELSE s.label END,
    CASE WHEN s.level > {SHALLOW} THEN a.heading ELSE s.heading END
FROM recommendations_recordquotation u
JOIN sources_quotation q ON q.id = u.quotation_id
JOIN sources_documentversion v ON v.id = q.version_id
JOIN sources_document d ON d.id = v.document_id
JOIN sources_passage p ON p.id = q.start_passage_id
JOIN sources_section s ON s.id = p.section_id
LEFT JOIN sources_section a ON a.id = s.parent_id
WHERE u.role = 'text' AND u.position = 1 AND d.rights = 'full_text' AND u.record_id IN """


def names_of(keys: Mapping[str, Iterable[int]]) -> Question:
    """The terms of these facets with these primary keys."""
    question: Question = []
    for name, found in keys.items():
        if wanted := list(found):
            columns, table = COLUMNS[name]
            sql = f"SELECT '{name}', id, {columns} FROM {table} WHERE id IN {_places(wanted)}"
            question.append((sql, wanted))
    return question


def borne_by(records: Iterable[int]) -> Question:
    """The tags that these records bear ("bears") and the actors that they ask to act ("asks")."""
    wanted = list(records)
    if not wanted:
        return []
    return [(f"SELECT '{what}', {sql} IN {_places(wanted)}", wanted) for what, sql in BORNE.items()]


def printed_under(records: Iterable[int]) -> Question:
    """The headings under which these records are printed ("under")."""
    wanted = list(records)
    return [(f"{UNDER} {_places(wanted)}", wanted)] if wanted else []


def ask(question: Question) -> Rows:
    """All that is asked for, by one query; none if nothing is."""
    if not question:
        return []
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _keys in question),
            [key for _sql, keys in question for key in keys],
        )
        return cursor.fetchall()


class _Remembered(NamedTuple):
    """Terms as they are called in one version of the content."""

    version: str
    terms: dict[tuple[str, int], Term]


def ask_with_terms(
    census: Census, wanted: Mapping[str, Iterable[int]], question: Question
) -> tuple[Terms, Rows]:
    """The terms of these facets with these primary keys, and an answer, both of one moment.

    Terms are remembered with the census. One query; two where nothing but names has changed since.
    """
    kept = census.once("terms", lambda: [_Remembered("", {})])
    known = kept[0]
    version, found, answer = _ask(wanted, question, known.terms)
    if version != known.version:
        if known.terms:
            version, found, answer = _ask(wanted, question, {})
        known = _Remembered(version, {})
    known.terms.update(found)
    kept[0] = known if len(known.terms) < REMEMBERED else _Remembered("", {})
    return known.terms, answer


def _ask(wanted, question, known):
    """The content version, those of the terms that are not known, and the answer: one statement."""
    unknown: dict[str, list[int]] = {
        name: [key for key in keys if (name, key) not in known] for name, keys in wanted.items()
    }
    rows = ask([VERSION, *names_of(unknown), *question])
    tokens = sorted((slot, token) for what, slot, _value, _role, token in rows if what == "version")
    version = ".".join(token for _slot, token in tokens)
    return version, as_terms(row for row in rows if row[0] in COLUMNS), rows


def as_terms(answer: Iterable[tuple[str, int, str, str, str]]) -> dict[tuple[str, int], Term]:
    """{(facet, primary key): its term}."""
    return {(name, pk): Term(value, pk, number, called) for name, pk, value, number, called in answer}


def _places(keys):
    return f"({', '.join(['%s'] * len(keys))})"
