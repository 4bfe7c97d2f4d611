"""The page of a clause."""

import pytest

from recommendations.models import RecordQuotation

from ..builders import a_clause, a_passage, a_quotation, a_recommendation

pytestmark = pytest.mark.django_db


def page(client, code="ajpoa2015-3.10"):
    return client.get(f"/clauses/{code}/").content.decode()


def test_it_names_the_label_under_which_it_is_cited(client):
    clause = a_clause(code="ajpoa2015-3.10")
    label = a_quotation("ASEAN-Japan Plan of Action (2011–2013)")
    RecordQuotation.objects.create(record=clause, quotation=label, role="label")
    assert "“ASEAN-Japan Plan of Action (2011–2013)”" in page(client)


def test_words_read_in_two_places_name_both(client):
    clause = a_clause(code="ajpoa2015-3.10", text="Cooperate. … Promote.")
    clause.record_quotations.all().delete()
    for position, (words, at) in enumerate([("Cooperate.", "265"), ("Promote.", "266")], 1):
        quotation = a_quotation(words, passage=a_passage(words, page=at))
        RecordQuotation.objects.create(record=clause, quotation=quotation, position=position)
    html = page(client)
    assert ", p. 265" in html
    assert ", p. 266" in html


def test_an_implied_number_says_that_nothing_is_printed(client):
    note = "Only the number is implied."
    a_clause(code="ajpoa2015-2.14", number="2.14", text="", attestation="implied", editorial_note=note)
    html = page(client, "ajpoa2015-2.14")
    assert "Clause 2.14</h1>" in html
    assert "the number is implied, not printed" in html
    assert "Nowhere: the documents print neither its heading nor its words." in html
    assert note in html


def test_it_shows_the_recommendations_that_carry_it_out(client):
    a_recommendation(carrying_out=a_clause(code="ajpoa2015-3.10"), text="Support media partnerships.")
    html = page(client)
    assert "Recommendations that carry it out" in html
    assert "Support media partnerships." in html


def test_its_linked_objectives_can_be_taken_away(client):
    a_clause(code="ajpoa2015-3.10")
    assert 'href="/export/linked-clauses.csv?clause=ajpoa2015-3.10"' in page(client)


def test_long_words_stand_under_its_name(client):
    a_clause(code="ajpoa2015-3.10", number="3.10", text="Cooperate on programs. " * 9 + "End.")
    html = page(client)
    assert "Clause 3.10</h1>" in html
    assert "End.</blockquote>" in html
