"""An index of the words in some columns of a table, which the database keeps by itself.

It answers editors, who look for rows in any status: every way of writing reaches it (forms, import,
SQL by hand), in the transaction of the change. On SQLite it is an FTS5 table beside the table, which
stores no text of its own and is kept by triggers; on PostgreSQL a GIN index. Both take letters and
digits for words and whatever else for the space between them, and know no capitals.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.apps import AppConfig
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

MANY = 5_000  # rows that are gone through rather than sorted
SMALL = 10_000  # rows that are looked through in a tenth of a second
LONGEST = 100_000  # characters of a row that PostgreSQL looks at
# PostgreSQL's parser would read addresses, paths and numbers with signs as one word each.
SIGNS = "".join(chr(code) for code in range(1, 192) if not chr(code).isalnum()) + "‐‑‒–—―‘’‚“”„†‡•…′″‹›«»"


@dataclass(frozen=True)
class Lookup:
    """The words of these columns of a table; the table's key is called `id`."""

    table: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """The index in the database."""
        return f"{self.table}_words"

    def matching(self, typed: str) -> RawSQL | None:
        """The keys of the rows that have all the words, as a subquery for `pk__in`; None: there are no words.

        Words are parted by blanks; the beginning of one is enough. One with a sign in it, such as a code
        or "3.9", is looked for as words that stand side by side.
        """
        terms = [term for term in typed.replace("\0", " ").split() if _words(term)]
        if not terms:
            return None
        sql, parameters = (_on_postgresql if connection.vendor == "postgresql" else _on_sqlite)(self, terms)
        return RawSQL(sql, parameters, models.BigIntegerField())


def condition(keys: dict[str, RawSQL]) -> Q:
    """One of these fields holds a key from its subquery. One query, to see whether there are many.

    Where there are, the rows are gone through in the order that is asked for, until a page is full; to
    collect and sort them all would take many times as long.
    """
    stands_in = GoneThrough if _are_many(next(iter(keys.values()))) else In
    return reduce(or_, (Q(stands_in(F(field), found)) for field, found in keys.items()))


class GoneThrough(In):
    """A field holds one of many keys; where an order is asked for, the rows are gone through in that order.

    An index holds the field but not the sum that stands for it then, so that the database can't begin with
    the keys. To count rows that is what it should do.
    """

    def process_lhs(self, compiler, connection, lhs=None):
        sql, values = super().process_lhs(compiler, connection, lhs)
        query = compiler.query
        in_order = query.order_by or (query.default_ordering and query.get_meta().ordering)
        return (f"({sql} + 0)" if in_order else sql), values


def _are_many(keys):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({keys.sql} LIMIT {MANY + 1}) AS found", keys.params)
        return cursor.fetchone()[0] > MANY


QUOTATIONS = Lookup("sources_quotation", ("exact",))


def _words(term):
    """The words of a term, as both databases part them."""
    return "".join(sign if sign.isalnum() else " " for sign in term).split()


def _on_sqlite(lookup, terms):
    phrases = " AND ".join(f'"{" ".join(_words(term))}" *' for term in terms)
    return f"SELECT rowid FROM {lookup.name} WHERE {lookup.name} MATCH %s", [phrases]


def _on_postgresql(lookup, terms):
    parts, parameters = [], []
    for term in terms:
        *before, last = _words(term)
        parts.append("(phraseto_tsquery('simple', lower(%s)) <-> to_tsquery('simple', lower(%s)))")
        parameters += [" ".join(before), f"'{last}':*"]
    found = f"{_vector(lookup)} @@ ({' && '.join(parts)})"
    return f"SELECT id FROM {lookup.table} WHERE {found}", parameters


def _vector(lookup):
    """The words of a row; the same expression in the index and in the question, or the index is not used."""
    text = " || ' ' || ".join(lookup.columns)
    signs = SIGNS.replace("'", "''").replace("%", "%%")
    return (
        f"to_tsvector('simple', lower(translate(left({text}, {LONGEST}), '{signs}', '{' ' * len(SIGNS)}')))"
    )


# Keeping it


def keep(sender: AppConfig, using: str, lookups: Iterable[Lookup], **_signal) -> None:
    """Make what is missing of these indexes, and fill it. Done after each `migrate`.

    SQLite makes many an altered table anew, and drops its triggers silently.
    """
    database = connections[using]
    tables = set(database.introspection.table_names())
    for lookup in lookups:
        if lookup.table in tables:
            make = _index if database.vendor == "postgresql" else _table
            make(database, lookup)


@contextmanager
def put_off(lookups: Iterable[Lookup]) -> Iterator[None]:
    """Within, many rows may come, in one transaction: a small table is looked through once, at the end.

    On SQLite, that is, where a trigger for each row takes six times as long.
    """
    small = [lookup for lookup in lookups if connection.vendor == "sqlite" and is_small(lookup.table)]
    with connection.cursor() as cursor:
        for name in [name for lookup in small for name, _sql in _triggers(lookup)]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    yield
    for lookup in small:
        _table(connection, lookup)


def is_small(table: str) -> bool:
    """Whether all of a table is looked through in no time."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1 OFFSET {SMALL}")
        return cursor.fetchone() is None


def _index(database: BaseDatabaseWrapper, lookup):
    vector = _vector(lookup).replace("%%", "%")  # nothing is filled in here
    with database.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {lookup.name} ON {lookup.table} USING gin (({vector}))")


def _table(database: BaseDatabaseWrapper, lookup):
    wanted = dict(_triggers(lookup))
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [lookup.table]
        )
        missing = wanted.keys() - {name for (name,) in cursor.fetchall()}
        if not missing:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {lookup.name} USING fts5({', '.join(lookup.columns)}, "
            f"content={lookup.table}, content_rowid=id, columnsize=0, "
            f"tokenize='unicode61 remove_diacritics 0')"
        )
        for name in sorted(missing):
            cursor.execute(wanted[name])
        cursor.execute(f"INSERT INTO {lookup.name} ({lookup.name}) VALUES ('rebuild')")


def _triggers(lookup):
    """(name, SQL) of each. A row without words is not in the index, and must not be taken out of it."""
    columns = ", ".join(lookup.columns)
    old, new = (", ".join(f"{row}.{column}" for column in lookup.columns) for row in ("OLD", "NEW"))
    had, has = (" OR ".join(f"{row}.{column} <> ''" for column in lookup.columns) for row in ("OLD", "NEW"))
    index = lookup.name
    out = f"INSERT INTO {index} ({index}, rowid, {columns}) SELECT 'delete', OLD.id, {old} WHERE {had}"
    into = f"INSERT INTO {index} (rowid, {columns}) SELECT NEW.id, {new} WHERE {has}"
    # A change of something else costs nothing.
    events = {
        "insert": ("INSERT", f"WHEN {has}", into),
        "delete": ("DELETE", f"WHEN {had}", out),
        "update": (
            f"UPDATE OF id, {columns}",
            f"WHEN (OLD.id, {old}) IS NOT (NEW.id, {new})",
            f"{out}; {into}",
        ),
    }
    for event, (when, condition, work) in events.items():
        name = f"{lookup.name}_{event}"
        yield name, f"CREATE TRIGGER {name} AFTER {when} ON {lookup.table} {condition} BEGIN {work}; END"
