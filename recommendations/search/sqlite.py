"""The index in SQLite: one FTS5 table, whose row number is the number of the entry.

The tokenizer only parts lexemes at the blanks between them: what they are was settled in `analysis`.
"""

from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection

from .entries import Entry
from .query import ALL, EXACT, And, Leaf, Node, Not, Or

CREATE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    heading, text, rest, tokenize = "ascii tokenchars '=:_'"
)"""
DROP = "DROP TABLE IF EXISTS search_index"
BUILT_AT_ONCE = 16 * 2**20  # bytes of words that are held in memory while the index is made anew
VOCABULARY = "CREATE VIRTUAL TABLE temp.search_vocabulary USING fts5vocab (main, search_index, row)"
WORDS = f"""SELECT substr(term, {len(EXACT) + 1}), doc FROM temp.search_vocabulary
WHERE term >= '{EXACT}' AND term < '{chr(ord(EXACT) + 1)}'"""

MATCHES = "search_index MATCH %s"
# The less, the better; a word of the heading counts five times one of the text.
RELEVANCE = "bm25(search_index, 5.0, 1.0, 2.0)"
RELEVANCE_PARAMETERS = 0  # how often the expression is asked for in it
# The plus keeps SQLite from asking for each row by itself.
AMONG = "(+{key}) IN (SELECT value FROM json_each(%s))"
PLANNED = ""  # how the database is told to go about it


def expression(node: Node) -> str:
    """The tree in the language of FTS5."""
    if isinstance(node, Leaf):
        phrase = f'"{" ".join(node.lexemes)}"' + (" *" if node.is_prefix else "")
        return f"{{{node.column}}} : {phrase}" if node.column else phrase
    if isinstance(node, Or):
        return "(" + " OR ".join(expression(part) for part in node.parts) + ")"
    parts = node.parts if isinstance(node, And) else (node,)
    wanted = [expression(part) for part in parts if not isinstance(part, Not)]
    without = [expression(part.part) for part in parts if isinstance(part, Not)]
    found = "(" + " AND ".join(wanted or [f'"{ALL}"']) + ")"
    return f"({found} NOT ({' OR '.join(without)}))" if without else found


def counted_apart(kinds: Sequence[str]) -> list[Sequence[str]]:
    """The kinds as they are counted: FTS5 runs through the stretch of one faster than anything sorts many."""
    return [[kind] for kind in kinds]


def keys(found: Sequence[int]) -> str:
    """Primary keys as the parameter of AMONG."""
    return f"[{','.join(map(str, found))}]"


def columns(entry: Entry) -> tuple[str, str, str]:
    """The three columns as they are stored."""
    heading, text, rest = (
        f" {ALL} ".join([words.said for _start, words in column]) for column in entry.columns
    )
    return heading, text, rest


def add(entries: Iterable[Entry]) -> None:
    """Store entries that the index does not have."""
    rows = [(entry.id, *columns(entry)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (rowid, heading, text, rest) VALUES (%s, %s, %s, %s)", rows
        )


def remove(ids: Iterable[int]) -> None:
    """Drop entries, those that are there."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(each,) for each in ids])


def empty() -> None:
    """Begin anew, whatever state the table is in; what is written is merged when all is there."""
    with connection.cursor() as cursor:
        cursor.execute(DROP)
        cursor.execute(CREATE)
    _configure(automerge=0, hashsize=BUILT_AT_ONCE)


def finish() -> None:
    """Merge what was written in many steps."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
    _configure(automerge=4, hashsize=2**20)  # as FTS5 has them by itself


def _configure(**options):
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_index (search_index, rank) VALUES (%s, %s)", list(options.items())
        )


def vocabulary() -> list[tuple[str, int]]:
    """Each word in its exact form, and how many entries it occurs in."""
    with connection.cursor() as cursor:
        cursor.execute(VOCABULARY)
        cursor.execute(WORDS)
        counted = cursor.fetchall()
        cursor.execute("DROP TABLE temp.search_vocabulary")
    return counted


def differing(entries: list[Entry]) -> set[int]:
    """Numbers of those entries that the index has otherwise, or not at all."""
    ids = [entry.id for entry in entries]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(ids))
        cursor.execute(f"SELECT rowid, heading, text, rest FROM search_index WHERE rowid IN ({marks})", ids)
        stored = {row[0]: row[1:] for row in cursor}
    return {entry.id for entry in entries if stored.get(entry.id) != columns(entry)}


def damage() -> str:
    """What is wrong with the table itself, "" when its lists of places fit what it stores."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
    except DatabaseError:
        return "its lists of words do not fit what it stores"
    return ""
