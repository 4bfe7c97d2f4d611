"""/cross-references/<from>/<relation>/<to>/ and /documents/<slug>/read/?a=&b=: both ends in their places."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import FormerCode
from sources.models import Document

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_link,
    a_passage,
    a_quotation,
    a_recommendation,
    a_version,
    an_objective,
)

pytestmark = pytest.mark.django_db
BOTH = "/documents/chapter/read/"


def page_of(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def marks(page):
    return [html.unescape(re.sub(r"<[^>]+>", "", found)) for found in re.findall(r"<mark>(.*?)</mark>", page)]


def a_pair(**link):
    """A clause that addresses an objective, each quoted in the chapter."""
    one = a_clause(code="c1", text="Help those who move.")
    other = an_objective(code="o1", text="Fair rules for all.")
    return a_link(one, other, **link)


def test_a_link_has_an_address_of_its_own():
    assert a_pair().get_absolute_url() == "/cross-references/c1/addresses/o1/"


def test_each_end_is_marked_to_the_character(client):
    link = a_pair()
    assert marks(page_of(client, link.get_absolute_url())) == ["Help those who move.", "Fair rules for all."]


def test_the_passages_around_them_are_there_and_not_more(client):
    texts = [f"This is paragraph {n} of them." for n in range(7)]
    passages = [a_passage(text) for text in texts]
    quotation = a_quotation("paragraph 3", passage=passages[3])
    link = a_link(a_clause(text="paragraph 3", quotation=quotation), an_objective())
    page = re.sub(r"<[^>]+>", "", page_of(client, link.get_absolute_url()).split('id="b"')[0])
    assert [text in page for text in texts] == [False, True, True, True, True, True, False]


def test_a_page_that_turns_within_the_words_is_no_part_of_them(client):
    passage = a_passage("It goes on.", raw="It goes\n on.", page="257", mends=[[7, 8, 7, 9, "page", "258"]])
    clause = a_clause(text="It goes on.", quotation=a_quotation("It goes on.", passage=passage))
    page = page_of(client, a_link(clause, an_objective(text="Fair rules.")).get_absolute_url())
    assert marks(page) == ["It goes on.", "Fair rules."]
    assert '<mark>It goes <span class="turned" data-page="p. 258"></span>on.</mark>' in page


def test_words_over_two_passages_are_marked_in_both(client):
    first, second = a_passage("One ends here."), a_passage("Two goes on.")
    quotation = a_quotation("ends here.", passage=first, to=second)
    link = a_link(a_clause(text="x", quotation=quotation), an_objective(text="Fair rules."))
    assert "\n".join(marks(page_of(client, link.get_absolute_url()))[:2]) == quotation.exact


def test_it_gives_the_basis_the_reason_and_evidence_from_a_third_place(client):
    link = a_pair(
        basis="reading", reason="Both speak of rules.", evidence=a_quotation("The heading says so.")
    )
    page = page_of(client, link.get_absolute_url())
    assert "basis-reading" in page
    assert "Both speak of rules." in page
    assert marks(page)[2] == "The heading says so."


def test_evidence_that_is_an_end_itself_is_not_shown_twice(client):
    page = page_of(client, a_pair().get_absolute_url())
    assert len(marks(page)) == 2
    assert "The evidence is the words marked below." in page


def test_words_read_in_another_document_say_in_which(client):
    page = page_of(client, a_pair().get_absolute_url())
    assert re.search(
        r"Plan of Action, second-hand: read in\s+<a href=\"/documents/chapter/\">The chapter</a>", page
    )


def test_a_record_without_words_says_so(client):
    implied = a_clause(
        code="c2", text="", heading="", attestation="implied", editorial_note="Only its number is known."
    )
    page = page_of(client, a_link(implied, an_objective(code="o2")).get_absolute_url())
    assert "It has no words of its own" in page
    assert "Only its number is known." in page


def test_two_codes_open_both_records_and_the_links_between_them(client):
    a_pair(basis="reading", reason="Both speak of rules.")
    page = page_of(client, BOTH, a="c1", b="o1")
    assert marks(page)[:2] == ["Help those who move.", "Fair rules for all."]
    assert 'href="/cross-references/c1/addresses/o1/"' in page
    assert "Both speak of rules." in page


def test_two_records_that_nothing_joins_say_so(client):
    a_pair()
    an_objective(code="o2")
    assert "No published cross-reference joins these two." in page_of(client, BOTH, a="c1", b="o2")


def test_one_code_opens_one_pane(client):
    a_pair()
    assert marks(page_of(client, BOTH, b="o1")) == ["Fair rules for all."]


def test_lists_and_record_pages_lead_to_it(client):
    address = f'href="{a_pair().get_absolute_url()}"'
    for page in ("/cross-references/list/", "/clauses/c1/", "/objectives/o1/"):
        assert address in page_of(client, page)


def test_texts_that_may_only_be_quoted_show_the_words_alone(client):
    passage = a_passage("It is not to be read. Quote this. Nor is this.")
    clause = a_clause(text="Quote this.", quotation=a_quotation("Quote this.", passage=passage))
    a_passage("The next is closed too.")
    Document.objects.update(rights="quotations_only")
    page = page_of(client, a_link(clause, an_objective(text="Fair rules.")).get_absolute_url())
    assert marks(page) == ["Quote this.", "Fair rules."]
    assert not re.search("not to be read|Nor is this|closed too|Before it|After it", page)


@pytest.mark.parametrize("address", [
    "/cross-references/c1/echoes/o1/", "/cross-references/c1/nonsense/o1/",
    "/cross-references/o1/addresses/c1/", "/cross-references/c9/addresses/o1/",
])  # fmt: skip
def test_what_is_not_linked_so_is_not_found(client, address):
    a_pair()
    assert client.get(address).status_code == 404


def test_a_link_or_an_end_that_is_not_published_is_not_found(client):
    draft = a_draft("clause", code="c3")
    links = [a_pair(status="draft"), a_link(draft, an_objective(code="o3"))]
    assert [client.get(link.get_absolute_url()).status_code for link in links] == [404, 404]
    assert client.get(BOTH, {"a": "c3"}).status_code == 400


def test_a_code_that_was_renamed_leads_on(client):
    link = a_pair()
    FormerCode.objects.create(code="c0", record=link.from_record)
    response = client.get("/cross-references/c0/addresses/o1/")
    assert (response.status_code, response["Location"]) == (301, link.get_absolute_url())


@pytest.mark.parametrize("name", ["a", "b"])
def test_an_unknown_code_is_refused_by_name_with_those_near_it(client, name):
    a_pair()
    a_recommendation(code="chapter-c2-r1")
    page = client.get(BOTH, {name: "chapter-c2-r7"})
    assert page.status_code == 400
    assert f"given as “{name}”" in page.content.decode()
    assert "chapter-c2-r1" in page.content.decode()


@pytest.mark.parametrize("address", [BOTH, "/timeline/", "/actors/", "/principles/"])
def test_whatever_is_asked_gets_a_plain_answer(client, address):
    a_pair()
    names = st.sampled_from(["a", "b", "kind", "q", "document", "sort", "page"])
    values = st.text(max_size=300) | st.sampled_from(["c1", "o1", "clause", "none", "chapter", "name", "1"])

    @given(st.dictionaries(names, st.lists(values, max_size=3)))
    def ask(query):
        assert client.get(address, query).status_code in (200, 400, 404)

    ask()


@pytest.mark.parametrize("size", [1, 20])
def test_it_costs_the_same_in_a_short_text_and_in_a_long_one(client, size):
    document = a_document("brief")
    for _ in range(size):
        a_passage(version=document.versions.last() or a_version(document))
        a_passage()
    link = a_pair(evidence=a_quotation())
    with CaptureQueriesContext(connection) as queries:
        client.get(link.get_absolute_url())
    assert len(queries) == 3  # the link; the words of its ends; the passages around them
    with CaptureQueriesContext(connection) as queries:
        client.get(BOTH, {"a": "c1", "b": "o1"})
    assert len(queries) == 6  # document, version; records, links; words; passages
