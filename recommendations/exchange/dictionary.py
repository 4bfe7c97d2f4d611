"""The data dictionary: every file and column of the package in words, with an example from the database."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sources.exchange.cells import writer_of
from sources.exchange.out import Source
from sources.exchange.shape import Column, File, Type

from . import out

SAMPLE = 20  # rows among which an example is looked for
LONGEST = 80  # characters of an example
KINDS = {
    Type.TEXT: _("text"),
    Type.INTEGER: _("whole number"),
    Type.DECIMAL: _("number, with a point: 1234.5"),
    Type.DATE: _("day: 2013-02-28"),
    Type.PARTIAL_DATE: _("year, month or day: 1977, 2007-01, 2007-01-13"),
    Type.TIME: _("time in UTC: 2013-02-28T09:30:00.000000Z"),
    Type.OBJECT: _("JSON object"),
    Type.ARRAY: _("JSON list"),
}


class Entry(NamedTuple):
    """One column: what kind of value it holds, and one that is there ("" when there is none)."""

    column: Column
    kind: Any
    refers: str
    example: str


class Chapter(NamedTuple):
    """One file, column by column."""

    file: File
    entries: list[Entry]


def chapters() -> Iterator[Chapter]:
    """Every file of what readers may see; a fixed number of queries, whatever the size."""
    for source, sample in _samples():
        examples = _examples(source, sample)
        entries = zip(source.file.columns, examples, strict=True)
        yield Chapter(source.file, [_entry(column, example) for column, example in entries])


def _entry(column, example):
    cut = example if len(example) <= LONGEST else f"{example[:LONGEST]}…"
    return Entry(column, KINDS[column.type], column.refers.replace(".", ".csv: "), cut)


@cache
def _samples() -> list[tuple[Source, QuerySet]]:
    """Each file with the rows to look for examples in: made once, asked of the database each time."""
    return [(source, _sample(source)) for source in out.sources(is_public=True)]


def _sample(source):
    rows = source.queryset if source.sample is None else source.sample
    first = rows.order_by("pk").values("pk")[:SAMPLE]  # by themselves: joined, all would be sorted
    return rows.filter(pk__in=first).order_by("pk")


def _examples(source: Source, sample: QuerySet) -> list[str]:
    """For each column the first cell of the sample that is not empty."""
    rows = list(source.rows(sample))
    writers = [writer_of(column) for column in source.file.columns]
    return [next((cell for row in rows if (cell := write(row[n]))), "") for n, write in enumerate(writers)]
