"""How the values of facets are called: one query for all that a form offers."""

from collections.abc import Iterable

from django.db import connections, router

from .models import Record
from .parameters import WORDS_OF_TEXT, Term

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


def named(wanted: dict[str, Iterable[int]]) -> dict[tuple[str, int], Term]:
    """{(facet, primary key): its term} of everything wanted that is there. One query.

    Plain SQL, because building the same from querysets takes longer than to answer it.
    """
    keys = {name: list(keys) for name, keys in wanted.items() if keys}
    if not keys:
        return {}
    statement = " UNION ALL ".join(_select(name, len(found)) for name, found in keys.items())
    with connections[router.db_for_read(Record)].cursor() as cursor:
        cursor.execute(statement, [key for found in keys.values() for key in found])
        return {(name, pk): Term(value, pk, *called) for name, pk, value, *called in cursor.fetchall()}


def _select(name, number):
    columns, table = COLUMNS[name]
    return f"SELECT '{name}', id, {columns} FROM {table} WHERE id IN ({', '.join(['%s'] * number)})"
