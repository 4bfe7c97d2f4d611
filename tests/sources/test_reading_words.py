"""Words: hyphens at line ends, broken words, note markers, white space."""

import pytest

from sources.reading import Layout, ReadingError, read
from tests.sources.texts import passage_with, raw_lines, raw_text, reading_of, texts_of

KEPT = ["rights-based", "anti-trafficking", "image-making", "medium-sized", "macro-economic"]

BROKEN = """
[[word]]
raw = "Bluepr int str ategic"
reads = "Blueprint strategic"
"""


def marker(number: str, after: str) -> str:
    return f'[[note]]\nmarker = "{number}"\nafter = "{after}"\n'


def mends_of(name: str, rule: str) -> list[tuple[str, str]]:
    """Every mend of a rule: what was received, and how the words around it read."""
    raw = raw_text(name)
    return [
        (raw[mend.raw_start : mend.raw_end], passage.text[max(0, mend.start - 12) : mend.end + 12])
        for passage in reading_of(name).passages
        for mend in passage.mends
        if mend.rule == rule
    ]


class TestHyphensAtLineEnds:
    def test_a_word_printed_whole_elsewhere_is_joined(self):
        raw = raw_lines("chapter", 1, 2) + "\n\nto develop"
        assert texts_of(raw)[0].startswith(
            "In attempting to make recommendations on ways in which to develop the"
        )

    def test_a_compound_printed_with_its_hyphen_elsewhere_keeps_it(self):
        raw = raw_lines("chapter", 16, 17) + "\n\na rights-based approach"
        assert "human-centered rights-based approach" in texts_of(raw)[0]

    def test_what_nothing_decides_is_refused_by_name(self):
        with pytest.raises(ReadingError, match=r"line 2: anti-trafficking.*keep or drop"):
            texts_of(raw_lines("chapter", 345, 347))

    def test_every_doubtful_word_is_named_at_once(self):
        with pytest.raises(ReadingError, match="line 1: im-pacting; line 3: rights-based"):
            texts_of(raw_lines("chapter", 14, 18))

    def test_a_word_printed_both_ways_is_refused(self):
        with pytest.raises(ReadingError, match="line 1: socio-economic"):
            texts_of("socio-\neconomic\n\nsocioeconomic\n\nsocio-economic")

    def test_the_layout_keeps_a_hyphen(self):
        text = texts_of(raw_lines("chapter", 345, 347), '[hyphens]\nkeep = ["anti-trafficking"]')[0]
        assert text.endswith("consider supporting an ASEAN anti-trafficking institution.")

    def test_the_layout_drops_a_hyphen(self):
        text = texts_of(raw_lines("chapter", 19, 20), '[hyphens]\ndrop = ["cooperative"]')[0]
        assert "the chapter first assesses past cooperative initiatives" in text

    def test_an_entry_that_decides_nothing_is_named(self):
        with pytest.raises(ReadingError, match="hyphens: wellbeing is not broken at any line's end"):
            texts_of("wellbeing", '[hyphens]\ndrop = ["wellbeing"]')

    def test_a_number_or_a_name_after_the_hyphen_keeps_it(self):
        assert texts_of("the ASEAN-\n6 group, non-\nASEAN")[0] == "the ASEAN-6 group, non-ASEAN"

    def test_a_hyphen_in_the_middle_of_a_line_is_as_printed(self):
        passage = passage_with("brief", "Please allow me now to shift")
        assert "sustainable, inclusive and resilient society- technology interface" in passage.text

    def test_a_soft_hyphen_is_no_character_of_a_word(self):
        assert texts_of("capac\u00adity and capac\u00ad\nity")[0] == "capacity and capacity"

    def test_the_chapter_keeps_five_of_its_hyphens_at_line_ends(self):
        kept = [words for received, words in mends_of("chapter", "hyphen") if "-" not in received]
        assert len(kept) == len(KEPT)
        assert all(any(compound[:12] in words for words in kept) for compound in KEPT)

    def test_the_chapter_drops_seventy(self):
        assert [received for received, _ in mends_of("chapter", "hyphen")].count("-\n") == 70


class TestBrokenWords:
    def test_the_layout_closes_them_up(self):
        text = texts_of(raw_lines("chapter", 653, 653), BROKEN)[0]
        assert text == "ASCC Blueprint strategic objective: Inculcate an ASEAN"

    def test_each_space_taken_out_is_a_mend(self):
        (passage,) = read(raw_lines("chapter", 653, 653), Layout.from_toml(BROKEN)).passages
        assert [mend.rule for mend in passage.mends] == ["word", "word"]

    def test_an_entry_that_stands_nowhere_is_named(self):
        with pytest.raises(ReadingError, match="word 1 “Bluepr int str ategic”: not found"):
            texts_of("Blueprint strategic", BROKEN)

    def test_what_the_source_prints_apart_stays_apart(self):
        assert (
            "isolated pockets of under development persist"
            in passage_with("chapter", "CLMV countries and w").text
        )

    def test_the_misprints_of_the_brief_stay(self):
        assert passage_with("brief", "(ESG) intoconsideration.").kind == "block_quotation"
        assert (
            "the concept of Society 5.0., let me recall"
            in passage_with("brief", "Cambodian parenthesis").text
        )


class TestNoteMarkers:
    def test_it_is_taken_out_of_the_text(self):
        text = texts_of(raw_lines("chapter", 236, 237), marker("6", "to promote human security."))[0]
        assert "to promote human security. The government of Japan fulfilled" in text

    def test_it_is_kept_as_a_mend(self):
        raw = raw_lines("chapter", 203, 203)
        (passage,) = read(raw, Layout.from_toml(marker("4", "released in May 2003."))).passages
        (mend,) = passage.mends
        assert (mend.rule, raw[mend.raw_start : mend.raw_end], mend.start) == ("note", "4", mend.end)

    def test_numbers_that_mark_no_note_stay(self):
        assert "2011–2015: 3.9 Cooperation on information" in passage_with("chapter", "3.9.1 Enhance").text

    def test_words_before_a_marker_may_run_over_a_line(self):
        text = texts_of("to spend aid in those\ncountries.1", marker("1", "in those countries."))[0]
        assert text == "to spend aid in those countries."

    def test_a_marker_that_is_not_there_is_named(self):
        with pytest.raises(ReadingError, match=r"note 1 “those countries.2”: found 0 times"):
            texts_of(raw_lines("chapter", 149, 149), marker("2", "those countries."))

    def test_the_chapter_has_nine_in_order(self):
        assert [received for received, _ in mends_of("chapter", "note")] == list("123456789")


class TestWhiteSpace:
    def test_a_line_break_reads_as_one_space(self):
        assert texts_of(raw_lines("chapter", 64, 65))[0].startswith(
            "The adoption of UN conventions and declarations targeting specific groups of people"
        )

    def test_two_spaces_read_as_one(self):
        text = texts_of(raw_lines("chapter", 116, 116))[0]
        assert text == "Two major Japanese support programs are examined in this chapter: the"

    def test_a_space_after_an_opening_bracket_is_taken_out(self):
        assert texts_of(raw_lines("chapter", 123, 123))[0] == (
            "Agency (JICA), the Japan External Trade Organization (JETRO), and"
        )

    def test_tabs_read_as_spaces(self):
        text = texts_of(raw_lines("chapter", 1061, 1061))[0]
        assert text == "Support for gender empowerment programs for all ASEAN countries"
