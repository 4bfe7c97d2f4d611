"""One state of the database for the whole of a file, however long it takes to send."""

from contextlib import suppress
from types import TracebackType
from typing import Self

from django.db import Error, connections

from .content_version import database

# Not Django's `atomic`: on SQLite that is a writer's, and would keep everybody else from saving.
BEGIN = {
    "sqlite": ("BEGIN DEFERRED",),
    "postgresql": (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        # A cursor is planned for those who want its first tenth; whoever takes a file wants all of it.
        "SET LOCAL cursor_tuple_fraction = 1",
    ),
}
OPEN = "has_snapshot"  # of a connection: one is open


class Snapshot:
    """A transaction that only reads: what is asked in it, on this thread, sees one state of the content.

    As a context manager it ends with the block if that fails, and else is left open for who sends the
    file, to be ended by `close`. Within a transaction or a snapshot that is open already it is that one, left
    as it is.
    """

    def __init__(self) -> None:
        self.connection = connections[database()]
        self.is_open = False

    def __enter__(self) -> Self:
        # A second BEGIN is an error to SQLite; to PostgreSQL it is none, but the first end would end both.
        if not self.connection.in_atomic_block and not getattr(self.connection, OPEN, False):
            with self.connection.cursor() as cursor:
                for sql in BEGIN[self.connection.vendor]:
                    cursor.execute(sql)
            self.is_open = True
            setattr(self.connection, OPEN, True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.close()

    def close(self) -> None:
        """End the transaction; a connection on which that fails is closed, so that none is left open."""
        if not self.is_open:
            return
        self.is_open = False
        setattr(self.connection, OPEN, False)
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
        except Error:
            with suppress(Error):
                self.connection.close()
