"""CSV files hold what was put in, and no spreadsheet calculates it."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.csv_files import FORMULA, blocks, escape, joined, unescape

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.from_regex(
    r"'*[=+@'-].*"
)


@given(cells)
def test_what_is_escaped_comes_back_as_it_was(value):
    assert unescape(escape(value)) == value


@given(cells)
def test_no_cell_begins_like_a_formula(value):
    assert not escape(value).startswith(FORMULA)


@pytest.mark.parametrize(("value", "cell"), [
    ("=1+1", "'=1+1"), ("-0", "'-0"), ("'=1", "''=1"), ("'tis", "'tis"), ("", ""), ("a=b", "a=b"),
])  # fmt: skip
def test_one_apostrophe_goes_before_what_could_be_a_formula(value, cell):
    assert escape(value) == cell


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
def test_any_reader_of_csv_gets_the_rows_back(rows):
    written = "".join(blocks(["a", "b"], rows))
    read = list(csv.reader(StringIO(written, newline="")))
    assert [[unescape(cell) for cell in row] for row in read[1:]] == rows


def test_lines_end_as_rfc_4180_wants_them_and_nothing_is_an_empty_cell():
    assert "".join(blocks(["a", "b"], [[None, 1]])) == "a,b\r\n,1\r\n"


def test_rows_are_asked_for_only_as_they_are_written():
    asked = []
    file = blocks(["n"], ([asked.append(n) or n] for n in range(2_000)))
    next(file)
    assert len(asked) < 1_000


def test_a_bar_within_a_value_is_not_the_bar_between_two():
    assert joined(["a|b", "c"]) == "a\\|b|c"
