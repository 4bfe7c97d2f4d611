"""What takes long to find is found once for each state of the content, and no longer kept than that."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from .content_version import content_version, database

Found = TypeVar("Found")


def kept(work: Callable[[], Found]) -> Callable[[], Found]:
    """Keeps what a function finds in the database that pages are read from, until the content changes.

    One query asks whether it has. Only for what is small, is for everybody's eyes, and is changed by nobody
    who is given it. What is found may be newer than the version that it is kept for, never older.
    """
    known: dict[str, tuple[str, Found]] = {}
    working = Lock()  # what many ask for at once is found by one

    @wraps(work)
    def found() -> Found:
        using = database()
        version = content_version(using)
        if not _is_of(version, known.get(using)):
            with working:
                if not _is_of(version, known.get(using)):
                    known[using] = version, work()
        return known[using][1]

    return found


def _is_of(version, held):
    return bool(version) and held is not None and held[0] == version
