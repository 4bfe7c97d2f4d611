"""Writing the files of a package: rows from the database, a few thousand at a time, as blocks of text."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Collate

from ..readers import connection
from .cells import writer_of
from .shape import File
from .texts import quotation_id

CHUNK = 2_000
PLACE = (
    "version__document__slug", "version__number", "start_passage__position", "start",
    "end_passage__position", "end",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """How a cell is made of some columns of the database."""

    paths: tuple[str, ...]
    make: Callable[..., Any]


def quoted(path: str) -> Cell:
    """The id of the quotation at the end of a path ("" for the quotation itself)."""
    before = f"{path}__" if path else ""
    return Cell(tuple(before + each for each in PLACE), _id_or_nothing)


def _id_or_nothing(document, *place):
    return quotation_id(document, *place) if document else None


@dataclass(frozen=True)
class Source:
    """Where the rows of a file come from.

    `cells` gives for each column the path to its value, or a Cell; without an entry the path is
    the column's own name. `gather` gives for a list of database keys the values of a column of
    several values. `order` lists the paths that rows are sorted by. `sample` has rows like those
    of the queryset where that is slow to begin.
    """

    file: File
    queryset: models.QuerySet
    cells: Mapping[str, str | Cell] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    gather: Mapping[str, Callable[[list[int]], dict[int, list[str]]]] = field(default_factory=dict)
    sample: models.QuerySet | None = None

    def rows(self, queryset: models.QuerySet | None = None) -> Iterator[list[Any]]:
        """The values of each row, in the order of the file's columns."""
        cells = [self._cell(name) for name in self.file.header]
        paths = [path for cell in cells for path in cell.paths]
        chosen = self._sorted() if queryset is None else queryset
        found = chosen.values_list("pk", *paths).iterator(chunk_size=CHUNK)
        while chunk := list(islice(found, CHUNK)):
            gathered = self._gathered([row[0] for row in chunk])
            for row in chunk:
                yield list(self._made(cells, row, gathered))

    def _cell(self, name):
        if name in self.gather:
            return Cell((), lambda: None)
        cell = self.cells.get(name, name)
        return Cell((cell,), _as_it_is) if isinstance(cell, str) else cell

    def _gathered(self, pks):
        columns = self.file.header
        return {columns.index(name): gather(pks) for name, gather in self.gather.items()}

    @staticmethod
    def _made(cells, row, gathered):
        at = 1
        for place, cell in enumerate(cells):
            if place in gathered:
                yield gathered[place].get(row[0], [])
                continue
            end = at + len(cell.paths)
            yield row[at] if cell.make is _as_it_is else cell.make(*row[at:end])
            at = end

    def _sorted(self):
        """In an order that is the same on every database: text is compared by its characters."""
        return self.queryset.order_by(*(bytewise(self.queryset.model, path) for path in self.order))


def _as_it_is(value):
    return value


def bytewise(model: type[models.Model], path: str) -> Any:
    """An expression that sorts by a path, text by its characters whatever the database's collation."""
    kept: Any = None
    for name in path.split("__"):
        kept = model._meta.get_field(name)
        model = kept.related_model or model
    is_text = isinstance(kept, models.CharField | models.TextField)
    return Collate(F(path), "C") if is_text and connection.vendor == "postgresql" else F(path)


def blocks(file: File, rows: Iterator[Sequence[Any]]) -> Iterator[bytes]:
    """The file as RFC 4180, UTF-8, some hundred lines at a time."""
    writers = [writer_of(column) for column in file.columns]
    yield f"{','.join(file.header)}\r\n".encode()
    while some := list(islice(rows, CHUNK)):
        written = StringIO()
        csv.writer(written).writerows(
            [write(value) for write, value in zip(writers, row, strict=True)] for row in some
        )
        yield written.getvalue().encode()


@contextmanager
def snapshot():
    """Everything read within is of one moment, and nobody who writes has to wait.

    Within a transaction that is open already it is that one's.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would lock writers out
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
