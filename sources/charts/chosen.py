"""Which chart shows what the document says about a table; any other table gets a chart of its own kind."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .bars import bar_panel
from .dots import dot_panel
from .figures import Measure
from .slope import slope_panel


@dataclass(frozen=True)
class Chosen:
    """A chart that we chose: of these indicators, for the sake of these words of the document."""

    kind: str
    title: Promise
    indicators: tuple[str, ...]
    claims: tuple[str, ...] = ()
    reference: Decimal | None = None
    note: Promise | str = ""


@dataclass(frozen=True)
class Chart:
    """A chart to print: panels of one kind.

    `claims` are the document's words that it lets one check, `found` the same with their passages.
    """

    kind: str
    title: str
    panels: list
    claims: tuple[str, ...] = ()
    note: str = ""
    anchor: str = ""
    found: list = field(default_factory=list)


CHOSEN = [
    Chosen(
        "bars",
        _("Projects of the trust fund by region"),
        ("trust-fund-projects", "trust-fund-budget"),
        ("Approved projects by number and budget as of March 2009 are presented below:",),
        note=_(
            "ASEAN is counted within Asia Pacific and drawn as a part of it; it is not added a second time. "
            "The totals have no bar: they stand beneath, as printed and as recomputed."
        ),
    ),
    Chosen(
        "dots",
        _("The gap between ASEAN-6 and CLMV: incomes, poverty, human development"),
        ("gni-per-capita", "national-poverty", "hdi-value", "hdi-rank", "income-gini", "human-poverty-index"),
        (
            "When comparing gross national income and the percentage of population living below the poverty "
            "line, the distinctions between the two groups are very much evident.",
            "Vietnam is at the top of the CLMV group, almost ready to move up to the level of the ASEAN-6 "
            "group.",
        ),
    ),
    Chosen(
        "dots",
        _("The gap between ASEAN-6 and CLMV: literacy, health, work, safety nets"),
        (
            "adult-literacy",
            "healthy-life-expectancy",
            "employment-to-population",
            "expenditure-health",
            "expenditure-security-welfare",
        ),
        (
            "The figures indicate that for literacy and life expectancy, Vietnam more closely resembles the "
            "ASEAN-6 group.",
            "Figures for the employment-to-population ratio are very much the same for both groups.",
        ),
    ),
    Chosen(
        "dots",
        _("Women’s figures divided by men’s"),
        ("fm-earned-income", "fm-literacy", "fm-labour-force", "fm-parliament"),
        (
            "In all eight countries, however, it can be seen that the female-to-male (F/M) ratio of earned "
            "income and the labor force F/M ratio are equally low while the F/M ratio of seats in parliament "
            "is extremely low.",
        ),
        reference=Decimal(1),
        note=_("The upright line at 1 is parity: left of it, women have less than men."),
    ),
    Chosen(
        "slope",
        _("Old-age dependency, then and now"),
        ("old-age-dependency-1981-1990", "old-age-dependency-2011-2020"),
        (
            "between 1981 and 2020, the old-age dependency ratio is increasing for all countries with "
            "available data.",
            "However, Singapore, Thailand, and Indonesia have a more serious problem than the rest of the "
            "ASEAN member states.",
        ),
    ),
]


def charts_of(measures: Sequence[Measure]) -> list[Chart]:
    """The charts that were chosen for these columns, or one that any columns of figures can have."""
    known = {measure.slug: measure for measure in measures}
    found = [_chart(each, [known[slug] for slug in each.indicators]) for each in _fitting(known)]
    return [replace(each, anchor=f"chart-{n}") for n, each in enumerate(found or _plain(measures), 1)]


def _fitting(known):
    return [each for each in CHOSEN if set(each.indicators) <= known.keys()]


def _chart(chosen, columns):
    panels: list
    if chosen.kind == "slope":
        panels = [slope_panel(*columns)]
    elif chosen.kind == "bars":
        panels = [bar_panel(column) for column in columns]
    else:
        panels = _dots(columns, chosen.reference)
    return Chart(chosen.kind, str(chosen.title), panels, chosen.claims, str(chosen.note))


def _dots(columns, reference):
    """Panels of dots; those read against one line share one axis."""
    together = [figure.value for column in columns for figure in column.given] if reference else None
    return [dot_panel(column, scale_values=together, reference=reference) for column in columns]


def _plain(measures):
    columns = [measure for measure in measures if measure.given]
    if not columns:
        return []
    return [Chart("dots", str(_("The figures, column by column")), [dot_panel(column) for column in columns])]
