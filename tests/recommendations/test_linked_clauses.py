"""/export/linked-clauses.csv: one row for each published link between an objective and a clause."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from recommendations import census
from recommendations.models import CrossReference
from sources.csv_files import unescape

from ..builders import a_clause, a_document, a_draft, a_link, a_quotation, a_recommendation, an_objective

pytestmark = pytest.mark.django_db
ADDRESS = "/export/linked-clauses.csv"
HEADER = (
    "objective_code,objective_number,objective_heading,objective_text,clause_code,clause_number,"
    "clause_heading,clause_text,plan,relation,basis,evidence_text,evidence_url,recommendation_codes,"
    "objective_url,clause_url\r\n"
)


def text(client: Client, **query) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.getvalue().decode()


def rows(client, **query):
    found = csv.DictReader(StringIO(text(client, **query), newline=""))
    return [{name: unescape(cell) for name, cell in row.items()} for row in found]


def pairs(client, **query):
    return {(row["objective_code"], row["clause_code"]) for row in rows(client, **query)}


def test_the_whole_file_is_as_the_contract_says(client):
    plan = a_document("ajpoa2015", title="Plan of Action, “whole”")
    objective = an_objective(
        code="ascc2015-c2", number="2", heading="Migrant workers", text="Ensure fair, just rules."
    )
    evidence = a_quotation("The Plan says so: “at once”")
    clause = a_clause(code="ajpoa2015-3.10", number="3.10", text="Cooperate.", document=plan)
    a_link(clause, objective, evidence=evidence)
    a_recommendation(code="chapter-c2-r1", addressing=objective, carrying_out=clause)
    place = f"http://testserver/documents/chapter/read/#{evidence.start_passage.anchor}"
    assert text(client) == HEADER + (
        'ascc2015-c2,2,Migrant workers,"Ensure fair, just rules.",ajpoa2015-3.10,3.10,,Cooperate.,'
        '"Plan of Action, “whole”",addresses,stated,The Plan says so: “at once”,'
        f"{place},chapter-c2-r1,"
        "http://testserver/objectives/ascc2015-c2/,http://testserver/clauses/ajpoa2015-3.10/\r\n"
    )


def test_a_link_that_runs_the_other_way_is_a_row_too(client):
    a_link(an_objective(code="o1"), a_clause(code="c1"), relation="related")
    assert pairs(client) == {("o1", "c1")}


def test_two_relations_of_one_pair_are_two_rows(client):
    objective, clause = an_objective(), a_clause()
    a_link(clause, objective)
    a_link(clause, objective, relation="related", basis="reading")
    assert [row["relation"] for row in rows(client)] == ["addresses", "related"]


def test_links_of_other_kinds_are_left_out(client):
    a_recommendation(addressing=an_objective(), carrying_out=a_clause())
    assert text(client) == HEADER


def test_nothing_unpublished_is_told(client):
    objective, clause = an_objective(), a_clause()
    a_link(clause, objective)
    a_clause(addressing=a_draft("objective"))
    a_draft("clause", linked_to=objective)
    a_link(a_clause(), objective, status="in_review")
    hidden = a_draft(code="hidden-1", linked_to=objective)
    a_link(hidden, clause)
    (only,) = rows(client)
    assert only["clause_code"] == clause.code
    assert only["recommendation_codes"] == ""


def test_it_names_the_recommendations_that_are_joined_to_both(client):
    objective, clause = an_objective(), a_clause(code="c1")
    a_link(clause, objective)
    for code in ("r10", "r9"):
        a_recommendation(code=code, addressing=objective, carrying_out=clause)
    a_recommendation(code="r1", addressing=objective)
    a_recommendation(code="r2", carrying_out=clause)
    assert [row["recommendation_codes"] for row in rows(client)] == ["r9|r10"]


def test_rows_stand_in_the_order_of_the_numbers(client):
    objective = an_objective(code="o1")
    for code in ("plan-3.10", "plan-3.9"):
        a_clause(code=code, addressing=objective)
    assert [row["clause_code"] for row in rows(client)] == ["plan-3.9", "plan-3.10"]


def test_it_takes_the_filters_of_the_list(client):
    one, two = an_objective(code="o1"), an_objective(code="o2")
    clause = a_clause(code="c1", addressing=[one, two], tags=["youth"])
    a_link(a_clause(code="c2", text="Protect at once."), one, basis="reading")
    assert pairs(client, objective="o1") == {("o1", "c1"), ("o1", "c2")}
    assert pairs(client, clause=clause.code) == {("o1", "c1"), ("o2", "c1")}
    assert pairs(client, basis="reading") == pairs(client, q="PROTECT") == {("o1", "c2")}
    assert pairs(client, objective="o2", tag="youth") == {("o2", "c1")}


def test_its_count_is_that_of_the_page(client):
    objective = an_objective(code="o1")
    a_link(a_clause(addressing=objective), objective, relation="related", basis="reading")
    response = client.get(ADDRESS, {"objective": "o1"})
    assert response["X-Total-Count"] == str(CrossReference.objects.published().count()) == "2"
    page = client.get("/cross-references/list/", {"objective": "o1"})
    assert page.context["page"].paginator.count == 2


def test_an_unknown_value_is_refused_with_the_accepted_ones_in_plain_text(client):
    an_objective(code="ascc2015-c2")
    response = client.get(ADDRESS, {"objective": "ascc2015-c9"})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert "ascc2015-c2" in response.content.decode()


def test_an_unknown_parameter_is_refused(client):
    response = client.get(ADDRESS, {"colour": "blue"})
    assert response.status_code == 400
    assert "colour" in response.content.decode()


def test_it_is_a_file_to_save(client):
    response = client.get(ADDRESS)
    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="linked-clauses.csv"'
    assert response["Content-Type"].startswith("text/csv; charset=utf-8")


def test_what_looks_like_a_formula_is_disarmed_and_comes_back(client):
    a_clause(text="=SUM(A1:A9)", addressing=an_objective())
    assert ",'=SUM(A1:A9)," in text(client)
    assert rows(client)[0]["clause_text"] == "=SUM(A1:A9)"


@pytest.mark.parametrize("size", [2, 25])
def test_it_costs_the_same_for_few_rows_and_for_many(client, size):
    for _ in range(size):
        objective = an_objective()
        a_recommendation(addressing=objective, carrying_out=a_clause(addressing=objective))
    census.current()
    with CaptureQueriesContext(connection) as queries:
        assert len(rows(client)) == size
    assert len(queries) == 3  # the census; the links; the codes of the recommendations


def test_addresses_are_those_of_the_site(client, settings):
    settings.SITE_URL = "https://example.org"
    a_clause(addressing=an_objective(code="o1"))
    assert rows(client)[0]["objective_url"] == "https://example.org/objectives/o1/"
