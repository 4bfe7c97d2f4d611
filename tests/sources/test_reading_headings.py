"""Headings: mended, joined, and set in a tree."""

import pytest

from sources.reading import Layout, ReadingError, read
from tests.sources.texts import passage_with, raw_lines, reading_of

# First and last line in the chapter, and what the heading reads.
HEADINGS = [
    (31, 31, "Global Trends"),
    (33, 34, "The Shift from a Growth-Centered to a Human-Centered Development Paradigm"),
    (113, 114, "Assessment of ASEAN-Japan Cooperation to Date"),
    (272, 273, "Blueprint for the ASCC and the ASEAN-Japan Plan of Action 2011–2015"),
    (1026, 1027, "Strategic Directions for the ASEAN-Japan Partnership"),
]


def declared(*headings: tuple[int, str]) -> Layout:
    return Layout.from_toml("".join(f'[[heading]]\nlevel = {n}\ntext = "{text}"\n' for n, text in headings))


@pytest.mark.parametrize(("first", "last", "reads"), HEADINGS)
def test_it_mends_letter_spacing_and_joins_lines(first, last, reads):
    (heading,) = read(raw_lines("chapter", first, last), declared((1, reads))).passages
    assert (heading.kind, heading.text) == ("heading", reads)


def test_it_takes_the_number_from_a_heading():
    raw = raw_lines("chapter", 548, 548)
    reading = read(raw, declared((1, "2. Preservation and Promotion of ASEAN Cultural Heritage")))
    assert reading.sections[0].label == "2."
    assert reading.sections[0].heading == "Preservation and Promotion of ASEAN Cultural Heritage"
    assert reading.passages[0].text == "Preservation and Promotion of ASEAN Cultural Heritage"


def test_a_heading_that_is_not_printed_is_named():
    with pytest.raises(ReadingError, match="heading 2 “Global Trend”: not found after line 31"):
        read(raw_lines("chapter", 1, 62), declared((1, "Global Trends"), (2, "Global Trend")))


def test_a_heading_whose_words_are_parted_otherwise_is_named():
    with pytest.raises(ReadingError, match="heading 1 “GlobalTrends”: the text reads “Global Trends”"):
        read(raw_lines("chapter", 31, 31), declared((1, "GlobalTrends")))


def test_a_heading_that_was_forgotten_is_named():
    raw = raw_lines("chapter", 334, 334) + "\n\nProse.\n\n" + raw_lines("chapter", 466, 466)
    with pytest.raises(ReadingError, match="Line 5: “Recommendations for Future ASEAN-Japan Cooperation:”"):
        read(raw, declared((1, "Recommendations for Future ASEAN-Japan Cooperation:")))


def test_prose_right_under_a_heading_is_a_passage_of_its_own():
    reading = read("A Title\nand its prose", declared((1, "A Title")))
    assert [passage.kind for passage in reading.passages] == ["heading", "paragraph"]


def test_every_passage_knows_its_section():
    reading = reading_of("chapter")
    passage = passage_with("chapter", "Safeguard the interests and rights")
    section = reading.sections[passage.section - 1]
    above = reading.sections[section.parent - 1]
    assert (above.heading, section.label) == ("Social Justice and Rights", "1.")
    assert section.heading.startswith("Promotion and protection of the rights and welfare of women")


def test_what_stands_before_the_first_heading_has_no_section():
    assert [p.section for p in reading_of("chapter").passages[:3]] == [None, None, 1]


def test_narrowing_the_gap_stays_where_it_is_printed():
    sections = reading_of("chapter").sections
    gap = next(s for s in sections if s.heading == "Narrowing the Development Gap for 2015–2030")
    assert (gap.label, sections[gap.parent - 1].heading) == ("5.", "Building the ASEAN Identity")


def test_the_tree_of_the_chapter_is_whole():
    levels = [section.level for section in reading_of("chapter").sections]
    assert levels == [1, 2, 2, 1, 2, 2, 1, 2, 3, 4, 3, 4, 3, 4, 2, 3, 4, 3, 4, 3, 4, 3, 4, 3, 1]


def test_the_brief_has_a_title_and_one_heading():
    title, heading = reading_of("brief").sections
    assert (title.level, title.heading) == (1, "Reflections on ASEAN-Japan Partnership")
    assert (heading.level, heading.parent) == (2, 1)
