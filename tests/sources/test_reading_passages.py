"""Passages: where one starts, where it goes on, of what kind it is, and on which page."""

import pytest

from sources.reading import Layout, ReadingError, page_at, read
from tests.sources.texts import layout_text, passage_with, raw_lines, raw_text, reading_of, texts_of

PAGES = "[pages]\nfirst = 257\nlast = 258\n"


def items_of(raw: str, toml: str = "") -> list[tuple[str, str]]:
    return [(passage.label, passage.text) for passage in read(raw, Layout.from_toml(toml)).passages]


class TestPages:
    def test_a_line_that_starts_with_one_space_starts_a_page(self):
        reading = read("One.\n\n Two.", Layout.from_toml(PAGES))
        assert [passage.page for passage in reading.passages] == ["257", "258"]

    def test_a_paragraph_that_runs_across_pages_is_one(self):
        (passage,) = read(raw_lines("chapter", 67, 69), Layout.from_toml(PAGES)).passages
        assert "groups of people who are affected. Hence," in passage.text
        assert passage.page == "257"

    def test_the_page_is_known_within_the_passage(self):
        (passage,) = read(raw_lines("chapter", 67, 69), Layout.from_toml(PAGES)).passages
        assert page_at(passage.mends, passage.page, passage.text.index("who")) == "257"
        assert page_at(passage.mends, passage.page, passage.text.index("are affected")) == "258"

    def test_a_page_that_starts_after_a_sentence_must_be_declared(self):
        with pytest.raises(
            ReadingError, match="Line 2 starts a page after the end of a sentence: “Depending"
        ):
            texts_of(raw_lines("chapter", 149, 150), PAGES)

    def test_the_layout_says_that_a_paragraph_starts_there(self):
        toml = PAGES + '[[starts]]\nwords = "There has been no concrete"'
        assert len(texts_of(raw_lines("chapter", 323, 325), toml)) == 2

    def test_the_layout_says_that_the_paragraph_goes_on_there(self):
        toml = PAGES + '[[continues]]\nwords = "There has been no concrete"'
        (text,) = texts_of(raw_lines("chapter", 323, 325), toml)
        assert "migrant workers. There has been" in text

    def test_the_number_of_pages_is_checked(self):
        with pytest.raises(ReadingError, match="pages, last: 258 is declared, but the text ends on 257"):
            texts_of("One page.", PAGES)

    def test_a_text_without_pages_has_none(self):
        assert {passage.page for passage in reading_of("brief").passages} == {""}

    @pytest.mark.parametrize(
        ("words", "page"),
        [
            ("In attempting to make recommendations", "257"),
            ("Global Trends", "258"),
            ("Protection and promotion of the rights of migrant workers", "265"),
            ("Table 3. HDI social sector indicators", "276"),
            ("In terms of old-age dependency", "277"),
            ("Support for gender empowerment programs", "279"),
        ],
    )
    def test_the_printed_page_of_a_passage(self, words, page):
        first = next(p for p in reading_of("chapter").passages if p.text.startswith(words))
        assert first.page == page

    def test_the_chapter_runs_from_257_to_279(self):
        pages = [int(passage.page) for passage in reading_of("chapter").passages]
        assert pages == sorted(pages)
        assert (pages[0], pages[-1]) == (257, 279)


class TestLists:
    def test_numbered_items_lose_their_numbers_and_join_their_lines(self):
        items = items_of(raw_lines("chapter", 419, 428))
        assert [label for label, _ in items] == ["(1)", "(2)"]
        assert items[0][1].startswith(
            "The ASEAN Secretariat should establish regional programs and the Japanese"
        )

    def test_items_follow_each_other_without_a_blank_line(self):
        assert items_of(raw_lines("chapter", 278, 280)) == [
            ("(a)", "human development"),
            ("(b)", "social welfare and protection"),
            ("(c)", "social justice and rights"),
        ]

    def test_an_item_may_start_a_page(self):
        labels = [label for label, _ in items_of(raw_lines("chapter", 281, 283), PAGES)]
        assert labels == ["(d)", "(e)", "(f)"]

    def test_an_item_may_run_across_a_page(self):
        text = passage_with("chapter", "Each ASEAN member state should work").text
        assert "manipulating the marginalized and the powerless." in text

    def test_a_list_inside_a_sentence_stays_there(self):
        ((label, text),) = items_of(raw_lines("chapter", 185, 188))
        assert label == ""
        assert "(3) support infrastructure for future development, (4) improve capacity" in text

    def test_bullets_lose_their_tabs(self):
        bullets = [p.text for p in reading_of("chapter").passages if p.label == "•"]
        assert bullets == [
            "Support for social safety net programs needed by the CLMV countries",
            "Support for gender empowerment programs for all ASEAN countries",
            "Close cooperation with the ASEAN Commission on Women and Children",
            "Support for the establishment of the ASEAN Committee on Migrant Workers",
        ]

    def test_what_follows_the_last_bullet_is_a_paragraph(self):
        last = reading_of("chapter").passages[-1]
        assert last.kind == "paragraph"
        assert last.text.startswith(
            "In order to pursue these activities in the 2015–2030 period, it is essential that"
        )

    def test_there_are_fifteen_numbered_recommendations(self):
        reading = reading_of("chapter")
        heads = {s.position for s in reading.sections if s.heading.startswith("Recommendations for")}
        numbered = [p for p in reading.passages if p.section in heads and p.kind == "list_item"]
        assert len(numbered) == 15

    def test_a_number_alone_is_words(self):
        assert items_of("(1)") == [("", "(1)")]


class TestDeclaredPassages:
    def test_the_quotation_of_the_brief_is_one(self):
        (quotation,) = (p for p in reading_of("brief").passages if p.kind == "block_quotation")
        assert quotation.text.startswith("Member corporations should fully recognise that")

    def test_each_line_of_the_head_of_the_brief_stands_for_itself(self):
        furniture = [p.text for p in reading_of("brief").passages if p.kind == "furniture"]
        assert furniture == [
            "(+855) 16484108",
            "Jaya Smart Building 2nd Floor, Street 566, Boeung Kok 2, Toul Kork, Phnom Penh.",
            "ISSUE 2020",
            "No 16",
            "Release 28 September 2020",
            "By H.E. Dr. SOK Siphana*",
        ]

    def test_the_last_two_lines_of_the_brief_are_notes(self):
        assert [p.kind for p in reading_of("brief").passages[-3:]] == ["paragraph", "note", "note"]

    def test_an_objective_is_a_paragraph_with_the_words_before_it(self):
        passage = passage_with("chapter", "Inculcate an ASEAN identity")
        assert passage.kind == "paragraph"
        assert passage.text.startswith("ASCC Blueprint strategic objective: Inculcate")

    def test_words_that_stand_nowhere_are_named(self):
        with pytest.raises(ReadingError, match="starts 1 “Nowhere”: found 0 times"):
            texts_of("Here.", '[[starts]]\nwords = "Nowhere"')

    def test_words_that_stand_twice_need_those_before_them(self):
        raw = "One ends so\nChildren\n\nTwo ends thus\n\nChildren"
        with pytest.raises(ReadingError, match="continues 1 “Children”: found 2 times"):
            texts_of(raw, '[[continues]]\nwords = "Children"')
        toml = '[[continues]]\nwords = "Children"\nafter = "ends thus"'
        assert texts_of(raw, toml) == ["One ends so Children", "Two ends thus Children"]

    def test_nothing_can_go_on_before_it_has_begun(self):
        with pytest.raises(ReadingError, match="continues 1 “Here”: no passage is under way at line 1"):
            texts_of("Here.", '[[continues]]\nwords = "Here"')

    def test_two_entries_for_one_line_are_refused(self):
        toml = '[[starts]]\nwords = "Here"\n[[continues]]\nwords = "Here"'
        with pytest.raises(ReadingError, match="line 1 is already taken by starts 1"):
            texts_of("Here.", toml)


@pytest.mark.parametrize("declared", ["Depending on the school of thought", "There has been no concrete"])
def test_the_chapter_cannot_be_read_without_its_decisions(declared):
    forgotten = layout_text("chapter").replace(f'words = "{declared}', 'words = "Global issues')
    with pytest.raises(ReadingError):
        read(raw_text("chapter"), Layout.from_toml(forgotten))
