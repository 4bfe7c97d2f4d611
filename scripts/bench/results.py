"""Everything that one run measured, and how parts of it compare."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .files import FileFigures
from .measure import Figures
from .operations import Case
from .processes import Ran

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass
class Results:
    """The figures of a run: of pages by case, of files and commands by (what, size, database),
    of starts by (server, size), statements asked of the database by (operation, size)."""

    pages: dict[Case, Figures] = field(default_factory=dict)
    files: dict[tuple[str, int, str], FileFigures] = field(default_factory=dict)
    commands: dict[tuple[str, int, str], Ran] = field(default_factory=dict)
    starts: dict[tuple[str, int], Ran] = field(default_factory=dict)
    queries: dict[tuple[str, int], int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    @property
    def sizes(self) -> list[int]:
        """The numbers of records, the smallest first."""
        return sorted({case.size for case in self.pages})

    @property
    def databases(self) -> list[str]:
        return [name for name in (SQLITE, POSTGRESQL) if name in {case.database for case in self.pages}]

    def page(self, operation: str, server: str, size: int = 0, database: str = SQLITE) -> Figures | None:
        """The figures of an operation, in the largest corpus unless told otherwise."""
        return self.pages.get(Case(operation, server, size or self.sizes[-1], database))

    def keep(self, path: Path) -> None:
        """Write the figures, so that they can be looked into."""
        told = {
            "pages": [asdict(case) | figures.to_dict() for case, figures in self.pages.items()],
            "files": [[*key, asdict(figures)] for key, figures in self.files.items()],
            "commands": [[*key, asdict(ran)] for key, ran in self.commands.items()],
            "starts": [[*key, asdict(ran)] for key, ran in self.starts.items()],
            "queries": [[*key, count] for key, count in self.queries.items()],
            "left out": self.left_out,
        }
        path.write_text(json.dumps(told, indent=1))


Value = Callable[[Results], float | None]


def ratio(part: float | None, whole: float | None) -> float | None:
    """How many times the whole the part is; None where one of them was not measured."""
    return None if part is None or not whole else part / whole


def of_page(figure: str, operation: str, server: str) -> Value:
    """A figure of an operation in the largest corpus, on SQLite."""

    def value(results):
        found = results.page(operation, server)
        return None if found is None else getattr(found, figure)

    return value


def over(part: Value, whole: Value) -> Value:
    """The ratio of two values."""
    return lambda results: ratio(part(results), whole(results))


def grown(operation: str, server: str) -> Value:
    """Processor time in the largest corpus, as a multiple of that in the smallest."""

    def value(results):
        small, large = (
            results.page(operation, server, size) for size in (results.sizes[0], results.sizes[-1])
        )
        apart = len(results.sizes) > 1 and small and large
        return ratio(large.cpu, small.cpu) if apart else None

    return value


def of_file(figure: str, name: str, database: str) -> Value:
    """A figure of a file in the largest corpus."""

    def value(results):
        found = results.files.get((name, results.sizes[-1], database))
        return None if found is None else getattr(found, figure)

    return value


def of_command(figure: str, name: str, database: str) -> Value:
    """A figure of a command in the largest corpus."""

    def value(results):
        found = results.commands.get((name, results.sizes[-1], database))
        return None if found is None else getattr(found, figure)

    return value


def queries(operation: str) -> Value:
    """Statements that a page of the operation asks of the database, in the largest corpus."""
    return lambda results: results.queries.get((operation, results.sizes[-1]))


def of_start(name: str) -> Value:
    """Seconds until the first answer, with the largest corpus."""

    def value(results):
        found = results.starts.get((name, results.sizes[-1]))
        return None if found is None else found.wall

    return value
