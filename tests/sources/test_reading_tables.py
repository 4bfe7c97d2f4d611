"""Tables: apart from prose, every figure in printed order."""

import pytest

from sources.reading import Layout, ReadingError, read, table_tokens
from tests.sources.texts import passage_with, raw_text, reading_of, texts_of

TABLE = """
[[table]]
number = 1
caption = "Table 1. Figures"
note = "Source: us"
"""
WITH_NOTE = "Before\n\nTable 1.\nFigures\n\nA 1\nB 2\n\nSource: us\nand them\n\nAfter"


def tokens(number: int) -> list[str]:
    return table_tokens(raw_text("chapter"), reading_of("chapter").tables[number - 1])


def test_caption_and_note_are_passages_and_the_body_is_none():
    reading = read(WITH_NOTE, Layout.from_toml(TABLE))
    assert [(p.kind, p.text) for p in reading.passages] == [
        ("paragraph", "Before"),
        ("caption", "Table 1. Figures"),
        ("note", "Source: us and them"),
        ("paragraph", "After"),
    ]


def test_a_table_knows_its_caption_and_note():
    (table,) = read(WITH_NOTE, Layout.from_toml(TABLE)).tables
    assert (table.number, table.caption, table.note) == (1, 2, 3)
    assert table_tokens(WITH_NOTE, table) == ["A", "1", "B", "2"]


def test_a_table_without_a_note_ends_with_its_last_row():
    toml = TABLE.replace('note = "Source: us"', 'last_row = "B 2"')
    (table,) = read("Table 1. Figures\n\nA 1\nB 2\nAfter", Layout.from_toml(toml)).tables
    assert table.note is None
    assert table_tokens("Table 1. Figures\n\nA 1\nB 2\nAfter", table) == ["A", "1", "B", "2"]


def test_a_table_without_a_body_is_refused():
    with pytest.raises(ReadingError, match="table 1: nothing stands between its caption and its end"):
        texts_of("Table 1. Figures\n\nSource: us", TABLE)


def test_a_caption_that_is_not_printed_is_named():
    with pytest.raises(ReadingError, match=r"table 1, caption “Table 1. Figures”: found 0 times"):
        texts_of("Source: us", TABLE)


def test_a_sentence_cut_by_tables_is_one():
    passage = passage_with("chapter", "Table 4 provides data")
    assert "males and females is not related to the level of development." in passage.text


def test_the_interruption_is_one_mend_around_three_tables():
    passage = passage_with("chapter", "Table 4 provides data")
    (mend,) = (mend for mend in passage.mends if mend.rule == "interruption")
    taken = raw_text("chapter")[mend.raw_start : mend.raw_end]
    assert taken.split()[:2] == ["Table", "2."]
    assert taken.split()[-3:] == ["DC:", "NIC,", "2012)."]
    assert (passage.page, mend.page) == ("275", "277")


def test_a_word_cut_by_a_table_is_joined():
    toml = TABLE + '[[continues]]\nwords = "ment goes on"\n'
    raw = "A develop-\n\nTable 1. Figures\n\nA 1\n\nSource: us\n\nment goes on\n\ndevelopment"
    assert texts_of(raw, toml)[0] == "A development goes on"


def test_the_chapter_prints_four_tables():
    assert [table.number for table in reading_of("chapter").tables] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, ["Region", "No.", "of"], ["Total", "191)", "303,206,600)"]),
        (2, ["Country", "2011", "HDI"], ["14.5", "(2008)", "12.4"]),
        (3, ["Country", "Adult", "literacy"], ["(2004)", "36.0", "-"]),
        (4, ["Country", "Rank", "(a)"], ["0.32", "0.085", "0.0975"]),
    ],
)
def test_each_table_begins_and_ends_where_it_is_printed(number, first, last):
    assert (tokens(number)[:3], tokens(number)[-3:]) == (first, last)


def test_marks_for_missing_values_are_kept():
    assert tokens(4)[tokens(4).index("Laos") :][:9] == ["Laos", *"--------"]
