"""A table is told cell by cell, and what is told is held against what was received."""

import pytest

from sources.models import DataTable, DocumentVersion

from ..builders import a_table

pytestmark = pytest.mark.django_db


def cells(table):
    return list(table.observations.order_by("row", "column"))


def test_a_table_is_told_blank_by_blank_in_printed_order():
    table = a_table({"Brunei Darussalam": ("33", "0.8"), "Japan": ("12", "n.a.")}, columns=("Rank", "Index"))
    assert " ".join(table.tokens(cells(table))) == "Brunei Darussalam 33 0.8 Japan 12 n.a."


def test_what_is_printed_beside_a_value_is_told_after_it():
    table = a_table({"Lao PDR": ("27.6",)})
    table.observations.update(printed_extra="(2005) *")
    assert table.tokens(cells(table)) == ["Lao", "PDR", "27.6", "(2005)", "*"]


def test_a_heading_over_several_rows_is_told_once():
    table = a_table({"Brunei": ("1",), "Cambodia": ("2",), "Japan": ("3",)})
    for row, group in zip(table.rows, ["ASEAN", "ASEAN", "Plus Three"], strict=True):
        row["group"] = group
    assert " ".join(table.tokens(cells(table))) == "ASEAN Brunei 1 Cambodia 2 Plus Three Japan 3"


def test_a_table_without_cells_tells_nothing():
    table = a_table()
    assert table.tokens([]) == []
    assert table.unaccounted([]) is None


def test_a_true_table_accounts_for_all_of_its_body():
    table = a_table({"Brunei": ("33",), "Viet Nam": ("1,024",)})
    assert table.unaccounted(cells(table)) is None


@pytest.mark.parametrize(
    ("wrong", "pair"),
    [
        ({"printed": "34"}, ("33", "34")),
        ({"printed": "33 %"}, (None, "%")),
        ({"printed_extra": "(2005)"}, (None, "(2005)")),
        ({"printed": ""}, ("Rank", "Area")),
    ],
)
def test_the_first_word_that_differs_is_named(wrong, pair):
    table = a_table({"Area": ("Rank",), "Brunei": ("33",)})
    table.observations.filter(row=2).update(**wrong)
    assert table.unaccounted(cells(table)) == pair


def test_one_character_of_the_body_that_changes_is_noticed():
    table = a_table({"Brunei": ("33",), "Japan": ("12",)})
    raw = table.version.raw_text.replace("Japan 12", "Japan 13").encode()
    DocumentVersion.objects.filter(pk=table.version_id).update(raw=raw)
    table = DataTable.objects.get()
    assert table.unaccounted(cells(table)) == ("13", "12")


def test_a_table_whose_body_is_too_short_is_noticed():
    table = a_table({"Brunei": ("33",)})
    table.raw_start = table.raw_end - len("33")
    assert table.unaccounted(cells(table)) == ("33", "Brunei")


def test_a_header_before_the_rows_is_no_matter():
    table = a_table({"Country": ("Rank",), "Brunei": ("33",)})
    table.rows = table.rows[1:]
    later = cells(table)[1:]
    for cell in later:
        cell.row = 1
    assert table.unaccounted(later) is None
