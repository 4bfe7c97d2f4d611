"""Bringing the rows of one file into the database: what every file has in common."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from .cells import shown
from .container import Package
from .report import Progress, Report, Tally, silent
from .rows import Row, Rows
from .shape import File
from .texts import Texts
from .writing import KEEP, Writer

BAD = 0  # the key of what a refused row speaks of: it is named, and will never be stored
ONCE = -1  # the key of a row whose database key nobody will ask for
STEP = 1_000  # rows from one sign of life to the next


class Work:
    """One import: the package, what is wrong with it, what was done, and the loader of each file."""

    def __init__(self, package: Package, report: Report, progress: Progress = silent):
        self.package, self.report, self.progress = package, report, progress
        self.tally, self.texts = Tally(), Texts()
        self.names = set(package.sizes)
        self.loaders: dict[str, Loader] = {}
        self.removing: Callable[[type[models.Model], Collection[int]], None] = _untold

    def add(self, loaders: Iterable[type["Loader"]]) -> None:
        """Loaders of more files, each after those that it refers to."""
        for kind in loaders:
            self.loaders[kind.file.name] = kind(self)

    def load(self) -> None:
        """Read every file that the package has, each to its end, whatever is wrong with it."""
        for loader in self.loaders.values():
            if self.has(loader.file):
                loader.load()
            loader.end()
        for loader in self.loaders.values():
            loader.writer.finish()

    def has(self, file: File) -> bool:
        """Whether the package has this file."""
        return file.path in self.names

    def known(self, name: str) -> dict[Hashable, int]:
        """The database keys of what a file tells of, by its own keys: what was there, and what was read."""
        return self.loaders[name].known


def _untold(model, pks):
    """Nobody keeps a history of these."""


class Loader:
    """Reads one file. `columns` maps each column of the model to the column of the file it is read from.

    `refers` says which of them name a row of another file, `keys` which tell the rows apart.
    Where a cell of `kept_empty` is empty, a known row keeps what it has.
    """

    file: ClassVar[File]
    model: ClassVar[type[models.Model]]
    columns: ClassVar[Mapping[str, str]]
    refers: ClassVar[Mapping[str, str]] = {}
    keys: ClassVar[tuple[str, ...]] = ("slug",)
    kept_empty: ClassVar[Collection[str]] = ()
    only_new: ClassVar[tuple[str, ...]] = ()
    is_leaf: ClassVar[bool] = False  # no file that comes later refers to it

    def __init__(self, work: Work):
        self.work: Any = work  # whose loaders know more than this class does
        self.writer = Writer(self.model, self.columns, work.tally, self.only_new)
        self.seen: set[int] = set()
        self._places = [n for name in self.keys for n, each in enumerate(self.columns) if each == name]
        self._kept_empty = [n for n, cell in enumerate(self.columns.values()) if cell in self.kept_empty]
        self._read_from = [(cell, self.refers.get(column)) for column, cell in self.columns.items()]

    @cached_property
    def known(self) -> dict[Hashable, int]:
        return {} if self.writer.is_empty else dict(self.stored_keys())

    def stored_keys(self) -> Iterable[tuple[Hashable, int]]:
        """(key, database key) of every row that is stored."""
        rows = self.model._base_manager.values_list(*self.keys, "pk").iterator()
        return ((row[0] if len(row) == 2 else row[:-1], row[-1]) for row in rows)

    def key(self, row: Row, values: Sequence[Any]) -> Hashable:
        """What tells the row apart; None when that can't be said (then the row is refused)."""
        found = tuple(values[place] for place in self._places)
        if None in found or "" in found:
            return None
        return found[0] if len(found) == 1 else found

    def values(self, row: Row) -> list[Any]:
        """What is stored of the row, in the order of `columns`."""
        return [self.refer(row, cell, file) if file else row[cell] for cell, file in self._read_from]

    def values_of_new(self, row: Row) -> list[Any]:
        """What a new row has besides, in the order of `only_new`."""
        return []

    def check(self, row: Row, values: list[Any], pk: int | None) -> None:
        """Refuse what no single cell shows; `pk` is the database key of a known row."""

    def after(self, row: Row, pk: int) -> None:
        """What else is to do with a row that was good."""

    def end(self) -> None:
        """What is to do when the file has been read, or is not there."""
        if self.is_leaf:
            self.__dict__.pop("known", None)

    def remove(self, writer: Writer, pks: Collection[int]) -> None:
        """Delete rows; the history is told first."""
        if pks:
            self.work.removing(writer.model, pks)
            writer.remove(pks)

    def load(self) -> None:
        """Read the file to its end."""
        rows = Rows(self.work.package, self.file, self.work.report)
        count = 0
        for count, row in enumerate(rows, 1):
            if count % STEP == 0:
                self.work.progress(self.file.path, count)
            self.row(row)
        self.work.tally.rows[self.file.name] = count
        self.work.progress(self.file.path, count)
        self.writer.flush()
        self.read()

    def read(self) -> None:
        """The file is read: what is not needed any more takes no more memory."""
        self.seen = set()

    def row(self, row: Row) -> None:
        """One row: new, known, or refused."""
        values = self.values(row)
        key = self.key(row, values)
        pk = None if key is None else self.known.get(key)
        if pk in (BAD, ONCE) or pk in self.seen:
            row.refuse(self.file.key[-1], _("this row stands in the file twice; accepted: one of each."))
        elif key is not None and not row.is_bad:
            self.check(row, values, pk)
        if row.is_bad or key is None:
            self.known.setdefault(key, BAD)
            return
        pk = self.put(row, pk, values)
        if self.is_leaf and self.writer.is_empty:
            self.known[key] = ONCE  # a key that is found again is a repeat, and no row needs its own
        else:
            self.known[key] = pk
            self.seen.add(pk)
        self.after(row, pk)

    def put(self, row: Row, pk: int | None, values: list[Any]) -> int:
        """Store the row; its database key."""
        for place in self._kept_empty:
            values[place] = values[place] or KEEP
        if pk is not None:
            self.writer.change(pk, values)
            return pk
        if KEEP in values:
            names = self.writer.names
            values = [self.default(names[n]) if each is KEEP else each for n, each in enumerate(values)]
        if self.only_new:
            values = [*values, *self.values_of_new(row)]
        return self.writer.create(values)

    def default(self, column: str) -> Any:
        """What a new row has where its cell is empty, or its parent yet to come."""
        return self.model._meta.get_field(column).get_default()  # type: ignore[union-attr]

    def refer(self, row: Row, column: str, name: str, key: Hashable = None) -> int | None:
        """The database key of what a cell names in another file; None for nothing, or for what is refused."""
        cell = row[column] if key is None else key
        if cell is None or cell == "":
            return None
        pk = self.work.loaders[name].known.get(cell)
        if pk is None:
            row.refuse(column, self.unknown(name, str(row[column])))
        elif pk == BAD:
            row.is_bad = True
        return pk or None

    def unknown(self, name: str, told: str) -> str:
        """That nothing of this name is known."""
        file = self.work.loaders[name].file
        return _("there is no %(value)s; accepted: the %(key)s of a row of %(file)s or of the database.") % {
            "value": shown(told),
            "key": ", ".join(file.key),
            "file": file.path,
        }
