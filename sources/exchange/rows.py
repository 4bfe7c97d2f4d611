"""The rows of one CSV file of a package, each cell read by its column, each fault with its line."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .cells import BadCell, reader_of, shown
from .container import Package
from .report import PackageError, Report
from .shape import File

LONGEST_CELL = 4 * 2**20  # characters
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BadFile(Exception):
    """A file from which no row can be read on: (line, what is wrong)."""

    def __init__(self, line: int, problem: str):
        super().__init__(line, problem)
        self.line, self.problem = line, problem


class Row(dict):
    """One row by column name. `is_bad` once anything in it was refused; then nothing of it is stored."""

    __slots__ = ("file", "is_bad", "line", "report")

    def __init__(self, file: str, line: int, report: Report):
        super().__init__()
        self.file, self.line, self.report, self.is_bad = file, line, report, False

    def refuse(self, column: str, problem: object) -> None:
        """Note what is wrong with the row, and what is accepted."""
        self.is_bad = True
        self.report.add(self.file, self.line, column, problem)


class Rows:
    """The rows of a file, in order."""

    def __init__(self, package: Package, file: File, report: Report):
        self.package, self.file, self.report = package, file, report

    def __iter__(self) -> Iterator[Row]:
        try:
            yield from self._rows()
        except BadFile as error:
            self.report.add(self.file.path, error.line, "", error.problem)
        except PackageError as error:
            self.report.add(self.file.path, 0, "", str(error).removeprefix(f"{self.file.path}: "))

    def _rows(self):
        csv.field_size_limit(LONGEST_CELL)
        lines = _lines(self.package, self.file.path)
        reader = csv.reader(lines, strict=True)
        try:
            header = self._header(next(reader, []))
            readers = self._readers(header)
            yield from self._read(reader, header, readers)
        except csv.Error as error:
            raise BadFile(reader.line_num, _explained(str(error))) from None

    def _header(self, header: list[str]) -> list[str]:
        accepted = self.file.header
        told = _("accepted: %s.") % ",".join(accepted)
        if not header:
            raise BadFile(1, _("the file has no header; %s") % told)
        if len(header) == 1 and len(accepted) > 1 and {";", "\t"} & set(header[0]):
            raise BadFile(1, _("the columns are parted by semicolons or tabs; accepted: commas."))
        for name in header:
            if name not in accepted:
                raise BadFile(
                    1, _("there is no column %(name)s; %(told)s") % {"name": shown(name), "told": told}
                )
            if header.count(name) > 1:
                raise BadFile(1, _("the column %s stands there twice.") % shown(name))
        missing = [name for name in accepted if name not in header]
        if missing:
            raise BadFile(
                1, _("columns are missing: %(names)s; %(told)s") % {"names": ",".join(missing), "told": told}
            )
        return header

    def _readers(self, header: Sequence[str]) -> list[Callable[[str], Any]]:
        columns = {column.name: column for column in self.file.columns}
        return [reader_of(columns[name]) for name in header]

    def _read(self, reader, header, readers) -> Iterator[Row]:
        """Every row of the right width; its bad cells are noted, and hold nothing."""
        path, report, width = self.file.path, self.report, len(header)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == width:
                row = Row(path, line, report)
                try:
                    for name, read, cell in zip(header, readers, cells, strict=True):
                        row[name] = read(cell)
                except BadCell:
                    _note_bad_cells(row, zip(header, readers, cells, strict=True))
                yield row
            elif cells:
                told = _("%(n)d cells; accepted: %(width)d, as in the header.")
                report.add(path, line, "", told % {"n": len(cells), "width": width})
            line = reader.line_num + 1


def _note_bad_cells(row: Row, cells) -> None:
    """Each bad cell of a row; they hold nothing."""
    for name, read, cell in cells:
        try:
            row[name] = read(cell)
        except BadCell as error:
            row[name] = None
            row.refuse(name, error)


def _lines(package: Package, path: str) -> Iterator[str]:
    """The lines of a file, their ends kept; raises BadFile for what is no UTF-8 text."""
    with package.open(path) as stream:
        start = stream.peek(4)[:4]
        if start.startswith(UTF_16):
            raise BadFile(1, _("the file is UTF-16; accepted: UTF-8."))
        text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        line = 0
        try:
            for line, one in enumerate(text, 1):
                if "\0" in one:
                    raise BadFile(line, _("the line holds a NUL character; accepted: text."))
                yield one
        except UnicodeDecodeError:
            raise BadFile(*_where_it_breaks(package, path)) from None


def _where_it_breaks(package, path):
    """The line that is no UTF-8: what was read is ahead of what was told."""
    with package.open(path) as stream:
        for line, one in enumerate(stream, 1):
            try:
                one.decode()
            except UnicodeDecodeError as error:
                byte = one[error.start]
                return line, _("byte %(n)d of the line (%(byte)s) is no UTF-8; accepted: UTF-8.") % {
                    "n": error.start + 1,
                    "byte": f"0x{byte:02x}",
                }
    return 0, _("the file is not UTF-8; accepted: UTF-8.")


def _explained(error):
    if "field larger" in error:
        return (
            _("a cell does not end: more than %d characters. Is a quotation mark left open above?")
            % LONGEST_CELL
        )
    if "unexpected end" in error:
        return _("the file ends within a cell: a quotation mark is left open.")
    return _("the line is not as RFC 4180 wants it (%s).") % error
