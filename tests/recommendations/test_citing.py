"""Citations in plain text."""

from datetime import date

from recommendations.citing import cite_document, cite_record

CHAPTER = {
    "author": [{"family": "Pongsapich", "given": "Amara"}],
    "title": "Protecting Vulnerable People",
    "container-title": "Beyond 2015",
    "chapter-number": "15",
    "page": "257-280",
    "publisher": "JCIE",
    "publisher-place": "Tokyo",
    "issued": {"date-parts": [[2013]]},
}
PLAN = {
    "author": [{"literal": "ASEAN"}, {"literal": "Japan"}],
    "title": "Plan of Action",
    "issued": {"date-parts": [[2011, 11, 18]]},
}
BRIEF = {"title": "Reflections", "collection-title": "AVI Policy Brief", "number": "16"}
SEEN = {"url": "https://example.org/x/", "accessed": date(2026, 11, 22)}


def test_it_cites_a_chapter_in_its_book():
    assert cite_document(CHAPTER) == (
        "Pongsapich, Amara. “Protecting Vulnerable People.” In Beyond 2015, chapter 15. "
        "Tokyo: JCIE, 2013. pp. 257–280."
    )


def test_it_cites_an_issue_of_a_series():
    assert cite_document(BRIEF) == "“Reflections.” AVI Policy Brief, no. 16."


def test_it_cites_a_record_of_the_text_that_it_was_read_in():
    cited = cite_record(CHAPTER, name="Recommendation 2", code="chapter-c2-r2", pages=["267", "267"], **SEEN)
    assert "2013. Recommendation 2 [chapter-c2-r2], p. 267. " in cited
    assert cited.endswith("https://example.org/x/ (accessed 22 November 2026).")


def test_it_says_in_what_a_second_hand_record_is_quoted():
    cited = cite_record(PLAN, name="Clause 3.10", code="plan-3.10", pages=["265"], quoted_in=CHAPTER, **SEEN)
    assert cited.startswith("ASEAN and Japan. Plan of Action. 18 November 2011. Clause 3.10 [plan-3.10]. ")
    assert (
        "Quoted in Amara Pongsapich, “Protecting Vulnerable People,” in Beyond 2015, chapter 15 "
        "(Tokyo: JCIE, 2013), p. 265." in cited
    )


def test_it_names_both_pages_of_words_that_run_over():
    cited = cite_record(CHAPTER, name="Clause 1", code="x-1", pages=["265", "266"], **SEEN)
    assert "[x-1], pp. 265, 266." in cited


def test_it_makes_do_with_a_title_alone():
    assert cite_document({"title": "Bali Declaration"}) == "Bali Declaration."
