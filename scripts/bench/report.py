"""The run in words: the table of what must be reached, and every figure behind it."""

from collections.abc import Iterable, Sequence

from .goals import GOALS, Bound
from .operations import OPERATIONS
from .results import Results

TITLES = {operation.key: operation.title for operation in OPERATIONS}
HOW = """Every figure of this page comes from one run of `make bench` on one machine; compare ratios, not
seconds. Processor time is that of the server's processes, and of the database server's where there is one,
for the requests of one reader who asks one page after the other over an open connection; requests a second
are those of eight readers at once. All servers stand side by side and rest until they are asked. In each of
eight turns every operation goes to one server after the other, with every number of records, and what each
did best counts: no machine is alone all the time. In a turn every address is asked for as often as the
others. Every answer is checked: its status, and that it is not empty. Pages are made anew for every request,
but for those called cached. The peers run on the same server, with the same options: hand-written SQL over
the same data (`scripts/bench/peers`), an empty Django site, an empty WSGI application. Datasette is measured
as it is installed and as one would tune it (counts known beforehand, no suggested facets, covering and search
indexes). Its facets are three columns of the record's table, as are those of the raw SQL; the site's page
counts the values of all its filters. A list of a small corpus, filtered, is shorter than a page: growth is
told of lists of fifty in both, and beside it of the same filters in both."""


def verdicts(results: Results, goals: Iterable[Bound] = GOALS) -> list[list[str]]:
    """A row for each goal: operation, what was measured, value, must, verdict, aim, verdict."""
    return [
        [
            goal.operation,
            goal.measured,
            number(goal.value(results)),
            _limit(goal, goal.must),
            goal.verdict(goal.must, results),
            _limit(goal, goal.aim),
            goal.verdict(goal.aim, results),
        ]
        for goal in goals
    ]


VERDICTS = ["operation", "measured", "value", "must", "", "aim", ""]


def _limit(goal, limit):
    sign = "≥" if goal.at_least else "≤"
    return "" if limit is None else f"{sign} {limit:g}"


def number(value: float | None) -> str:
    """A figure with three digits that count; a dash for what was not measured."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown, its columns as wide as they need."""
    lines = [list(head), *map(list, rows)]
    widths = [max(3, *(len(line[at]) for line in lines)) for at in range(len(head))]
    written = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([written[0], rule, *written[1:]])


def pages(results: Results, size: int, database: str) -> str:
    """Every operation at every server, in one corpus on one database."""
    head = [
        "operation",
        "server",
        "CPU ms",
        "req/s at 8",
        "p50 ms",
        "p99 ms",
        "p50 at 8",
        "p99 at 8",
        "kB",
        "MB at most",
    ]
    rows = [
        [TITLES[case.operation], case.server]
        + [
            number(each)
            for each in (f.cpu, f.rate, f.p50, f.p99, f.p50_of_8, f.p99_of_8, f.bytes / 1000, f.memory)
        ]
        for case, f in results.pages.items()
        if (case.size, case.database) == (size, database)
    ]
    return table(head, rows)


def files(results: Results) -> str:
    """The file of all links, by whom it was written."""
    head = ["written by", "records", "database", "lines", "lines/s", "first byte ms", "MB", "MB more memory"]
    rows = [
        [
            name,
            f"{size:,}",
            database,
            f"{f.lines:,}",
            number(f.rate),
            number(f.first * 1000),
            number(f.bytes / 1e6),
            number(f.growth),
        ]
        for (name, size, database), f in results.files.items()
    ]
    return table(head, rows)


def commands(results: Results) -> str:
    """Import and export of the package, and the starts."""
    head = ["what", "records", "database", "seconds", "CPU seconds", "MB at most"]
    made = {(f"start of {name}", size, ""): ran for (name, size), ran in results.starts.items()}
    rows = [
        [name, f"{size:,}", database, number(ran.wall), number(ran.cpu), number(ran.peak)]
        for (name, size, database), ran in (results.commands | made).items()
    ]
    return table(head, rows)


def whole(results: Results, machine: str, versions: dict[str, str], day: str) -> str:
    """The page for docs/benchmarks.md."""
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    parts = ["# Benchmarks", f"Made by `make bench` on {day}: {machine}. {told}.", HOW]
    largest = f"{results.sizes[-1]:,}"
    parts += [f"## What must be reached, with {largest} records", table(VERDICTS, verdicts(results))]
    if results.left_out:
        parts += ["Not measured: " + "; ".join(results.left_out) + "."]
    for database in results.databases:
        for size in results.sizes:
            if any((case.size, case.database) == (size, database) for case in results.pages):
                name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
                parts += [f"## Pages, {size:,} records, {name}", pages(results, size, database)]
    parts += ["## The file of all links", files(results), "## Package and start", commands(results)]
    return "\n\n".join(parts) + "\n"
