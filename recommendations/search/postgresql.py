"""The index in PostgreSQL: a table of tsvectors with a GIN index.

The vectors are written lexeme by lexeme, with no text search configuration: what they are was settled in
`analysis`. The weights A, B and C are the columns heading, text and rest.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from .entries import Entry
from .query import ALL, EXACT, Leaf, Node, Not, Or

BEGIN = """
DROP TABLE IF EXISTS search_index;
CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL DEFAULT '')"""
FINISH = """
CREATE INDEX search_index_words ON search_index USING gin (words);
ANALYZE search_index"""

MATCHES = "words @@ %s::tsquery"
# The less, the better; the weights are those of D, C, B and A; long texts do not gain by their length.
RELEVANCE = "-ts_rank('{0, 0.4, 0.2, 1}', words, %s::tsquery, 1)"
RELEVANCE_PARAMETERS = 1
AMONG = "({key}) = ANY(%s)"
# To the end of the transaction, which is that of the question alone where there is no other. The planner does
# not know that to run through the table is to unpack every row, and would do so for any frequent word.
PLANNED = "SET LOCAL enable_seqscan = off; "

_WEIGHTS = {"heading": "A", "text": "B", "": ""}


def expression(node: Node) -> str:
    """The tree as a tsquery."""
    if isinstance(node, Leaf):
        return f"({' <-> '.join(_operands(node))})"
    if isinstance(node, Not):
        return f"('{ALL}' & !{expression(node.part)})"
    parts = list(node.parts)
    if isinstance(node, Or):
        return "(" + " | ".join(expression(part) for part in parts) + ")"
    if all(isinstance(part, Not) for part in parts):
        return f"('{ALL}' & " + " & ".join(map(_operand, parts)) + ")"
    return "(" + " & ".join(_operand(part) for part in parts) + ")"


def _operand(part):
    return f"!{expression(part.part)}" if isinstance(part, Not) else expression(part)


def _operands(leaf):
    *others, last = leaf.lexemes
    weight = _WEIGHTS[leaf.column]
    signs = f":{weight}" if weight else ""
    last_signs = f":*{weight}" if leaf.is_prefix else signs
    return [*(_quoted(lexeme) + signs for lexeme in others), _quoted(last) + last_signs]


def _quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def counted_apart(kinds: Sequence[str]) -> list[Sequence[str]]:
    """The kinds as they are counted: all at once."""
    return [kinds]


def keys(found: Sequence[int]) -> list[int]:
    """Primary keys as the parameter of AMONG."""
    return list(found)


def vector(entry: Entry) -> str:
    """The three columns as a tsvector."""
    places = defaultdict(list)
    for weight, lines in (("A", entry.heading), ("B", entry.text), ("C", entry.rest)):
        for start, lexemes in lines:
            for place, lexeme in enumerate(lexemes, start):
                if lexeme != ALL or len(lexemes) == 1:
                    places[lexeme].append(f"{place}{weight}")
    return " ".join(f"{_quoted(lexeme)}:{','.join(found)}" for lexeme, found in places.items())


def add(entries: Iterable[Entry]) -> None:
    """Store entries; one that somebody else has stored meanwhile is replaced."""
    rows = [(entry.id, vector(entry)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_index (rowid, words)"
            " SELECT id, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS new (id, words)"
            " ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words",
            [[each for each, _words in rows], [words for _id, words in rows]],
        )


def remove(ids: Iterable[int]) -> None:
    """Drop entries, those that are there."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_index WHERE rowid = ANY(%s)", [list(ids)])


def empty() -> None:
    """Begin anew, whatever state the table is in; its words are indexed when all are there."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN)


def finish() -> None:
    """Index the words, and tell the planner of them."""
    with connection.cursor() as cursor:
        cursor.execute(FINISH)


def vocabulary() -> list[tuple[str, int]]:
    """Each word in its exact form, and how many entries it occurs in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(word, 2), ndoc FROM ts_stat('SELECT words FROM search_index')"
            " WHERE starts_with(word, %s)",
            [EXACT],
        )
        return cursor.fetchall()


def differing(entries: list[Entry]) -> set[int]:
    """Numbers of those entries that the index has otherwise, or not at all."""
    wanted = [(entry.id, vector(entry)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT wanted.id FROM unnest(%s::bigint[], %s::text[]) AS wanted (id, words)"
            " LEFT JOIN search_index ON rowid = wanted.id"
            " WHERE search_index.words IS DISTINCT FROM wanted.words::tsvector",
            [[each for each, _words in wanted], [words for _id, words in wanted]],
        )
        return {row[0] for row in cursor}


def damage() -> str:
    """What is wrong with the table itself: whether the words are indexed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_index_words') IS NULL")
        return "the words are not indexed (search_index_words is missing)" if cursor.fetchone()[0] else ""
