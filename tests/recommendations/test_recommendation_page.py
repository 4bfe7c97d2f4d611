"""The page of a recommendation."""

import pytest

from ..builders import a_clause, a_link, a_recommendation, an_objective, the_text

pytestmark = pytest.mark.django_db


def page(client, code="chapter-c2-r1"):
    return client.get(f"/recommendations/{code}/").content.decode()


def test_it_is_read_first_hand_in_its_own_document(client):
    the_text()
    a_recommendation(code="chapter-c2-r1")
    assert "read in its own document" in page(client)


def test_it_tells_its_form(client):
    a_recommendation(code="chapter-s4-a1", form="activity")
    assert "activity" in page(client, "chapter-s4-a1")


def test_a_number_in_words_comes_before_the_name(client):
    a_recommendation(code="brief-p1", form="proposal", number="First", text="Invest in people. " * 9 + "End.")
    assert "First proposal</h1>" in page(client, "brief-p1")


def test_it_says_that_nobody_is_named(client):
    a_recommendation(code="chapter-c2-r1")
    assert "Nobody is named." in page(client)


def test_what_is_stated_comes_before_what_is_read(client):
    record = a_recommendation(code="chapter-c2-r1")
    a_link(record, an_objective(code="ascc2015-a", heading="Read by us"), basis="reading")
    a_link(record, an_objective(code="ascc2015-b", heading="Said there"))
    html = page(client)
    assert html.index("Said there") < html.index("Read by us")


def test_objectives_come_before_clauses(client):
    a_recommendation(code="chapter-c2-r1", addressing=an_objective(), carrying_out=a_clause())
    html = page(client)
    assert html.index("Objectives that it addresses") < html.index("Clauses that it carries out")


def test_without_links_it_says_what_that_means(client):
    a_recommendation(code="chapter-c2-r1")
    assert "does not mean that nothing bears on it" in page(client)


def test_markup_in_a_text_is_shown_not_obeyed(client):
    a_recommendation(code="chapter-c2-r1", text="Support <b>all</b> & sundry.")
    assert "Support &lt;b&gt;all&lt;/b&gt; &amp; sundry." in page(client)
