"""/search/: whatever is asked, the answer is a page that says what was found, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations.search import found, results

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_passage,
    a_recommendation,
    a_version,
    an_actor,
    an_objective,
)

pytestmark = pytest.mark.django_db


def ask(client, q="", **parameters):
    response = client.get("/search/", {"q": q, **parameters})
    assert response.status_code == 200
    return response.context["found"], response.content.decode()


def counts(client, q):
    return ask(client, q)[0].counts


def test_every_word_must_occur_in_any_order_and_form(client):
    a_recommendation(text="Support migrant workers.")
    a_recommendation(text="Support all workers.")
    assert counts(client, "WORKER migrants") == {"recommendation": 1, "passage": 1}


def test_it_looks_in_headings_words_codes_tags_and_actors(client):
    words = {"code": "ascc2015-c2", "heading": "Rights of migrants", "text": "Ensure them."}
    an_objective(**words, tags=["law"], asking=an_actor("Siam"))
    for asked in ("migrant", "ensure", "ascc2015-c2", "law", "siam", "heading:rights", "kind:objective"):
        assert counts(client, asked)["objective"] == 1


def test_a_hit_says_which_forms_matched_where(client):
    a_clause(heading="On committees", text="Set up a committee.", tags=["committee"])
    _, page = ask(client, "committee")
    assert "Set up a <mark>committee</mark>." in page
    assert (
        "<b>committees</b> in the heading; <b>committee</b> in the text; <b>committee</b> in the tags" in page
    )


def test_a_heading_counts_more_than_a_text(client):
    a_clause(code="text", heading="Of trees", text="Plant flowers in every town and village.")
    a_clause(code="heading", heading="Of flowers", text="Plant trees in every town and village.")
    search, _ = ask(client, "flowers", kind="clause")
    assert [hit.thing.code for hit in search.hits[0:20]] == ["heading", "text"]


def test_each_kind_has_its_count_and_its_list(client):
    an_objective(text="Trust is all.")
    a_clause(text="Build trust.")
    search, page = ask(client, "trust")
    assert [(tab.kind, tab.count) for tab in search.tabs] == [
        ("", 4),
        ("objective", 1),
        ("clause", 1),
        ("passage", 2),
    ]
    assert 'href="?q=trust&amp;kind=clause"' in page
    assert [hit.kind for hit in ask(client, "trust", kind="clause")[0].hits[0:20]] == ["clause"]


def test_a_passage_leads_to_its_place_in_the_reader(client):
    passage = a_passage("Resilience stands here.")
    assert f'href="/documents/chapter/read/#{passage.anchor}"' in ask(client, "resilience")[1]


def test_a_text_that_may_only_be_quoted_is_not_searched(client):
    a_passage("Resilience stands here.", version=a_version(a_document(rights="quotations_only")))
    assert counts(client, "resilience") == {}


def test_a_draft_is_not_found(client):
    a_draft(code="hidden-1", heading="Resilience", text="")
    assert counts(client, "hidden-1 OR heading:resilience") == {}


def test_filters_narrow_the_records_and_can_be_dropped(client):
    for tag in ("youth", "women"):
        a_clause(text="Build trust.", tags=[tag])
    search, page = ask(client, "trust", tag="youth", kind="clause")
    assert search.counts == {"clause": 1}
    assert 'href="/search/?q=trust&amp;kind=clause"' in page
    assert {facet.parameter for facet in search.form.facets} >= {"tag"}


def test_choices_come_when_they_are_asked_for(client):
    a_clause(text="Build trust.", tags=["youth"])
    search, page = ask(client, "trust")
    assert search.form is None
    assert "narrow=1" in page
    assert 'name="tag"' in ask(client, "trust", narrow="1")[1]


@pytest.mark.parametrize(("parameter", "value"), [("kind", "poem"), ("tag", "nothing"), ("page", "x")])
def test_an_unknown_value_of_a_filter_is_refused(client, parameter, value):
    response = client.get("/search/", {"q": "trust", parameter: value})
    assert response.status_code == 400
    assert value in response.content.decode()


def test_pages_follow_one_another(client):
    for _ in range(25):
        a_clause(text="Build trust.")
    first, second = (ask(client, "trust", kind="clause", page=n)[0] for n in (1, 2))
    assert len(first.hits[0:20]) == 20
    assert len(second.hits[20:40]) == 5
    assert client.get("/search/", {"q": "trust", "page": 9}).status_code == 404


def test_the_order_is_bounded_and_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(found, "RANKED", 20)
    monkeypatch.setattr(results, "RANKED", 20)
    for n in range(45):
        a_clause(text=f"Build trust {n}.")
    pages = [ask(client, "trust", kind="clause", page=n) for n in (1, 2, 3)]
    keys = [
        hit.thing.pk for at, (search, _) in enumerate(pages) for hit in search.hits[at * 20 : at * 20 + 20]
    ]
    assert len(set(keys)) == 45
    assert "20 of what was found, of each kind its first ones, stand in order of relevance" in pages[0][1]


def test_passages_below_the_hits_are_of_the_first_ones_and_the_page_says_so(client, monkeypatch):
    said = "The most relevant of the first 2 that match."
    for words in ("Trust again.", "And trust."):
        a_passage(words)
    a_clause(text="Build trust.")
    assert said not in ask(client, "trust")[1]
    monkeypatch.setattr(results.Search, "best_of", 2)
    assert said in ask(client, "trust")[1]


def test_nothing_asked_says_what_can_be(client):
    assert "in any order" in ask(client)[1]


def test_nothing_found_offers_the_words_alone(client):
    a_clause(text="Such a thing.")
    page = ask(client, "quokka such")[1]
    assert "Nothing that may be read holds “quokka such”." in page
    assert 'href="?q=such">such</a> <span class="count quiet">2</span>' in page


def test_a_mistyped_word_is_put_right(client):
    a_clause(text="Support migrant workers.")
    page = ask(client, "migrent workers")[1]
    assert "Did you mean:" in page
    assert 'href="?q=migrant%20workers">migrant workers</a> <span class="count quiet">2</span>' in page


def test_a_proposal_never_tells_of_a_draft(client):
    record = a_clause(heading="Quokkaberries", text="")
    record.status = "draft"
    record.save()
    assert ask(client, "quokkabery")[0].proposals == []


def test_small_words_are_left_out_and_that_is_said(client):
    a_clause(text="Rights of children.")
    assert "Not looked for, as nearly every sentence has them: the." in ask(client, "the rights")[1]


def test_what_was_not_understood_is_said(client):
    assert "is not closed" in ask(client, '"rights')[1]
    assert "Only the first 20 words are looked for." in ask(client, " ".join(f"w{n}" for n in range(30)))[1]


def test_what_was_asked_is_shown_as_text(client):
    assert "<script>alert" not in ask(client, "<script>alert(1)</script>")[1]


def test_what_is_found_is_shown_as_text(client):
    a_clause(text="Never write <script>alert(1)</script> & so on.")
    page = ask(client, "script alert")[1]
    assert "&lt;<mark>script</mark>&gt;" in page
    assert "<script>alert" not in page


class AnyWords(TestCase):
    @given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
    def test_any_text_can_be_looked_for(self, asked):
        assert self.client.get("/search/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("size", [1, 15])
def test_it_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_recommendation(text="Trust.", carrying_out=a_clause(text="Trust."))
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=trust")
    # synonyms; counts; the best; records, tags, actors; the best passages; these
    assert len(queries) == 8
