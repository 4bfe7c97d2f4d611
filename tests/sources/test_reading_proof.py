"""The proof: from the reading back to every character received."""

import pytest

from sources.reading import (
    Mend,
    Reading,
    ReadingError,
    note_markers,
    page_at,
    raw_of,
    to_raw,
    uncovered,
)
from tests.sources.texts import passage_with, raw_text, reading_of

RAW = "de-\nvelop it.7 Now"
TEXT = "develop it. Now"
MENDS = (Mend(2, 2, 2, 4, "hyphen"), Mend(11, 11, 13, 14, "note"))


def test_it_rebuilds_what_was_received():
    assert raw_of(TEXT, MENDS, RAW, 0, len(RAW)) == RAW


def test_a_changed_character_is_found_at_its_offset():
    with pytest.raises(ReadingError, match=r"Offset 8: the reading has “b it.”, the text “p it.”"):
        raw_of(TEXT.replace("p", "b"), MENDS, RAW, 0, len(RAW))


def test_a_changed_raw_character_is_found_at_its_offset():
    with pytest.raises(ReadingError, match="Offset 17: the reading has “w”, the text “t”"):
        raw_of(TEXT, MENDS, RAW.replace("Now", "Not"), 0, len(RAW))


@pytest.mark.parametrize(
    ("mend", "message"),
    [
        (Mend(0, 0, 0, 2, "line"), "may not take out “de”"),
        (Mend(0, 0, 0, 2, "hyphen"), "may not take out “de”"),
        (Mend(0, 0, 0, 0, "guess"), "may not take out"),
        (Mend(0, 2, 0, 2, "line"), "puts in “de”"),
        (Mend(5, 4, 5, 4, "line"), "out of order"),
        (Mend(0, 0, -1, 0, "line"), "out of order"),
        (Mend(0, 99, 0, 0, "line"), "out of order"),
    ],
)
def test_a_mend_cannot_hide_words(mend, message):
    with pytest.raises(ReadingError, match=message):
        raw_of(TEXT, (mend,), RAW, 0, len(RAW))


def test_a_missing_mend_is_found():
    with pytest.raises(ReadingError, match="Offset 2"):
        raw_of(TEXT, MENDS[1:], RAW, 0, len(RAW))


def test_a_mend_is_stored_as_a_list_and_comes_back():
    assert Mend.from_list(MENDS[0].to_list()) == MENDS[0]


@pytest.mark.parametrize(
    "stored", [[], [1, 2, 3, 4, "line"], ["1", 2, 3, 4, "line", ""], [1, 2, 3, 4, 5, ""]]
)
def test_a_list_that_is_no_mend_is_refused(stored):
    with pytest.raises(ReadingError, match="Not a mend"):
        Mend.from_list(stored)


@pytest.mark.parametrize(("offset", "raw_offset"), [(0, 0), (1, 1), (2, 4), (7, 9), (11, 14), (15, 18)])
def test_a_quotation_begins_after_what_was_left_out(offset, raw_offset):
    assert to_raw(MENDS, 0, offset) == raw_offset


@pytest.mark.parametrize(("offset", "raw_offset"), [(2, 2), (3, 5), (11, 13), (15, 18)])
def test_a_quotation_ends_before_what_was_left_out(offset, raw_offset):
    assert to_raw(MENDS, 0, offset, end=True) == raw_offset


def test_offsets_lead_back_to_the_words_received():
    passage = passage_with("chapter", "a notorious phenomenon in Asia")
    start = passage.text.index("a notorious")
    raw_start = to_raw(passage.mends, passage.raw_start, start)
    raw_end = to_raw(passage.mends, passage.raw_start, start + len("a notorious phenomenon"), end=True)
    assert raw_text("chapter")[raw_start:raw_end] == "a notorious phe-\nnomenon"


def test_the_page_changes_where_the_next_one_begins():
    mends = (Mend(4, 5, 4, 7, "page", "258"),)
    assert [page_at(mends, "257", offset) for offset in (0, 4, 5, 9)] == ["257", "257", "258", "258"]


def test_note_markers_are_found_where_they_stood():
    passage = passage_with("chapter", "establish social safety nets in those countries.")
    assert note_markers(passage.mends, raw_text("chapter")) == [(len(passage.text), "1")]


def test_uncovered_finds_what_no_passage_holds():
    reading = reading_of("brief")
    without_first = Reading(reading.sections, reading.passages[1:], reading.tables)
    assert uncovered(raw_text("brief"), without_first) == [(0, 6), (7, 15)]


def test_uncovered_finds_what_two_passages_hold():
    reading = reading_of("brief")
    twice = Reading(reading.sections, (reading.passages[0], *reading.passages), reading.tables)
    assert uncovered(raw_text("brief"), twice) == [(0, 6), (7, 15)]
