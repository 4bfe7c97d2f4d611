"""Where the boxes and bands of a flow diagram stand: plain geometry."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.flow_layout import (
    Sizes,
    Stream,
    breadth,
    crossings,
    lay_out,
    untangled,
    wrapped,
)

COLUMNS = [["o1", "o2"], ["c1", "c2"], ["r1", "r2"], ["a1"]]


def a_layout(*streams, columns=COLUMNS):
    return lay_out(columns, [Stream(*each) for each in streams], Sizes())


def overlap(one, other):
    return one.y < other.y + other.height - 0.15 and other.y < one.y + one.height - 0.15


def test_columns_stand_from_left_to_right_as_wide_as_the_drawing():
    boxes = a_layout(("o1", "c1", 1), ("c1", "r1", 1), ("r1", "a1", 1)).boxes
    assert boxes["o1"].x == 0 < boxes["c1"].x < boxes["r1"].x
    assert boxes["a1"].x + boxes["a1"].width == Sizes().width


def test_a_band_is_as_broad_as_it_has_units():
    layout = a_layout(("o1", "c1", 1), ("o2", "c2", 3))
    one, three = (ribbon.thickness for ribbon in layout.ribbons)
    assert three == pytest.approx(3 * one, abs=0.2)


def test_what_passes_by_a_column_flows_beneath_its_boxes():
    layout = a_layout(("o1", "c1", 1), ("o2", "c2", 1), ("o1", "r1", 5))
    (lane,) = layout.lanes
    assert all(lane.y > layout.boxes[key].y for key in ("c1", "c2"))
    assert lane.height >= layout.ribbons[2].thickness


def test_boxes_are_put_so_that_bands_do_not_cross():
    crossing = [("o1", "c2"), ("o2", "c1")]
    assert crossings(COLUMNS, crossing) == 1
    columns = untangled(COLUMNS, crossing)
    assert crossings(columns, crossing) == 0
    assert columns[0] == COLUMNS[0]


def test_nothing_to_draw_is_a_picture_of_nothing():
    layout = lay_out([[], [], [], []], [], Sizes())
    assert (layout.boxes, layout.ribbons, layout.height) == ({}, [], 0)


@st.composite
def webs(draw):
    columns = [[f"{name}{n}" for n in range(draw(st.integers(1, 6)))] for name in "ocra"]
    steps = [(0, 1), (1, 2), (0, 2), (2, 3)]
    ends = [(one, other) for a, b in steps for one in columns[a] for other in columns[b]]
    chosen = draw(st.lists(st.sampled_from(ends), unique=True))
    return columns, [Stream(*each, draw(st.integers(1, 40))) for each in chosen]


@given(webs())
def test_no_two_boxes_of_a_column_overlap_and_every_band_stays_in_the_picture(web):
    layout = lay_out(*web, Sizes())
    for at, column in enumerate(layout.columns):
        stack = [layout.boxes[key] for key in column] + [lane for lane in layout.lanes if at == 1]
        assert not any(overlap(one, other) for n, one in enumerate(stack) for other in stack[n + 1 :])
    for ribbon in layout.ribbons:
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", ribbon.path)]
        assert min(numbers) >= -0.2
        assert max(numbers) <= max(Sizes().width, layout.height) + 0.2


@given(webs())
def test_the_same_web_gives_the_same_picture_with_no_more_crossings_than_before(web):
    columns, streams = web
    edges = [(each.source, each.target) for each in streams if (each.source[0], each.target[0]) != ("o", "r")]
    assert crossings(untangled(columns, edges), edges) <= crossings(columns, edges)
    assert lay_out(columns, streams, Sizes()) == lay_out(columns, streams, Sizes())


def test_a_label_is_cut_where_it_no_longer_fits():
    assert wrapped("social justice", 200, 1, 12) == ["social justice"]
    assert wrapped("social justice and the rights of all peoples", 80, 2, 12)[-1].endswith("…")


@given(st.text(max_size=200), st.integers(20, 300), st.integers(1, 4))
def test_no_line_of_a_label_is_broader_than_its_box(text, room, lines):
    found = wrapped(text, room, lines, 12)
    assert len(found) <= lines
    assert all(breadth(line, 12) <= room for line in found if line != "…")
