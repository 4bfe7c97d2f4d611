"""Curation files: CSV with a header, one line per fact, read with the place of each row."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDERS = ("shared", "chapter", "brief")


class CurationError(Exception):
    """A row says what can't be: `file:line: column: what is wrong, what is accepted`."""


class Row(dict):
    """One row by column name, which knows where it stands."""

    def __init__(self, values, *, folder: str, place: str):
        super().__init__(values)
        self.folder = folder
        self.place = place

    def error(self, column: str, problem: object) -> CurationError:
        return CurationError(f"{self.place}: {column}: {problem}")

    def many(self, column: str) -> list[str]:
        """The values of a cell that joins several by "|" (one inside a value is "\\|")."""
        parts = re.split(r"(?<!\\)\|", self[column])
        return [part.replace("\\|", "|") for part in parts if part]

    def number(self, column: str) -> int | None:
        """The whole number in a cell, None for an empty one."""
        if not self[column]:
            return None
        if not re.fullmatch(r"\d{1,9}", self[column]):
            raise self.error(column, f"“{self[column]}” is not a whole number.")
        return int(self[column])


class Folder:
    """The curation files below one folder: `shared/`, and one folder for each document."""

    def __init__(self, path: Path):
        self.path = path

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        """Every row of the files of this name; raises CurationError for a wrong header or width."""
        for folder in FOLDERS:
            path = self.path / folder / f"{name}.csv"
            if path.exists():
                yield from self._read(path, folder, list(columns))

    def _read(self, path, folder, columns):
        shown = f"{folder}/{path.name}"
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError as error:
            raise CurationError(f"{shown}:1: the file is not UTF-8 ({error.reason}).") from None
        reader = csv.reader(text.splitlines(keepends=True), strict=True)
        try:
            header = next(reader, [])
            if header != columns:
                raise CurationError(
                    f"{shown}:1: the columns are {','.join(header)}; accepted: {','.join(columns)}."
                )
            yield from self._rows(reader, folder, shown, columns)
        except csv.Error as error:
            raise CurationError(f"{shown}:{reader.line_num}: {error}.") from None

    @staticmethod
    def _rows(reader, folder, shown, columns):
        line = reader.line_num + 1
        for values in reader:
            place = f"{shown}:{line}"
            if len(values) != len(columns):
                raise CurationError(f"{place}: {len(values)} cells; accepted: {len(columns)}.")
            yield Row(zip(columns, values, strict=True), folder=folder, place=place)
            line = reader.line_num + 1
