"""The list of clauses."""

import pytest

from ..builders import a_clause, an_objective

pytestmark = pytest.mark.django_db


def test_it_shows_the_tree_of_numbers_in_their_order(client):
    chapter = a_clause(code="ajpoa2015-3", number="3")
    for number in ("3.10", "3.9"):
        a_clause(code=f"ajpoa2015-{number}", number=number, parent=chapter)
    html = client.get("/clauses/").content.decode()
    assert html.index('id="ajpoa2015-3.9"') < html.index('id="ajpoa2015-3.10"')
    assert 'depth-1" id="ajpoa2015-3.10"' in html


def test_it_says_of_an_implied_number_that_it_is_not_printed(client):
    a_clause(text="", attestation="implied", editorial_note="Only the number is implied.")
    html = client.get("/clauses/").content.decode()
    assert "number implied, not printed" in html
    assert "Only the number is implied." in html


def test_a_clause_whose_parent_is_filtered_out_still_says_what_it_stands_under(client):
    heading = a_clause(code="ajpoa2015-3.9", number="3.9", heading="Information and media", text="")
    a_clause(parent=heading, text="Enhance partnerships of broadcasters.", number="3.9.1")
    html = client.get("/clauses/?q=broadcasters").content.decode()
    assert "Enhance partnerships of broadcasters." in html
    assert "Information and media" in html


def test_it_narrows_to_the_clauses_of_one_objective(client):
    a_clause(addressing=an_objective(code="ascc2015-c2"), text="Help migrant workers.")
    a_clause(text="Conserve artefacts.")
    html = client.get("/clauses/?objective=ascc2015-c2").content.decode()
    assert "Help migrant workers." in html
    assert "Conserve artefacts." not in html
