"""Rows on their way into the database, in blocks: new ones whole, known ones where they differ."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection, models

from .report import Tally

BLOCK = 2_000
KEEP: Any = object()  # a value that stays as it is stored, or is the field's default in a new row
COPIED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Writer:
    """Rows of one model; `names` are the columns that a package tells of, `only_new` those of new rows.

    Keys are given out here, above every key that was ever used, so that rows can name each
    other before they are stored, and history never speaks of two things under one key.
    """

    def __init__(self, model: type[models.Model], names: Iterable[str], tally: Tally, only_new=()):
        self.model, self.names, self.tally = model, tuple(names), tally
        self.fields: list[Any] = [model._meta.get_field(name) for name in (*self.names, *only_new)]
        self.told = str(model._meta.verbose_name_plural)
        self.is_empty = not model._base_manager.exists()
        self.first_new = self.next_key = _next_key(model)
        self.changed: list[int] = []
        self._new: list[tuple] = []
        self._known: dict[int, tuple] = {}
        made = ((n, _prepared(field)) for n, field in enumerate(self.fields, 1))
        self._odd = [(n, make) for n, make in made if make]  # n counts the key, which comes first

    def is_new(self, pk: int) -> bool:
        """Whether the row was created here."""
        return pk >= self.first_new

    def create(self, values: Sequence[Any]) -> int:
        """A new row; `values` in the order of `names` and `only_new`. Returns its key."""
        pk, self.next_key = self.next_key, self.next_key + 1
        self._new.append((pk, *values))
        if len(self._new) >= BLOCK:
            self._insert()
        return pk

    def change(self, pk: int, values: Sequence[Any]) -> None:
        """A row that is known already; stored if anything in it differs."""
        self._known[pk] = tuple(values)
        if len(self._known) >= BLOCK:
            self.flush()

    def set_one(self, name: str, values: Iterable[tuple[int, Any]]) -> None:
        """Give rows (by their keys) another value in one column, where it differs."""
        self.flush()
        for some in blocks(list(values)):
            wanted = dict(some)
            stored = self.model._base_manager.filter(pk__in=list(wanted)).values_list("pk", name)
            changed = [(wanted[pk], pk) for pk, before in stored if before != wanted[pk]]
            if changed:
                field: Any = self.model._meta.get_field(name)
                column = _quoted([field.column])
                _execute_many(f"UPDATE {_table(self.model)} SET {column} = %s WHERE id = %s", changed)
            for _value, pk in changed:
                self._note(pk)

    def remove(self, pks: Iterable[int]) -> None:
        """Delete rows."""
        gone = [(pk,) for pk in pks]
        _execute_many(f"DELETE FROM {_table(self.model)} WHERE id = %s", gone)
        self.tally.removed[self.told] += len(gone)

    def flush(self) -> None:
        """Store what is waiting."""
        self._insert()
        self._update()

    def finish(self) -> None:
        """Store the rest, and let the database give out keys above ours."""
        self.flush()
        if connection.vendor == "postgresql" and self.next_key > self.first_new:
            _execute("SELECT setval(%s::regclass, %s)", [_sequence(self.model), self.next_key - 1])

    def _insert(self):
        if not self._new:
            return
        rows = [self._prepare(row) for row in self._new] if self._odd else self._new
        columns = ["id", *(field.column for field in self.fields)]
        if connection.vendor == "postgresql":
            _copy(self.model, columns, rows)
        else:
            marks = ", ".join(["%s"] * len(columns))
            _execute_many(f"INSERT INTO {_table(self.model)} ({_quoted(columns)}) VALUES ({marks})", rows)
        self.tally.created[self.told] += len(rows)
        self._new = []

    def _prepare(self, row):
        """The row, key first, with what the driver does not take as it is made ready."""
        ready = list(row)
        for place, make in self._odd:
            if ready[place] is not None:
                ready[place] = make(ready[place])
        return ready

    def _update(self):
        if not self._known:
            return
        known, self._known = self._known, {}
        stored = self.model._base_manager.filter(pk__in=list(known)).values_list("pk", *self.names)
        changed = []
        for pk, *before in stored:
            after = [old if new is KEEP else new for old, new in zip(before, known[pk], strict=True)]
            if after != before:
                changed.append((*self._prepare((pk, *after))[1:], pk))
                self._note(pk)
        self._store(changed)

    def _note(self, pk):
        if not self.is_new(pk):
            self.changed.append(pk)
            self.tally.changed[self.told] += 1

    def _store(self, changed):
        if not changed:
            return
        columns = [field.column for field in self.fields[: len(self.names)]]
        cast = "::jsonb" if connection.vendor == "postgresql" else ""
        sets = [
            f"{_quoted([column])} = %s{cast if isinstance(field, models.JSONField) else ''}"
            for column, field in zip(columns, self.fields, strict=False)
        ]
        _execute_many(f"UPDATE {_table(self.model)} SET {', '.join(sets)} WHERE id = %s", changed)


def blocks(things: Sequence, size: int = BLOCK) -> Iterable[Sequence]:
    """The things, some thousand at a time."""
    return (things[start : start + size] for start in range(0, len(things), size))


def lock(tables: Iterable[type[models.Model]]) -> None:
    """Let nobody else write to these tables until the transaction ends; readers go on.

    SQLite has one writer at a time as it is.
    """
    if connection.vendor == "postgresql":
        _execute(f"LOCK TABLE {', '.join(_table(model) for model in tables)} IN EXCLUSIVE MODE")


def _prepared(field: models.Field) -> Callable[[Any], Any] | None:
    """What makes of a value what the driver takes; None where it takes it as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return date.isoformat
    if isinstance(field, models.DecimalField):
        return Decimal.__str__
    return None


def _next_key(model):
    """One more than any key that the table ever gave out."""
    highest = model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
    if connection.vendor == "postgresql":
        given = _execute(f"SELECT last_value FROM {_sequence(model)}")
    else:
        given = _execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
    return max(highest, given[0] if given else 0) + 1


def _sequence(model):
    return _execute("SELECT pg_get_serial_sequence(%s, 'id')", [_table(model)])[0]


def _table(model):
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(columns):
    return ", ".join(connection.ops.quote_name(column) for column in columns)


def _execute(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone() if cursor.description else None


def _execute_many(sql, rows):
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _copy(model, columns, rows):
    """PostgreSQL takes rows in bulk as tab-separated text."""
    lines = ("\t".join(map(_copied, row)) for row in rows)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {_table(model)} ({_quoted(columns)}) FROM STDIN",
            StringIO("\n".join(lines) + "\n"),
        )


def _copied(value):
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return "\\N" if value is None else str(value).translate(COPIED)
