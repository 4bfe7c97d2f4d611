"""What SQLite is spared while an import fills a database that holds little.

Its triggers run for each row, which for a million links is a sixth of the whole import; those that only say
that something changed may as well say so once. And it keeps 2 MB of a database in memory where rows go into a
dozen trees at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from sources import content_version
from sources.lookup import is_small

from ..census import journal

ROOM = 64  # MB of the database that stay in memory


@contextmanager
def sparing(has_changed: Callable[[], bool]) -> Iterator[None]:
    """Within, in one transaction, many rows may come; at the end it is said once, if so, that all changed.

    Where there is much already, each row is told of by itself: who counts would read all of it again.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _room():
        told = _triggers() if _holds_little() else {}
        _execute(f'DROP TRIGGER "{name}"' for name in told)
        yield
        _execute(told.values())
    if told and has_changed():
        journal.change_everything(connection.alias)


def _holds_little():
    return all(is_small(table) for table, *_columns in journal.WATCHED.values())


def _triggers():
    """{name: SQL} of all that tell of changes."""
    names = {name for _table, name in content_version.triggers(connection)} | journal.triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
        return {name: sql for name, sql in cursor.fetchall() if name in names}


def _execute(statements):
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@contextmanager
def _room():
    """Let SQLite keep more in memory, and afterwards as much as before, whatever happens."""
    driver: Any = connection.connection  # Django's own cursors would refuse after an error
    (before,) = driver.execute("PRAGMA cache_size").fetchone()
    driver.execute(f"PRAGMA cache_size = {-1024 * ROOM}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA cache_size = {before}")
