"""A reader's own collection, which lives in its address."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from asean_japan.middleware import LONGEST_QUERY
from recommendations.collection import LONGEST_ADDRESS, LONGEST_NOTE, MOST
from recommendations.models import FormerCode

from ..builders import a_clause, a_draft, a_recommendation, a_tag, an_actor, an_objective

pytestmark = pytest.mark.django_db


def page(client, query=""):
    response = client.get(f"/collection/?{query}")
    return response.status_code, " ".join(response.content.decode().split())


def order(html):
    """The codes of the records shown, from the first to the last."""
    return re.findall(r'<li class="item kind-\w+" id="([^"]+)"', html)


def after(client, query):
    """The query of the address that a change leads to."""
    response = client.get(f"/collection/?{query}")
    assert response.status_code == 302
    return urlsplit(response["Location"]).query


def some(count, **fields):
    return [a_recommendation(code=f"chapter-r{n}", **fields).code for n in range(1, count + 1)]


def test_it_shows_the_records_in_the_order_of_the_address(client):
    some(3)
    assert order(page(client, "codes=chapter-r3,chapter-r1,chapter-r2")[1]) == [
        "chapter-r3",
        "chapter-r1",
        "chapter-r2",
    ]


def test_a_record_named_twice_is_shown_once(client):
    some(2)
    assert order(page(client, "codes=chapter-r2,chapter-r1,chapter-r2")[1]) == ["chapter-r2", "chapter-r1"]


def test_a_repeated_parameter_is_read_like_one(client):
    some(2)
    assert order(page(client, "codes=chapter-r2&codes=chapter-r1")[1]) == ["chapter-r2", "chapter-r1"]


def test_it_quotes_the_words_and_says_where_they_were_read(client):
    an_objective(code="blueprint-c", text="Ensure fair migration policies.")
    _, html = page(client, "codes=blueprint-c")
    assert 'lang="en">Ensure fair migration policies.</blockquote>' in html
    assert "as quoted in “The chapter”;" in html
    assert "read it in its place" in html


def test_it_cites_each_record_and_lists_the_sources(client):
    a_clause(code="plan-3.10", number="3.10")
    _, html = page(client, "codes=plan-3.10")
    assert "Clause 3.10 [plan-3.10]." in html
    assert "http://testserver/clauses/plan-3.10/ (accessed" in html
    sources = html[html.index('id="sources-title"') :]
    assert "/documents/plan/" in sources
    assert "/documents/chapter/" in sources


def test_it_shows_the_title_and_a_note(client):
    some(1)
    _, html = page(client, "codes=chapter-r1&title=For+the+ministry&n.chapter-r1=Ask+%3Cher%3E%0Atwice")
    assert "<h1>For the ministry</h1>" in html
    assert "Ask &lt;her&gt;<br>twice" in html


def test_a_note_on_a_record_that_is_not_there_is_left_out(client):
    some(1)
    assert 'class="ours note"' not in page(client, "codes=chapter-r1&n.chapter-r2=nobody")[1]


def test_it_names_what_nobody_knows_and_shows_the_rest(client):
    some(1)
    status, html = page(client, "codes=chapter-r1,nowhere-9,%3Cb%3E")
    assert status == 200
    assert "nowhere-9: no published record has this code." in html
    assert "&lt;b&gt;: no published record" in html
    assert order(html) == ["chapter-r1"]


def test_a_draft_is_as_unknown_as_any_other(client):
    a_draft(code="chapter-r1", text="quokkaberry")
    _, html = page(client, "codes=chapter-r1")
    assert "chapter-r1: no published record has this code." in html
    assert "quokkaberry" not in html


def test_a_renamed_code_still_stands_for_its_record(client):
    record = a_recommendation(code="chapter-r1")
    FormerCode.objects.create(code="chapter-old", record=record)
    _, html = page(client, "codes=chapter-old&n.chapter-old=Kept")
    assert order(html) == ["chapter-r1"]
    assert "Kept" in html


def test_a_deleted_record_is_named_with_the_reason(client):
    FormerCode.objects.create(code="chapter-r9", reason="It was the same as r1.")
    assert "chapter-r9: the record was deleted. It was the same as r1." in page(client, "codes=chapter-r9")[1]


def test_a_former_code_of_a_draft_is_not_told(client):
    FormerCode.objects.create(code="chapter-old", record=a_draft(code="chapter-r1", text="quokkaberry"))
    _, html = page(client, "codes=chapter-old")
    assert "chapter-old: no published record has this code." in html
    assert "quokkaberry" not in html


# Changing it


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("add=d", "a,b,c,d"),
        ("add=d,+e", "a,b,c,d,e"),
        ("add=b", "a,b,c"),
        ("add=http://testserver/clauses/d/", "a,b,c,d"),
        ("up=c", "a,c,b"),
        ("up=a", "a,b,c"),
        ("down=a", "b,a,c"),
        ("down=c", "a,b,c"),
        ("remove=b", "a,c"),
        ("up=nowhere", "a,b,c"),
        ("remove=b&add=d", "a,c,d"),
    ],
)
def test_a_change_leads_to_the_address_of_what_it_makes(client, change, codes):
    assert after(client, f"codes=a,b,c&{change}") == f"codes={codes}"


def test_a_change_keeps_title_notes_and_what_was_looked_for(client):
    query = after(client, "codes=a,b&title=My+own&n.b=Why%3F&n.a=&q=women&up=b")
    assert query == "codes=b,a&title=My%20own&n.b=Why%3F&q=women"


def test_what_is_removed_takes_its_note_along(client):
    assert after(client, "codes=a,b&n.b=Why&remove=b") == "codes=a"


def test_a_moved_record_is_where_the_page_opens(client):
    assert client.get("/collection/?codes=a,b&up=b")["Location"].endswith("#b")


def test_the_address_shown_gives_the_same_again(client):
    some(3)
    _, html = page(client, "codes=chapter-r2,chapter-r3&n.chapter-r3=Two+words&title=T&utm_source=x")
    address = re.search(r'rel="bookmark" href="([^"]+)"', html)[1].replace("&amp;", "&")
    again = page(client, urlsplit(address).query)[1]
    assert order(again) == ["chapter-r2", "chapter-r3"]
    assert "Two words" in again
    assert "utm_source" not in again


def test_it_finds_records_by_words_that_are_not_collected_yet(client):
    a_recommendation(code="chapter-r1", text="train migrant workers")
    a_recommendation(code="chapter-r2", text="protect migrant workers")
    a_draft(code="chapter-r3", text="hide migrant workers")
    _, html = page(client, "codes=chapter-r1&q=migrant")
    offers = re.findall(r'form="arrange" name="add" value="([^"]+)"', html)
    assert offers == ["chapter-r2"]


# What any page gives


def test_every_row_of_a_list_can_be_collected_without_script(client):
    some(1)
    html = client.get("/recommendations/").content.decode()
    assert 'form="collect" name="add" value="chapter-r1"' in html
    assert '<form id="collect" action="/collection/" method="get" hidden>' in html


def test_a_list_reached_from_a_collection_adds_to_that(client):
    some(1)
    html = client.get("/recommendations/?codes=a,b&n.a=Why").content.decode()
    form = html[html.index('<form id="collect"') :]
    assert '<input type="hidden" name="codes" value="a,b">' in form
    assert '<input type="hidden" name="n.a" value="Why">' in form


def test_an_empty_collection_says_what_it_is_for(client):
    status, html = page(client)
    assert status == 200
    assert "the whole collection lives in the address of this page" in html


def test_an_empty_collection_leads_to_an_example(client):
    a_recommendation(code="chapter-r1", addressing=an_objective(code="blueprint-c"))
    assert 'href="?codes=blueprint-c,chapter-r1"' in page(client)[1]


# Limits


def test_it_holds_five_hundred_records(client):
    codes = ",".join(f"chapter-obligations-x{n}" for n in range(MOST))
    assert len(codes) > LONGEST_QUERY
    assert page(client, f"codes={codes}")[0] == 200


def test_an_address_beyond_all_measure_is_refused_in_a_sentence(client):
    answer = client.get(f"/collection/?codes={'a' * LONGEST_ADDRESS}")
    assert answer.status_code == 400
    assert f"at most {LONGEST_ADDRESS} characters" in answer.text


@pytest.mark.parametrize("query", ["codes={}", "codes=one-more&add={}"])
def test_one_more_is_refused_in_a_sentence(client, query):
    codes = ",".join(f"c-{n}" for n in range(MOST + 1 - query.count("one-more")))
    status, html = page(client, query.format(codes))
    assert status == 400
    assert "“codes” names 501 records; at most 500 are accepted." in html


def test_a_note_that_is_too_long_is_refused_in_a_sentence(client):
    status, html = page(client, f"codes=a&n.a={'x' * (LONGEST_NOTE + 1)}")
    assert status == 400
    assert "“n.a” is 1001 characters long; at most 1000 are accepted." in html


def test_notes_that_fit_in_no_address_are_refused_in_a_sentence(client):
    codes = [f"c{n}" for n in range(30)]
    notes = "&".join(f"n.{code}={'(' * 900}" for code in codes)
    status, html = page(client, f"codes={','.join(codes)}&add=&{notes}")
    assert status == 400
    assert f"at most {LONGEST_ADDRESS}" in html


def test_it_costs_the_same_for_one_record_and_for_fifty(client, django_assert_num_queries):
    some(50, addressing=an_objective(), asking=an_actor(), tags=["women"])
    a_tag("men")
    for size in (1, 50):
        codes = ",".join(f"chapter-r{n}" for n in range(1, size + 1))
        with django_assert_num_queries(6):  # former codes; records, tags, actors, quotations, their places
            assert client.get(f"/collection/?codes={codes}").status_code == 200


def test_what_is_unknown_or_looked_for_costs_little_more(client, django_assert_max_num_queries):
    codes = ",".join([*some(2), *(f"nowhere-{n}" for n in range(100))])
    with django_assert_max_num_queries(12):
        assert client.get(f"/collection/?codes={codes}&q=own+words").status_code == 200


ODD = st.dictionaries(
    st.sampled_from(["codes", "add", "up", "down", "remove", "title", "q", "n.a", "n.", "page", "n.\x01"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40),
)


@given(ODD)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered(asked):
    assert Client().get("/collection/", asked).status_code in (200, 302, 400)
    for ending in ("docx", "md", "csv"):
        assert Client().get(f"/collection.{ending}", asked).status_code in (200, 400)
