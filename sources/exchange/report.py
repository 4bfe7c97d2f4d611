"""What is wrong with a package, row by row, and what an import did."""

from collections import Counter
from collections.abc import Callable
from typing import TextIO

KEPT = 200  # problems that are kept to be shown; a report file has all of them


class PackageError(Exception):
    """The package can't be read at all; says why, and what is accepted."""


class Report:
    """Every problem, in the form `file:line: column: what is wrong, what is accepted`.

    Keeps the first ones in memory and all of them in `file`, when there is one.
    """

    def __init__(self, file: TextIO | None = None):
        self.file, self.first, self.total = file, list[str](), 0

    def add(self, place: str, line: int, column: str, problem: object) -> None:
        """Note a problem; `column` may be empty when it is one of the whole row."""
        where = f"{place}:{line}" if line else place
        told = f"{where}: {column}: {problem}" if column else f"{where}: {problem}"
        self.total += 1
        if len(self.first) < KEPT:
            self.first.append(told)
        if self.file:
            self.file.write(told + "\n")


class Tally:
    """How many rows of each model were created, changed and removed, and how many were read."""

    def __init__(self):
        self.created: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()

    @property
    def is_nothing(self) -> bool:
        """Whether the database is as it was."""
        return not (self.created.total() or self.changed.total() or self.removed.total())

    def __str__(self):
        return (
            f"{self.created.total()} created, {self.changed.total()} changed, {self.removed.total()} removed"
        )


Progress = Callable[[str, int], None]  # (what is being done, how many rows of it)


def silent(what: str, rows: int) -> None:
    """Tells nobody how far it is."""
