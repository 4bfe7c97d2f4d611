"""/search/: whatever is asked, the answer is a page that says what was found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations import search

from ..builders import a_clause, a_document, a_draft, a_passage, a_recommendation, a_version, an_objective

pytestmark = pytest.mark.django_db


def groups(client, q):
    response = client.get("/search/", {"q": q})
    assert response.status_code == 200
    return {group.kind: group.count for group in response.context["found"].groups}


def test_every_word_must_occur_in_any_order_in_capitals_or_not(client):
    a_recommendation(text="Support migrant workers.")
    a_recommendation(text="Support all workers.")
    assert groups(client, "WORKERS migrant") == {"recommendation": 1, "passage": 1}


def test_it_looks_in_headings_words_and_codes(client):
    an_objective(code="ascc2015-c2", heading="Rights of migrants", text="Ensure them.")
    for asked in ("migrants", "ensure", "ascc2015-c2"):
        assert groups(client, asked)["objective"] == 1


def test_hits_stand_by_kind_with_counts_and_the_words_marked(client):
    an_objective(text="Trust is all.")
    a_clause(text="Build trust.")
    page = client.get("/search/", {"q": "trust"}).content.decode()
    assert "<mark>Trust</mark> is all." in page
    assert "Build <mark>trust</mark>." in page
    assert page.index('id="objective"') < page.index('id="clause"')


def test_a_passage_leads_to_its_place_in_the_reader(client):
    passage = a_passage("Resilience stands here.")
    assert (
        f'href="/documents/chapter/read/#{passage.anchor}"'
        in client.get("/search/?q=resilience").content.decode()
    )


def test_a_text_that_may_only_be_quoted_is_not_searched(client):
    a_passage("Resilience stands here.", version=a_version(a_document(rights="quotations_only")))
    assert groups(client, "resilience") == {}


def test_a_draft_is_not_found(client):
    a_draft(code="hidden-1", text="x", quotation=None)
    assert "recommendation" not in groups(client, "hidden-1")


def test_what_is_not_shown_is_counted_and_can_be_reached(client, monkeypatch):
    monkeypatch.setattr(search, "SHOWN", 2)
    for _ in range(3):
        a_clause(text="Build trust & more.")
    page = client.get("/search/", {"q": "trust &"}).content.decode()
    assert "One more is not shown here." in page
    assert 'href="/clauses/?q=trust%20%26"' in page


def test_nothing_asked_and_nothing_found_say_what_to_try(client):
    assert "in any order" in client.get("/search/").content.decode()
    page = client.get("/search/", {"q": "no such thing"}).content.decode()
    assert "No record and no passage holds “no such thing”." in page
    assert 'href="?q=such"' in page


def test_more_words_than_can_be_looked_for_are_left_out_and_that_is_said(client):
    response = client.get("/search/", {"q": " ".join(f"w{n}" for n in range(30))})
    assert "Only the first 20 words" in response.content.decode()


@pytest.mark.parametrize("asked", [
    '"', "AND", "NEAR(", "*", "x:y", "^", "", "don't", "ASEAN-Japan", "%", "_", "\\", "<script>", "(",
    "x" * 5000, "🙂", "日本", "q=1&q=2",
])  # fmt: skip
def test_any_words_are_answered(client, asked):
    assert client.get("/search/", {"q": asked}).status_code == 200


def test_what_was_asked_is_shown_as_text(client):
    assert "<script>alert" not in client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()


def test_signs_of_patterns_mean_themselves(client):
    a_clause(text="A rise of 5% is meant.")
    assert groups(client, "5%") == {"clause": 1, "passage": 1}
    assert groups(client, "5_") == {}


class AnyWords(TestCase):
    @given(st.text())
    def test_any_text_can_be_looked_for(self, asked):
        assert search.Search(asked).total == 0


@pytest.mark.parametrize("size", [1, 30])
def test_it_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_recommendation(
            text="Trust.", carrying_out=a_clause(text="Trust.", addressing=an_objective(text="Trust."))
        )
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/?q=trust")
    assert len(queries) == 6  # counts; three kinds; how many passages; the passages
