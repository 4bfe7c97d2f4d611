"""/export/: what can be taken away, how much, and what it means."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.formats import columns, linked_clauses

from ..builders import a_clause, a_draft, a_recommendation, a_table, an_objective

pytestmark = pytest.mark.django_db


def test_it_leads_to_every_file(client):
    a_recommendation(carrying_out=a_clause(addressing=an_objective()))
    a_table()
    page = client.get("/export/").content.decode()
    for address in (
        "/export/linked-clauses.csv", "/cross-references/list.csv", "/objectives.csv", "/clauses.csv",
        "/recommendations.csv", "/documents/chapter/tables/1.csv",
    ):  # fmt: skip
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_its_counts_are_those_of_the_files(client):
    a_recommendation(carrying_out=a_clause(addressing=an_objective()))
    a_draft("objective")
    context = client.get("/export/").context
    assert context["links"] == {"all": 2, "pairs": 1}
    assert context["counts"] == {"objective": 1, "clause": 1, "recommendation": 1}
    assert client.get("/export/linked-clauses.csv")["X-Total-Count"] == "1"


def test_it_says_what_every_column_means(client):
    a_clause()
    page = client.get("/export/").content.decode()
    for column in (*linked_clauses.COLUMNS, *columns.RECORDS, *columns.LINKS):
        assert f"<dt><code>{column.name}</code></dt>" in page
        assert f"<dd>{column.meaning}</dd>" in page


def test_it_costs_three_queries(client):
    for _ in range(5):
        a_clause(addressing=an_objective())
    with CaptureQueriesContext(connection) as queries:
        client.get("/export/")
    assert len(queries) == 3
