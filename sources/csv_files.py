"""CSV files: RFC 4180, UTF-8, written while they are sent, and safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
RISKY = frozenset("'=+-@\t\r")  # with what escaping adds to: the first characters to look at
ROWS_AT_ONCE = 500

Part = tuple[int, str]  # some lines of a file: how many, and their text


def escape(value: str) -> str:
    """The value as a cell that no spreadsheet calculates; `unescape` gives the value back.

    One apostrophe goes before a value that begins like a formula, and before one that begins with
    apostrophes and then like a formula, or it would be taken for an escaped one.
    """
    return f"'{value}" if value.lstrip("'").startswith(FORMULA) else value


def unescape(cell: str) -> str:
    """The value that a cell stands for."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def written(value: str) -> str:
    """The text of one cell as it stands in a file: escaped and in quotation marks where it has to be."""
    text = escape(value) if value[:1] in RISKY else value
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def joined(values: Iterable[str]) -> str:
    """Several values in one cell: joined by "|"; inside a value "|" is written "\\|", "\\" is "\\\\"."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def parted(cell: str) -> list[str]:
    """The values that `joined` made one cell of."""
    if "\\" not in cell:
        return cell.split("|") if cell else []
    parts = re.findall(r"(?:^|\|)((?:[^|\\]|\\.)*\\?)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts]


class WrongNumberOfRows(Exception):
    """A file has more or fewer rows than it was said to have: it must not pass for a whole one."""


class Blocks:
    """The file, some hundred lines at a time; nothing else is kept in memory.

    The header comes by itself, so that the first byte waits for no row. Iterating raises
    WrongNumberOfRows at the end if there were not `count` rows. When the end is reached, or on `close`
    before that, what the rows are read from is closed, and then `on_close` is called, once.
    """

    def __init__(
        self,
        header: Sequence[str],
        parts: Iterable[Part],
        count: int | None = None,
        on_close: Callable[[], None] | None = None,
    ):
        self.parts, self.count, self.on_close = parts, count, on_close
        self.text: Generator[str, None, None] = self._write(header)

    def __iter__(self) -> Iterator[str]:
        return self.text

    def _write(self, header) -> Generator[str, None, None]:
        try:
            yield _lines([header])
            sent = 0
            for lines, text in self.parts:
                yield text
                sent += lines
            if self.count not in (None, sent):
                raise WrongNumberOfRows(f"{sent} rows of {self.count}")
        finally:
            self._end()

    def close(self) -> None:
        self.text.close()
        self._end()  # where nothing was ever asked for, there is no `finally`

    def _end(self):
        if hasattr(self.parts, "close"):
            self.parts.close()
        if on_close := self.on_close:
            self.on_close = None
            on_close()


def blocks(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The parts of a file of these rows, one after the other."""
    return iter(Blocks(header, in_parts(rows)))


def in_parts(rows: Iterable[Sequence[object]]) -> Iterator[Part]:
    """The lines of these rows, some hundred at a time; what the rows come from is closed at the end."""
    waiting = iter(rows)
    try:
        while some := list(islice(waiting, ROWS_AT_ONCE)):
            yield len(some), _lines(some)
    finally:
        if hasattr(rows, "close"):
            rows.close()


def _lines(rows):
    written = StringIO()
    csv.writer(written).writerows([_guarded(row) for row in rows])
    return written.getvalue()


def _guarded(row):
    """The cells of a row; only those that begin like one to be escaped are looked at twice."""
    return [cell if type(cell) is str and cell[:1] not in RISKY else _cell(cell) for cell in row]


def _cell(value):
    return "" if value is None else escape(str(value))


def csv_response(
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    count: int,
    on_close: Callable[[], None] | None = None,
) -> StreamingHttpResponse:
    """A file of these rows to save; see `csv_file`."""
    return csv_file(name, header, in_parts(rows), count, on_close)


def csv_file(
    name: str,
    header: Sequence[str],
    parts: Iterable[Part],
    count: int,
    on_close: Callable[[], None] | None = None,
) -> StreamingHttpResponse:
    """A file to save; X-Total-Count tells how many rows a whole one has, the header apart.

    When there turn out to be more or fewer, or reading them fails, the connection breaks off without the
    end that HTTP wants, so that every client can tell. `on_close` is called when the file is sent, or
    given up.
    """
    return StreamingHttpResponse(
        Blocks(header, parts, count, on_close),
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "X-Total-Count": str(count),
        },
    )
