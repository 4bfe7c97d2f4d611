"""Run the whole suite on SQLite, in Chromium, and on PostgreSQL; say at the end what ran and what did not.

    .venv/bin/python -m scripts.run_tests [arguments for pytest]

Missing programs are installed from Debian's packages where this user may. Where not, they are named,
the rest runs, and the closing lines count what was left out; with CI=true that is a failure.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scripts import postgres, programs

# What a person has set for their own site is not to sway the tests.
SETTINGS = {"DATABASE_URL", "DATABASE_REPLICA_URL", "DJANGO_SETTINGS_MODULE", "PORT", "PROCESSES", "VAR_DIR"}
SETTINGS |= {"ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "SECRET_KEY", "SITE_URL"}
WORKERS = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Outcome:
    """One run of pytest: how many tests passed, failed and were skipped, and its exit status."""

    passed: int
    failed: int
    skipped: int
    status: int

    def __str__(self):
        counts = [f"{self.passed} passed", f"{self.failed} failed", f"{self.skipped} skipped"]
        return ", ".join(counts) + (f" (pytest ended with {self.status})" if self.status else "")


def main():
    postgres.end_on_signals()
    missing = _missing_programs()
    ran = {"SQLite": _run_on_sqlite(sys.argv[1:])}
    if "postgresql" not in missing:
        ran["PostgreSQL"] = _run_on_postgres(sys.argv[1:])
    _close(ran, missing)
    strict = os.environ.get("CI") == "true"
    return 1 if any(outcome.status for outcome in ran.values()) or (missing and strict) else 0


def run_pytest(arguments, **settings):
    """Run pytest in a process of its own, with these settings in its environment and no others."""
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # By file, so that what a file prepares once is prepared once.
        spread = ["-n", WORKERS, "--dist=loadfile", f"--junit-xml={report}"]
        command = [sys.executable, "-m", "pytest", *spread, *arguments]
        status = subprocess.run(command, env=environment | settings, stdin=subprocess.DEVNULL).returncode
        return read_report(report, status)


def read_report(report, status):
    """The Outcome that a JUnit report tells; nothing passed where pytest wrote none."""
    if not report.exists():
        return Outcome(0, 0, 0, status)
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    names = ("tests", "failures", "errors", "skipped")
    tests, failures, errors, skipped = (sum(int(s.get(name, 0)) for s in suites) for name in names)
    return Outcome(tests - failures - errors - skipped, failures + errors, skipped, status)


def _run_on_sqlite(arguments):
    _say("Tests on SQLite, with those in Chromium")
    return run_pytest(arguments)


def _run_on_postgres(arguments):
    """Browser tests run once, on SQLite: they try pages, not databases."""
    _say("Tests on PostgreSQL")
    with postgres.throwaway(programs.find_postgres()) as url:
        return run_pytest(["-m", "not browser", *arguments], DATABASE_URL=url)


def _say(heading):
    print(f"\n=== {heading} ===", flush=True)


def _missing_programs():
    """Debian packages that are needed, not there, and could not be installed."""
    missing = programs.missing()
    if missing and programs.install(missing):
        missing = programs.missing()
    for package in missing:
        print(f"Not found and not installed: Debian's package {package}.", flush=True)
    return missing


def _close(ran, missing):
    _say("What ran")
    for database, outcome in ran.items():
        print(f"On {database}: {outcome}")
    if not missing:
        print("Nothing was left out: SQLite, Chromium, PostgreSQL and the HTML checker.")
        return
    parts = {"postgresql": "the whole suite on PostgreSQL", "default-jre-headless": "the HTML checker"}
    left_out = sorted({parts.get(package, "the tests in a browser") for package in missing})
    print(f"Left out, {len(left_out)} of 4 parts: {', '.join(left_out)}.")
    print(f"Install Debian's packages: {' '.join(missing)}.")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
