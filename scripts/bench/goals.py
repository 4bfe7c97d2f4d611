"""What must be reached and what is aimed at: each bound is one row, beside the peers of the same run."""

from dataclasses import dataclass

from .operations import (
    DATASETTE,
    EMPTY_DJANGO,
    EMPTY_WSGI,
    KEPT,
    OURS,
    PLAIN_ADMIN,
    RAW,
    RAW_BY_TEMPLATE,
    TUNED,
)
from .results import (
    POSTGRESQL,
    SQLITE,
    Results,
    Value,
    grown,
    of_command,
    of_file,
    of_page,
    of_start,
    over,
    queries,
)


@dataclass(frozen=True)
class Bound:
    """A value that is to be at most `must`, and better `aim`; at least, where `at_least` says so."""

    operation: str
    measured: str
    value: Value
    must: float | None = None
    aim: float | None = None
    at_least: bool = False

    def verdict(self, limit: float | None, results: Results) -> str:
        """ "holds" or "misses"; "not measured" where a figure is missing, "" where there is no limit."""
        value = self.value(results)
        if limit is None:
            return ""
        if value is None:
            return "not measured"
        held = value >= limit if self.at_least else value <= limit
        return "holds" if held else "misses"


def _cpu(operation, server=OURS):
    return of_page("cpu", operation, server)


def _rate(operation, server=OURS):
    return of_page("rate", operation, server)


def _minutes(value):
    return lambda results: None if (seconds := value(results)) is None else seconds / 60


def _scaled(value, factor):
    return lambda results: None if (found := value(results)) is None else found * factor


def _times_datasette(operation, server, must):
    told = "tuned Datasette" if server == TUNED else "Datasette as installed"
    rates = over(_rate(operation), _rate(operation, server))
    return Bound(_TITLES[operation], f"requests/s ÷ {told}", rates, must, at_least=True)


_TITLES = {
    "record": "record page, uncached",
    "list": "list of 50",
    "facets": "filtered list with 3 exact facets",
    "search": "search, 20 ranked, exact total",
}

GOALS = (
    Bound(
        "record page, uncached",
        "CPU ÷ raw SQL page, small template",
        over(_cpu("record"), _cpu("record", RAW_BY_TEMPLATE)),
        4,
        2.5,
    ),
    Bound(
        "record page, uncached", "CPU ÷ raw SQL page, bare strings", over(_cpu("record"), _cpu("record", RAW))
    ),
    _times_datasette("record", DATASETTE, 3),
    _times_datasette("record", TUNED, 3),
    Bound(
        "any public page, cached",
        "CPU ÷ empty Django view",
        over(_cpu("kept", KEPT), _cpu("kept", EMPTY_DJANGO)),
        1.3,
    ),
    Bound(
        "any public page, cached",
        "requests/s ÷ empty WSGI app",
        over(_rate("kept", KEPT), _rate("kept", EMPTY_WSGI)),
        aim=0.5,
        at_least=True,
    ),
    Bound(
        "conditional GET",
        "CPU ÷ empty Django view",
        over(_cpu("unchanged", KEPT), _cpu("kept", EMPTY_DJANGO)),
        1.2,
        0.6,
    ),
    Bound("list of 50", "CPU ÷ raw SQL", over(_cpu("list"), _cpu("list", RAW)), 4.5, 2.5),
    _times_datasette("list", TUNED, 5),
    Bound("list at 80 % depth", "CPU ÷ first page", over(_cpu("deep"), _cpu("list")), 1.3, 1.05),
    Bound("filtered list with 3 exact facets", "ms of CPU", _cpu("facets"), 12),
    Bound("filtered list with 3 exact facets", "CPU ÷ list", over(_cpu("facets"), _cpu("list")), aim=1.3),
    _times_datasette("facets", TUNED, 9),
    Bound("objective with 500 links", "CPU ÷ raw SQL", over(_cpu("crowded"), _cpu("crowded", RAW)), 5, 2.5),
    Bound(
        "objective with 500 links", "kB of page", _scaled(of_page("bytes", "crowded", OURS), 1 / 1000), 200
    ),
    Bound("objective with 500 links", "statements asked", queries("crowded"), 14),
    Bound(
        "search, 20 ranked, exact total",
        "CPU ÷ raw ranked FTS5",
        over(_cpu("search"), _cpu("search", RAW)),
        1.3,
        0.7,
    ),
    _times_datasette("search", TUNED, 2),
    Bound("search, 20 ranked, exact total", "p99 in ms, idle", of_page("p99", "search", OURS), 100),
    Bound(
        "CSV of all links",
        "lines/s ÷ sqlite3 -csv",
        over(of_file("rate", OURS, SQLITE), of_file("rate", "shell", SQLITE)),
        0.6,
        0.9,
        at_least=True,
    ),
    Bound(
        "CSV of all links",
        "lines/s ÷ psql COPY",
        over(of_file("rate", OURS, POSTGRESQL), of_file("rate", "shell", POSTGRESQL)),
        0.4,
        0.55,
        at_least=True,
    ),
    Bound("CSV of all links", "first byte in ms", _scaled(of_file("first", OURS, SQLITE), 1000), 100),
    Bound("CSV of all links", "MB more memory", of_file("growth", OURS, SQLITE), 16),
    Bound("admin list", "CPU ÷ plain Django admin", over(_cpu("admin"), _cpu("admin", PLAIN_ADMIN)), 0.35),
    Bound("admin list", "CPU ÷ in the smallest corpus", grown("admin", OURS), aim=2),
    Bound(
        "admin search",
        "CPU ÷ plain Django admin",
        over(_cpu("admin-search"), _cpu("admin-search", PLAIN_ADMIN)),
        0.35,
    ),
    Bound("admin search", "CPU ÷ in the smallest corpus", grown("admin-search", OURS), aim=2),
    Bound("package import", "minutes", _minutes(of_command("wall", "import", SQLITE)), 6, 3),
    Bound("package import", "MB of memory", of_command("peak", "import", SQLITE), 500, 250),
    Bound("package export", "minutes", _minutes(of_command("wall", "export", SQLITE)), 2, 1),
    Bound("package export", "MB of memory", of_command("peak", "export", SQLITE), 500, 250),
    Bound("growth: record page", "CPU ÷ in the smallest corpus", grown("record", OURS), 1.3),
    Bound("growth: list of 50", "CPU ÷ in the smallest corpus", grown("list", OURS), 1.3),
    Bound("growth: cached page", "CPU ÷ in the smallest corpus", grown("kept", KEPT), 1.3),
    Bound("growth: facets", "CPU ÷ in the smallest corpus, 50 in each list", grown("filled", OURS), 1.5),
    Bound("growth: facets", "CPU ÷ in the smallest corpus, whose lists are short", grown("facets", OURS)),
    Bound("cold start", "seconds ÷ empty Django site", over(of_start(OURS), of_start(EMPTY_DJANGO)), 1.3),
)
