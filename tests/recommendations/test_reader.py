"""/documents/<slug>/read/: the whole text, its quoted words marked to the character."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Document

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_passage,
    a_quotation,
    a_recommendation,
    a_section,
    a_table,
    a_version,
    an_objective,
)

pytestmark = pytest.mark.django_db


def read(client, slug="chapter"):
    response = client.get(f"/documents/{slug}/read/")
    assert response.status_code == 200
    return response.content.decode()


def passage_html(page, anchor):
    """The HTML of one passage, up to the next one."""
    return page.split(f'id="{anchor}"')[1].split('<div class="passage')[0]


def test_every_passage_is_an_anchor_with_its_text(client):
    passages = [a_passage(f"Paragraph number {n}.") for n in range(3)]
    page = read(client)
    for passage in passages:
        assert passage.text in passage_html(page, passage.anchor)


def test_quoted_words_are_marked_to_the_character_and_lead_to_their_record(client):
    passage = a_passage("ASEAN should act, and soon.")
    a_recommendation(code="r1", text="should act", quotation=a_quotation("should act", passage=passage))
    expected = (
        'ASEAN <a class="q u1 kind-recommendation" href="/recommendations/r1/">should act</a>, and soon.'
    )
    assert expected in read(client)


def test_overlapping_words_bear_a_line_for_each_record(client):
    passage = a_passage("Trust in youth is all.")
    an_objective(code="o1", text="x", quotation=a_quotation("Trust in youth is all.", passage=passage))
    a_clause(code="c1", text="y", quotation=a_quotation("youth", passage=passage))
    assert (
        '<span class="q u2 kind-objective"><a class="q u1 kind-clause" href="/clauses/c1/">youth</a></span>'
        in read(client)
    )


def test_marks_leave_the_text_as_it_is(client):
    passage = a_passage("Say “A & B” < C, then stop; say it again.")
    a_recommendation(text="x", quotation=a_quotation("“A & B” < C", passage=passage))
    a_clause(text="y", quotation=a_quotation("& B” < C, then", passage=passage))
    words = passage_html(read(client), passage.anchor).split('<p class="words">')[1].split("</p>")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", words)) == passage.text


def test_a_quotation_over_two_passages_is_marked_in_both(client):
    first, second = a_passage("One ends here."), a_passage("Two goes on.")
    a_clause(code="c1", text="x", quotation=a_quotation("ends here.", passage=first, to=second))
    page = read(client)
    assert page.count('class="q u1 kind-clause" href="/clauses/c1/"') == 2
    assert page.count('<span class="code">c1</span>') == 1  # in the margin it stands once, where it begins


def test_its_records_stand_in_the_margin_of_the_passage(client):
    passage = a_passage("Raise the age at once.")
    a_recommendation(code="r1", text="Raise the age", quotation=a_quotation("Raise the age", passage=passage))
    assert '<span class="code">r1</span> Raise the age' in passage_html(read(client), passage.anchor)


def test_a_draft_leaves_no_trace(client):
    passage = a_passage("Nothing is marked here.")
    a_draft(code="hidden-1", text="x", quotation=a_quotation("Nothing", passage=passage))
    page = read(client)
    assert "hidden-1" not in page
    assert "Nothing is marked here." in page


def test_headings_make_the_contents_and_keep_their_levels(client):
    above = a_section("Global Trends")
    a_section("Social Justice", parent=above, label="1.")
    page = read(client)
    assert '<li class="level-1"><a href="#p1">Global Trends</a></li>' in page
    assert '<li class="level-2"><a href="#p2">1. Social Justice</a></li>' in page
    assert re.search(r"<h2[^>]*>Global Trends</h2>", page)
    assert re.search(r"<h3[^>]*><span[^>]*>1\.</span> Social Justice</h3>", page)


def test_numbers_of_list_items_hang_beside_the_words(client):
    a_passage("Raise the age.", label="(1)", kind="list_item")
    assert '<span class="hang">(1)</span> Raise the age.' in read(client)


def test_note_markers_stand_where_they_were_printed(client):
    a_passage("All countries. More.", raw="All countries.7 More.", mends=[[14, 14, 14, 15, "note"]])
    page = read(client)
    assert re.search(
        r'All countries\.<sup class="note-mark"><span class="sr">note </span>7</sup> More\.', page
    )


def test_pages_are_numbered_where_they_begin_in_a_passage_or_with_one(client):
    a_passage("It goes on.", raw="It goes\n on.", page="257", mends=[[7, 8, 7, 9, "page", "258"]])
    a_passage("On the same page.", page="258")
    page = read(client)
    assert re.search(r'It goes <span class="page-turn" id="page-258"><span>p. 258</span></span>on\.', page)
    assert page.count('id="page-257"') == page.count('id="page-258"') == 1


def test_a_page_that_tables_interrupt_is_numbered_twice_and_is_one_anchor(client):
    a_passage("Is not related.", raw="Is not\n related.", page="275", mends=[[6, 7, 6, 8, "page", "277"]])
    a_passage("Table 2.", kind="caption", page="275")
    page = read(client)
    assert page.count(">p. 275<") == 2
    assert page.count('id="page-275"') == 1


def test_a_block_quotation_is_one(client):
    a_passage("Member corporations should act.", kind="block_quotation")
    assert re.search(r"<blockquote[^>]*>\s*<p>Member corporations should act\.</p>", read(client))


def test_a_table_is_drawn_at_its_caption(client):
    table = a_table({"Brunei": ("33",), "Laos": ("--",)}, columns=["Rank"], title="Ranks")
    drawn = passage_html(read(client), table.caption.anchor)
    for part in (
        "Table 1. Ranks",
        ">Rank</th>",
        '<th scope="row">Brunei</th>',
        ">33<",
        ">--<",
    ):
        assert part in drawn


def test_it_tells_the_language_of_the_text(client):
    a_passage(version=a_version(a_document("brief", language="en-GB")))
    assert '<article class="text" lang="en-GB">' in read(client, "brief")


def test_the_newest_version_is_read(client):
    document = a_document("brief")
    a_passage("The old text.", version=a_version(document))
    a_passage("The new text.", version=a_version(document))
    page = read(client, "brief")
    assert "The new text." in page
    assert "The old text." not in page


def test_of_a_text_that_may_only_be_quoted_only_the_quotations_are_shown(client):
    passage = a_passage("It is not to be read. This is quoted. Nor is this.")
    a_recommendation(
        code="r1", text="This is quoted.", quotation=a_quotation("This is quoted.", passage=passage)
    )
    Document.objects.update(rights="quotations_only")
    page = read(client)
    assert "This is quoted." in page
    assert f'id="{passage.anchor}"' in page
    assert "/recommendations/r1/" in page
    assert "not to be read" not in page
    assert "Nor is this" not in page


@pytest.mark.parametrize("slug", ["nowhere", "cited-only", "x" * 300])
def test_what_is_not_held_is_not_found(client, slug):
    a_document("cited-only")
    assert client.get(f"/documents/{slug}/read/").status_code == 404


@pytest.mark.parametrize("size", [1, 20])
def test_it_costs_the_same_for_a_short_text_and_for_a_long_one(client, size):
    for _ in range(size):
        section = a_section()
        a_recommendation(addressing=an_objective(), tags=["youth"])
        a_passage(section=section)
    a_table()
    with CaptureQueriesContext(connection) as queries:
        read(client)
    assert len(queries) == 7  # document, version, passages, sections, quotations, tables, cells


@pytest.mark.parametrize("size", [1, 20])
def test_the_quotations_of_a_closed_text_cost_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_recommendation(addressing=an_objective(), quotation=a_quotation())
    Document.objects.update(rights="quotations_only")
    with CaptureQueriesContext(connection) as queries:
        read(client)
    assert len(queries) == 4  # document, version, passages, quotations


def test_words_are_escaped_wherever_they_stand(client):
    passage = a_passage("Say <b>this</b> & go.", label="<i>", kind="list_item")
    quotation = a_quotation("<b>this</b> &", passage=passage)
    a_recommendation(code="r1", heading="<u>Go</u>", text="<b>this</b> &", quotation=quotation)
    page = read(client)
    assert '<span class="hang">&lt;i&gt;</span> Say <a class="q' in page
    assert ">&lt;b&gt;this&lt;/b&gt; &amp;</a> go.</p>" in page
    assert "&lt;u&gt;Go&lt;/u&gt;</a>" in page
    assert not re.search("<b>this|<u>Go|<i>", page)


def test_a_record_is_told_in_the_margin_by_its_first_nine_words(client):
    text = "One two three four five six seven eight nine ten."
    a_recommendation(code="r1", text=text, quotation=a_quotation(text, passage=a_passage(text)))
    assert '<span class="code">r1</span> One two three four five six seven eight nine …</a>' in read(client)


def three_kinds():
    passage = a_passage("Trust in youth is all we need.")
    an_objective(code="o1", text="x", quotation=a_quotation("Trust in youth", passage=passage))
    a_clause(code="c1", text="y", quotation=a_quotation("youth", passage=passage))
    a_recommendation(code="r1", text="z", quotation=a_quotation("need", passage=passage))


@pytest.mark.parametrize(("kind", "shown"), [("", {"o1", "c1", "r1"}), ("clause", {"c1"}), ("none", set())])
def test_it_shows_the_marks_and_the_margin_of_the_kinds_asked_for(client, kind, shown):
    three_kinds()
    page = client.get("/documents/chapter/read/", {"kind": kind}).content.decode()
    assert set(re.findall(r'<a class="q u\d kind-\w+" href="/\w+/(\w+)/', page)) == shown
    assert set(re.findall(r'<span class="code">(\w+)</span>', page)) == shown


def test_two_kinds_can_be_asked_for(client):
    three_kinds()
    page = client.get("/documents/chapter/read/?kind=clause&kind=objective").content.decode()
    assert set(re.findall(r'<span class="code">(\w+)</span>', page)) == {"o1", "c1"}


def test_the_kinds_are_offered_with_their_numbers_and_the_one_chosen_is_told(client):
    three_kinds()
    response = client.get("/documents/chapter/read/", {"kind": "clause"})
    offered = [(each.value, each.count, each.is_chosen) for each in response.context["page"].choices]
    assert offered == [
        ("", 3, False), ("objective", 1, False), ("clause", 1, True), ("recommendation", 1, False),
        ("none", 0, False),
    ]  # fmt: skip


def test_an_unknown_kind_is_refused_with_those_that_are_known(client):
    a_passage()
    page = client.get("/documents/chapter/read/", {"kind": "sonnet"})
    assert page.status_code == 400
    assert all(f">{kind}</a>" in page.content.decode() for kind in ("objective", "principle", "none"))


def test_each_passage_can_be_cited_with_its_page_and_its_address(client):
    passage = a_passage("It goes on.", raw="It goes\n on.", page="257", mends=[[7, 8, 7, 9, "page", "258"]])
    cited = passage_html(read(client), passage.anchor).split('class="citation"')[1]
    assert "pp. 257, 258, passage 1." in cited
    assert "http://testserver/documents/chapter/read/#p1 (accessed " in cited
