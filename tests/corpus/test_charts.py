"""The charts of the chapter's four tables: nothing is drawn that is not printed, nothing printed is lost."""

import re
from decimal import Decimal
from statistics import median

import pytest

from sources.arithmetic import sums
from sources.charts import charts_of, measures
from sources.models import DataTable


def a_table(number):
    return DataTable.objects.get(version__document__slug="chapter", number=number)


def columns(number):
    table = a_table(number)
    cells = table.observations.select_related("indicator", "area__parent").order_by("row", "column")
    return measures(table, cells)


def charts(number):
    return charts_of(columns(number))


def printed(number, indicator):
    """{area: (value, as printed)} of a column, straight from the database."""
    cells = a_table(number).observations.filter(indicator__slug=indicator).select_related("area")
    return {cell.area.slug: (cell.value, f"{cell.printed} {cell.printed_extra}".strip()) for cell in cells}


@pytest.mark.parametrize(("number", "panels"), [(2, 6), (3, 5), (4, 4)])
def test_every_dot_stands_at_its_value_beside_what_is_printed(number, panels):
    chart = charts(number)[0]
    assert (chart.kind, len(chart.panels)) == ("dots", panels)
    for panel in chart.panels:
        dots = [dot for group in panel.groups for dot in group.dots]
        told = {dot.figure.area: (dot.figure.value, dot.figure.text) for dot in dots}
        assert told == printed(number, panel.measure.slug)
        for dot in dots:
            assert dot.x == (None if dot.figure.value is None else panel.scale.at(dot.figure.value))


@pytest.mark.parametrize("number", [2, 3, 4])
def test_groups_and_their_medians_are_those_of_the_table(number):
    for panel in charts(number)[0].panels:
        assert [(group.name, len(group.dots)) for group in panel.groups] == [("ASEAN – 6", 6), ("CLMV", 4)]
        for group in panel.groups:
            values = [dot.figure.value for dot in group.dots if dot.figure.value is not None]
            assert group.median == (median(values) if values else None)
        assert len({group.shape for group in panel.groups}) == 2


def test_what_has_no_figure_is_marked_and_counted(client):
    html = client.get("/documents/chapter/tables/2/").content.decode()
    assert html.count('<text class="none"') == sum(len(measure.missing) for measure in columns(2)) == 6
    assert "–, 3 countries without a figure." in html
    assert "–, 1 country without a figure." in html


def test_ratios_share_one_axis_with_a_line_at_parity():
    panels = charts(4)[0].panels
    assert len({panel.scale for panel in panels}) == 1
    assert {panel.reference for panel in panels} == {panels[0].scale.at(Decimal(1))}


def test_bars_are_as_long_as_their_figures_and_asean_is_within_asia_pacific():
    for panel in charts(1)[0].panels:
        told = {bar.figure.area: bar.figure.value for bar in panel.drawn}
        values = printed(1, panel.measure.slug)
        assert told == {area: value for area, (value, _text) in values.items() if area != "all-regions"}
        for bar in panel.drawn:
            assert bar.length == pytest.approx(panel.scale.at(bar.figure.value) - panel.start, abs=0.1)
        (asia,) = [bar for bar in panel.bars if bar.within]
        assert (asia.figure.area, asia.within[0].figure.area) == ("asia-pacific", "asean")


def test_slopes_lead_from_the_first_figure_to_the_second():
    panel = charts(4)[1].panels[0]
    first, second = (printed(4, measure.slug) for measure in (panel.before, panel.after))
    for slope in panel.slopes:
        before, after = slope.ends
        area = before.figure.area
        assert (before.figure.value, after.figure.value) == (first[area][0], second[area][0])
        assert before.y == panel.scale.at(first[area][0])
        assert after.y == panel.scale.at(second[area][0])
    assert {figure.label for figure in panel.missing} == {"Brunei", "Cambodia", "Laos", "Myanmar"}
    assert len(panel.slopes) == 6


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_words_of_the_chapter_that_a_chart_is_about_are_found_where_they_stand(client, number):
    html = client.get(f"/documents/chapter/tables/{number}/").content.decode()
    claims = sum(len(chart.claims) for chart in charts(number))
    assert html.count('<p class="claim">') == claims > 0


def test_the_total_that_does_not_add_up_is_shown_and_explained(client):
    projects, budget = sums(columns(1))
    assert (projects.computed, projects.agrees) == (191, True)
    assert (budget.total.value, budget.computed, budget.difference) == (303206600, 303428166, 221566)
    html = client.get("/documents/chapter/tables/1/").content.decode()
    assert "303,428,166" in html
    assert "the parts give 221,566 more than is printed" in html
    assert '<a href="/documents/chapter/defects/#chapter-table1-total">' in html


def test_no_other_table_has_a_total():
    assert [sums(columns(number)) for number in (2, 3, 4)] == [[], [], []]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_chart_has_a_name_and_says_its_figures(client, number):
    html = client.get(f"/documents/chapter/tables/{number}/").content.decode()
    panels = sum(len(chart.panels) for chart in charts(number))
    assert html.count('role="img"') == html.count("<desc ") == panels


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_two_drawings_share_a_name(client, number):
    html = client.get(f"/documents/chapter/tables/{number}/").content.decode()
    names = re.findall(r' id="([^"]*)"', html)
    assert len(names) == len(set(names))
    assert 'id="chart-1-1-t"' in html
