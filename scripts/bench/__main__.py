"""The command: what to measure, and where the report goes."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

import django

from scripts import postgres, programs

from . import machine, report
from .corpora import Corpus
from .operations import OPERATIONS
from .processes import ROOT
from .results import POSTGRESQL, SQLITE
from .run import Run

FOLDER = ROOT / "var" / "bench"
REPORT = ROOT / "docs" / "benchmarks.md"
SIZES = [100, 10_000, 250_000]


def main():
    wanted = read()
    postgres.end_on_signals()
    if missing := programs.missing_for_bench():
        programs.install(missing)  # what can't be is left out, and named in the end
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    django.setup()
    run = Run(wanted.seconds, [each for each in OPERATIONS if each.key in (wanted.only or KEYS)])
    path = wanted.report or (REPORT if wanted == whole() else FOLDER / "benchmarks.md")
    corpora = [Corpus(size, FOLDER / str(size)) for size in sorted(wanted.sizes)]
    if wanted == whole():
        for corpus in corpora:
            corpus.forget()
    run.sqlite(corpora)
    write(run.results, path)
    for corpus in corpora if POSTGRESQL in wanted.databases else []:
        run.postgresql(corpus)
        write(run.results, path)
    print(f"\n{report.table(report.VERDICTS, report.verdicts(run.results))}")
    print(f"\nEvery figure is in {path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}")


def write(results, path: Path) -> None:
    """Keep every figure, and write the page; after each part, as a run is long."""
    results.keep(FOLDER / "figures.json")
    day = datetime.now(UTC).date().isoformat()
    path.write_text(report.whole(results, machine.machine(), machine.versions(), day))


KEYS = [operation.key for operation in OPERATIONS]


def read(arguments=None):
    """What is asked for; everything, unless told otherwise."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the site beside its peers.")
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of records: 100,10000")
    parser.add_argument("--databases", type=_names, default=[SQLITE, POSTGRESQL], help="sqlite, or both")
    parser.add_argument(
        "--seconds", type=float, default=4, help="for each operation, by one reader and by eight"
    )
    parser.add_argument("--only", type=_names, help=f"some of: {','.join(KEYS)}")
    parser.add_argument(
        "--report", type=Path, help="where the page is written; docs/benchmarks.md for a whole run"
    )
    return parser.parse_args(arguments)


def whole():
    """What a whole run is asked for."""
    return read([])


def _numbers(told):
    return [int(number) for number in told.split(",")]


def _names(told):
    known = {SQLITE, POSTGRESQL, *KEYS}
    names = told.split(",")
    if unknown := set(names) - known:
        raise argparse.ArgumentTypeError(
            f"{', '.join(sorted(unknown))}: not one of {', '.join(sorted(known))}"
        )
    return names


if __name__ == "__main__":
    main()
