"""`make test` counts what ran, and does not pass over what it left out."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import run_tests
from scripts.run_tests import Outcome

PASSED = Outcome(passed=3, failed=0, skipped=0, status=0)
REPORT = '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>'


@pytest.fixture
def close(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the runner with its parts replaced: what is missing, and how the tests ended."""

    def run(*, missing: list[str], outcome: Outcome = PASSED, ci: str = "") -> int:
        monkeypatch.setenv("CI", ci)
        monkeypatch.setattr(sys, "argv", ["run_tests"])
        monkeypatch.setattr(run_tests.postgres, "end_on_signals", lambda: None)
        monkeypatch.setattr(run_tests, "_missing_programs", lambda: missing)
        monkeypatch.setattr(run_tests, "_run_on_sqlite", lambda _arguments: outcome)
        monkeypatch.setattr(run_tests, "_run_on_postgres", lambda _arguments: outcome)
        return run_tests.main()

    return run


def test_it_reads_the_counts_from_the_report(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    outcome = run_tests.read_report(tmp_path / "report.xml", status=1)
    assert outcome == Outcome(passed=5, failed=2, skipped=2, status=1)


def test_it_says_when_nothing_was_left_out(
    close: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert close(missing=[]) == 0
    assert "On PostgreSQL: 3 passed, 0 failed, 0 skipped" in capsys.readouterr().out


def test_it_counts_and_names_what_it_left_out(
    close: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert close(missing=["postgresql"]) == 0
    said = capsys.readouterr().out
    assert "Left out, 1 of 4 parts: the whole suite on PostgreSQL" in said
    assert "On PostgreSQL" not in said


@pytest.mark.parametrize("package", ["postgresql", "chromium", "default-jre-headless"])
def test_it_fails_in_ci_when_it_leaves_something_out(close: Callable[..., int], package: str) -> None:
    assert close(missing=[package], ci="true") == 1


def test_it_fails_when_pytest_found_no_test(close: Callable[..., int]) -> None:
    assert close(missing=[], outcome=Outcome(0, 0, 0, status=5)) == 1
