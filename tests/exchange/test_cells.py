"""Cells: what is written comes back, what can't be meant is refused."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.csv_files import joined, parted
from sources.exchange.cells import BadCell, reader_of, writer_of
from sources.exchange.shape import Column, Type

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
odd = text | st.from_regex(r"'*[=+@'|\\-].*")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text, st.lists, max_leaves=8
)
VALUES = {
    Type.TEXT: odd,
    Type.INTEGER: st.none() | st.integers(0, 2**31 - 1),
    Type.DECIMAL: st.none() | st.decimals(-(10**17), 10**17, places=6),
    Type.DATE: st.none() | st.dates(),
    Type.TIME: st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)),
    Type.OBJECT: st.dictionaries(text, json_values, max_size=3),
    Type.ARRAY: st.lists(json_values, max_size=3),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_that_is_written_comes_back(kind):
    column = Column("a", "", kind)
    write, read = writer_of(column), reader_of(column)

    @given(VALUES[kind])
    def comes_back(value):
        assert read(write(value)) == value

    comes_back()


@given(st.lists(odd.filter(bool), unique=True))
def test_several_values_in_one_cell_come_back(values):
    column = Column("a", "", many=True)
    assert reader_of(column)(writer_of(column)(values)) == values


@given(st.lists(odd.filter(bool)))
def test_bars_and_backslashes_part_nothing(values):
    assert parted(joined(values)) == values


def test_a_bar_within_a_value_is_written_with_a_backslash():
    assert joined(["a|b", "c\\"]) == "a\\|b|c\\\\"


@pytest.mark.parametrize(("kind", "cell"), [
    (Type.INTEGER, "-1"), (Type.INTEGER, "1.0"), (Type.INTEGER, "9" * 5_000), (Type.INTEGER, "२"),
    (Type.DECIMAL, "1,5"), (Type.DECIMAL, "1e9"), (Type.DECIMAL, "NaN"), (Type.DECIMAL, "0.1234567"),
    (Type.DATE, "2013-02-30"), (Type.DATE, "20130228"), (Type.DATE, "28.2.2013"),
    (Type.PARTIAL_DATE, "1977-13"), (Type.PARTIAL_DATE, "in 1977"), (Type.TIME, "2013-02-28"),
    (Type.OBJECT, "[]"), (Type.OBJECT, "{"), (Type.OBJECT, '{"a": NaN}'), (Type.OBJECT, '{"a": "\\u0000"}'),
    (Type.ARRAY, "{}"), (Type.ARRAY, '["\\ud800"]'), (Type.ARRAY, "[" * 100_000),
])  # fmt: skip
def test_what_is_no_such_value_is_refused_with_what_is(kind, cell):
    with pytest.raises(BadCell, match="accepted: "):
        reader_of(Column("a", "", kind))(cell)


def test_a_number_needs_no_apostrophe_and_may_have_one():
    column = Column("a", "", Type.DECIMAL)
    assert writer_of(column)(Decimal("-5.50")) == "-5.5"
    assert reader_of(column)("'-5.5") == reader_of(column)("-5.5") == Decimal("-5.5")


def test_dates_are_written_as_iso_8601_has_them():
    assert writer_of(Column("a", "", Type.DATE))(date(2013, 2, 28)) == "2013-02-28"


@given(text)
def test_any_text_is_read_or_refused(cell):
    for kind in Type:
        with suppress(BadCell):
            reader_of(Column("a", "", kind, longest=20))(cell)
