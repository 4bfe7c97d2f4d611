"""Geometry of charts, and sums: plain figures in."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.arithmetic import sums
from sources.charts.bars import bar_panel
from sources.charts.chosen import charts_of
from sources.charts.dots import dot_panel
from sources.charts.figures import Figure, Measure
from sources.charts.scales import apart, scale_for, short
from sources.charts.slope import slope_panel


def a_figure(label, value, *, group="", parent="", kind="state"):
    shown = None if value is None else Decimal(str(value))
    return Figure(label, group, label.lower(), parent, kind, shown, "-" if value is None else str(value))


def a_measure(*figures, slug="rank", name="Rank"):
    return Measure(slug, name, "", "", list(figures))


@given(st.lists(st.decimals("0", "1000000000", places=3), min_size=1, max_size=20))
def test_a_scale_holds_every_value_between_its_ends(values):
    scale = scale_for(values, 100, 300)
    assert all(100 <= scale.at(value) <= 300 for value in values)
    assert 2 <= len(scale.ticks) <= 12


def test_a_scale_begins_at_nought_unless_the_values_lie_close_together():
    assert scale_for([3, 80], 0, 100).low == 0
    assert scale_for([60, 70], 0, 100).low == 60
    assert scale_for([60, 70], 0, 100, from_zero=True).low == 0


def test_an_axis_has_short_numbers():
    assert [short(value) for value in (0.25, 2500, 20000, 125e6, 2e9)] == [
        "0.25",
        "2500",
        "20k",
        "125m",
        "2bn",
    ]


@given(st.lists(st.floats(0, 300), max_size=12))
def test_labels_that_are_moved_apart_keep_their_order_and_their_distance(places):
    moved = apart(places, 15)
    order = sorted(range(len(places)), key=lambda at: places[at])
    for one, other in pairwise(order):
        assert moved[other] - moved[one] >= 14.8


def test_labels_that_have_room_stay_where_they_are():
    assert apart([100, 10, 50], 15) == [100, 10, 50]


def test_a_country_without_a_figure_has_a_row_and_no_dot():
    panel = dot_panel(a_measure(a_figure("Laos", None), a_figure("Brunei", 33)))
    assert [(dot.figure.label, dot.x is None) for dot in panel.groups[0].dots] == [
        ("Laos", True),
        ("Brunei", False),
    ]


def test_a_column_without_any_figure_can_be_drawn():
    panel = dot_panel(a_measure(a_figure("Laos", None)))
    assert (panel.groups[0].median, panel.groups[0].given) == (None, [])


def test_a_part_is_drawn_in_the_bar_it_belongs_to_and_a_total_nowhere():
    panel = bar_panel(
        a_measure(
            a_figure("Asia", 80, kind="region", parent="total"),
            a_figure("ASEAN", 30, kind="group", parent="asia"),
            a_figure("Total", 80, kind="total"),
        )
    )
    assert [bar.figure.label for bar in panel.bars] == ["Asia"]
    assert [part.figure.label for part in panel.bars[0].within] == ["ASEAN"]


def test_a_country_with_one_figure_has_one_end_and_no_line():
    before = a_measure(a_figure("Laos", 0.1), a_figure("Brunei", None))
    after = a_measure(a_figure("Laos", None), a_figure("Brunei", None))
    panel = slope_panel(before, after)
    assert [(slope.label, len(slope.ends)) for slope in panel.slopes] == [("Laos", 1)]
    assert [figure.label for figure in panel.missing] == ["Brunei"]


def test_any_other_table_has_a_chart_for_each_column_with_figures():
    (chart,) = charts_of([a_measure(a_figure("Laos", 1)), a_measure(a_figure("Laos", None), slug="b")])
    assert (chart.kind, len(chart.panels)) == ("dots", 1)
    assert charts_of([a_measure(a_figure("Laos", None))]) == []


def test_totals_are_recomputed_from_their_own_parts_only():
    total = a_figure("All", 12, kind="total")
    parts = [
        a_figure("Asia", 7, parent="all"),
        a_figure("ASEAN", 3, parent="asia"),
        a_figure("Europe", 4, parent="all"),
    ]
    (found,) = sums([a_measure(total, *parts)])
    assert (found.computed, found.difference, found.agrees) == (11, -1, False)


@pytest.mark.parametrize("figures", [[a_figure("Laos", 1)], [a_figure("All", 1, kind="total")]])
def test_without_a_total_and_its_parts_there_is_no_sum(figures):
    assert sums([a_measure(*figures)]) == []
