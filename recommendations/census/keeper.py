"""The census that is kept in the process, and how it is known to be of today."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock, Thread

from django.conf import settings
from django.db import connections, router
from django.utils.module_loading import import_string

from sources.content_version import content_version
from sources.snapshot import Snapshot

from ..models import Record
from . import journal
from .carrying import changed
from .changing import OutOfStep
from .journal import Journal
from .keep import Census
from .reading import read, read_changed
from .shelf import Shelf

LATE = 1 / 500  # of all records may stand out of their order before everything is read anew
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A census, and what the database said when it was read: rows may be newer than that, never older.

    `is_new`: it was read whole while a reader waited, and is to be kept for the next process.
    """

    version: str
    journal: Journal | None
    census: Census
    is_new: bool = False

    @property
    def room(self) -> int:
        """How many records may be out of their order; none of few: to read all of them is as quick."""
        return int(len(self.census.records.all) * LATE)

    @property
    def is_worn(self) -> bool:
        """Whether it is time to read everything anew, before a reader has to wait for it."""
        return len(self.census.records.late) > self.room / 2


class Keeper:
    """One census for each database that is read from, shared by the threads of the process."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.taken: dict[str, Census] = {}  # from the shelf
        self.reading = Lock()  # the others wait for the one that reads, and have then what it read
        self.aside = Lock()  # of the one thread that works beside those of readers

    def current(self, using: str) -> Census:
        """One query where nothing changed since the last time; else three, or four of many records."""
        version, kept = content_version(using), self.kept.get(using)
        if kept and kept.version == version:
            return kept.census
        with self.reading:
            if self.kept.get(using) is not kept:
                version, kept = content_version(using), self.kept[using]
            kept = kept or self._from_shelf(using)
            if kept is None or kept.version != version:
                kept = _renewed(using, version, kept)
            self.kept[using] = kept
        if kept.is_worn:
            self.renew(using)
        elif kept.is_new and self.shelf:
            self._aside(lambda: self._settle(using))
        return kept.census

    def warm(self, using: str) -> None:
        """Take or read everything now, on another thread; who needs it meanwhile waits for that."""
        self._aside(lambda: self._begin(using))

    def renew(self, using: str) -> None:
        """Read everything anew on another thread, unless one works; what is kept serves meanwhile."""
        self._aside(lambda: self._replace(using))

    def _begin(self, using):
        with self.reading:
            if using not in self.kept:
                version, kept = content_version(using), self._from_shelf(using)
                self.kept[using] = _renewed(using, version, kept) if kept else _whole(using, version)
        kept = self.kept[using]
        if kept.room and kept.journal is None:  # a reader came before us
            self._replace(using)
        else:
            self._settle(using)

    def _replace(self, using):
        fresh = _whole(using, content_version(using))
        fresh.census.work_out()
        with self.reading:
            self.kept[using] = fresh
        self._settle(using)

    def _settle(self, using):
        """Work out what most pages ask for, and keep it for who starts next."""
        kept = self.kept[using]
        kept.census.work_out()
        with self.reading:
            if self.kept[using] is kept:
                self.kept[using] = replace(kept, is_new=False)
        self._put_on_shelf(using, kept)

    @cached_property
    def shelf(self) -> Shelf | None:
        """Where the setting CENSUS_SHELF says, if it does."""
        return import_string(settings.CENSUS_SHELF)() if settings.CENSUS_SHELF else None

    def _from_shelf(self, using):
        kept = self.shelf and self.shelf.get(using)
        if kept:
            self.taken[using] = kept.census
        return kept

    def _put_on_shelf(self, using, kept):
        """For who starts next; few records are read as quickly from the database."""
        if self.shelf and kept.room and kept.journal and kept.census is not self.taken.get(using):
            self.shelf.put(using, kept)

    def _aside(self, work):
        if self.aside.acquire(blocking=False):
            Thread(target=self._do, args=[work], name="census", daemon=True).start()

    def _do(self, work):
        try:
            work()
        except Exception:
            logger.exception("The census was not read in the background; a reader will wait for it.")
        finally:
            connections.close_all()
            self.aside.release()


def current(using: str | None = None) -> Census:
    """The census as the database has it now. One query, or four where something has changed."""
    return keeper.current(using or router.db_for_read(Record))


def warm(using: str | None = None) -> None:
    """Have the census before anybody asks for it, on another thread: from the shelf, or the database."""
    keeper.warm(using or router.db_for_read(Record))


keeper = Keeper()


@contextmanager
def _one_state():
    snapshot = Snapshot()
    try:
        with snapshot:
            yield
    finally:
        snapshot.close()


def _whole(using, version):
    """Everything, read from the database, and what the journal told when that began."""
    with _one_state():
        return Kept(version, journal.read(using), read(using))


def _renewed(using, version, kept):
    """What is kept, with what changed since; or everything, where that is too much or nobody can tell."""
    with _one_state():
        if kept and kept.room:
            now = journal.read(using)
            census = _changed(using, kept, now)
            return Kept(version, now, census or read(using), is_new=not census)
        fresh = read(using)
        return Kept(version, None, kept.census if kept and fresh.is_like(kept.census) else fresh)


def _changed(using, kept, now):
    late = {kept.census.records.keys[late.number] for late in kept.census.records.late}
    records = now.since(kept.journal) if kept.journal else None
    if records is None or len(records) > min(journal.MOST, kept.room - len(late)):
        return None
    try:
        return changed(kept.census, read_changed(using, records, late)) if records else kept.census
    except OutOfStep:
        return None
