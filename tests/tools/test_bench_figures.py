"""The arithmetic of `make bench`: waits, ratios, verdicts, and the page that tells them."""

import pytest

from scripts import programs
from scripts.bench import __main__ as command
from scripts.bench import report
from scripts.bench.files import FileFigures
from scripts.bench.goals import GOALS, Bound
from scripts.bench.load import Sample
from scripts.bench.measure import Figures
from scripts.bench.operations import KEPT, OPERATIONS, OURS, RAW, Case
from scripts.bench.processes import TICK, Ran, _cpu
from scripts.bench.results import Results, grown, of_page, over, ratio


def figures(cpu: float, rate: float = 100, size: float = 5000) -> Figures:
    return Figures(cpu, rate, 1, 2, 3, 4, size, 50, 10)


def results(**cpu: float) -> Results:
    """A run in which the site's record page took so much in each corpus, and raw SQL 2 ms in the largest."""
    found = Results()
    for size, each in cpu.items():
        found.pages[Case("record", OURS, int(size[1:]))] = figures(each)
    found.pages[Case("record", RAW, max(found.sizes))] = figures(2, rate=400)
    return found


def test_of_two_visits_each_kind_of_figure_is_the_better_one():
    slow, quick = Figures(5, 100, 6, 7, 8, 9, 5000, 60, 10), Figures(4, 90, 5, 6, 9, 10, 5000, 50, 10)
    best = Figures(4, 100, 5, 6, 8, 9, 5000, 60, 20)
    assert slow.or_better(quick) == quick.or_better(slow) == best
    assert slow.or_better(None) == slow


def test_of_two_files_the_quicker_counts_with_the_more_memory():
    slow, quick = FileFigures(100, 2, 0.1, 900, 8), FileFigures(100, 1, 0.2, 900, 9)
    assert slow.or_better(quick) == quick.or_better(slow) == quick
    assert quick.or_better(FileFigures(100, 2, 0.1, 900, 12)).growth == 12


def test_a_quantile_is_a_wait_that_was_measured():
    waits = Sample([each / 1000 for each in range(1, 101)], seconds=2, bytes=0)
    assert (waits.quantile(0.5), waits.quantile(0.99), waits.rate) == (50, 99, 50)


def test_a_single_wait_is_every_quantile():
    assert Sample([0.25], seconds=1, bytes=0).quantile(0.5) == 250


def test_processor_time_is_counted_by_the_request():
    one, eight = Sample([0.1] * 4, 0.4, 400), Sample([0.2] * 8, 0.2, 800)
    found = Figures.of(cpu=0.2, one=one, eight=eight, memory=30)
    assert (found.cpu, found.rate, found.bytes, found.requests) == (50, 40, 100, 12)


def test_the_time_of_ended_children_counts_and_a_name_may_hold_anything():
    stat = "7 (a b) c) S 1 1 1 0 -1 4194560 1 2 3 4 100 20 30 4 20 0 1 0 99"
    assert _cpu(stat) == 154 / TICK


def test_a_process_that_is_gone_took_no_time():
    assert _cpu("") == 0


def test_a_ratio_to_nothing_is_not_measured():
    assert (ratio(1, 4), ratio(1, None), ratio(None, 1), ratio(1, 0)) == (0.25, None, None, None)


def test_a_ratio_is_taken_in_the_largest_corpus():
    value = over(of_page("cpu", "record", OURS), of_page("cpu", "record", RAW))
    assert value(results(n100=4, n1000=6)) == 3


def test_growth_is_told_between_the_smallest_and_the_largest():
    assert grown("record", OURS)(results(n100=4, n1000=6)) == 1.5
    assert grown("record", OURS)(results(n1000=6)) is None


@pytest.mark.parametrize(
    ("value", "at_least", "said"),
    [(3, False, "misses"), (1, False, "holds"), (3, True, "holds"), (1, True, "misses"), (2, False, "holds")],
)
def test_a_bound_holds_or_misses(value, at_least, said):
    bound = Bound("record page", "ms", lambda results: value, must=2, at_least=at_least)
    assert bound.verdict(bound.must, Results()) == said
    assert bound.verdict(bound.aim, Results()) == ""


def test_what_was_not_measured_neither_holds_nor_misses():
    found = report.verdicts(results(n100=4))
    held = {row[1]: row[4] for row in found if row[0] == "package export"}
    assert held == {"minutes": "not measured", "MB of memory": "not measured"}


def test_every_goal_is_told_in_one_row():
    assert [row[:2] for row in report.verdicts(results(n100=4))] == [[g.operation, g.measured] for g in GOALS]


def test_every_operation_is_measured_at_the_site():
    assert all({OURS, KEPT} & set(operation.ways) for operation in OPERATIONS)


def test_figures_are_told_with_three_digits():
    assert [report.number(each) for each in (1234.5, 99.95, 1.2345, 0.01234, None)] == [
        "1,234",
        "100",
        "1.23",
        "0.0123",
        "–",
    ]


def test_a_table_has_a_rule_and_columns_of_one_width():
    lines = report.table(["operation", "ms"], [["list", "1.5"], ["record page", "10"]]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[1] == "| ----------- | --- |"


def test_the_page_tells_the_goals_and_every_figure():
    found = results(n100=4, n1000=6)
    found.files["the site", 1000, "sqlite"] = FileFigures(4000, 2, 0.05, 10**6, 3)
    found.commands["import", 1000, "sqlite"] = Ran(9, 8, 120)
    found.left_out.append("Datasette: not installed")
    page = report.whole(found, "a machine", {"Python": "3.11"}, "2024-01-31")
    assert "## What must be reached, with 1,000 records" in page
    assert "## Pages, 100 records, SQLite" in page
    assert "Not measured: Datasette: not installed." in page
    assert "2,000" in page


def test_only_a_whole_run_writes_the_page_of_the_docs():
    assert command.read([]) == command.whole()
    assert command.read(["--sizes", "100"]) != command.whole()


def test_it_names_the_shells_that_are_missing(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    monkeypatch.setattr(programs, "find_postgres", lambda: None)
    assert programs.missing_for_bench() == ["postgresql", "sqlite3"]


@pytest.mark.parametrize("arguments", [["--only", "recrod"], ["--databases", "mysql"], ["--sizes", "many"]])
def test_it_refuses_what_it_does_not_know(arguments, capsys):
    with pytest.raises(SystemExit):
        command.read(arguments)
    assert arguments[0] in capsys.readouterr().err
