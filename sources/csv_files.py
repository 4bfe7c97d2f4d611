"""CSV files: RFC 4180, UTF-8, written while they are sent, and safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
ROWS_AT_ONCE = 500


def escape(value: str) -> str:
    """The value as a cell that no spreadsheet calculates; `unescape` gives the value back.

    One apostrophe goes before a value that begins like a formula, and before one that begins with
    apostrophes and then like a formula, or it would be taken for an escaped one.
    """
    return f"'{value}" if value.lstrip("'").startswith(FORMULA) else value


def unescape(cell: str) -> str:
    """The value that a cell stands for."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def joined(values: Iterable[str]) -> str:
    """Several values in one cell: joined by "|"; inside a value "|" is written "\\|", "\\" is "\\\\"."""
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def parted(cell: str) -> list[str]:
    """The values that `joined` made one cell of."""
    if "\\" not in cell:
        return cell.split("|") if cell else []
    parts = re.findall(r"(?:^|\|)((?:[^|\\]|\\.)*\\?)", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts]


def blocks(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file, some hundred lines at a time; nothing else is kept in memory."""
    lines = iter(chain([header], rows))
    while some := list(islice(lines, ROWS_AT_ONCE)):
        written = StringIO()
        csv.writer(written).writerows(
            [escape("" if cell is None else str(cell)) for cell in row] for row in some
        )
        yield written.getvalue()


def csv_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]], count: int
) -> StreamingHttpResponse:
    """A file to save; X-Total-Count tells how many rows a whole one has, the header apart."""
    return StreamingHttpResponse(
        blocks(header, rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "X-Total-Count": str(count),
        },
    )
