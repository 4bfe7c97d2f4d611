"""/export/: what can be taken away, how much, and what it means."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.formats import columns, linked_clauses
from recommendations.models import CrossReference, Record

from ..builders import a_clause, a_draft, a_link, a_recommendation, a_table, an_objective

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


def test_it_counts_only_what_readers_see(client):
    a_link(a_draft("clause"), an_objective(), status="draft")
    a_link(a_clause(), an_objective(), status="in_review")
    hidden = a_clause(addressing=an_objective())
    assert client.get("/export/").context["links"] == {"all": 1, "pairs": 1}
    Record.objects.filter(pk=hidden.pk).update(status="draft")
    context = client.get("/export/").context
    assert context["links"] == {"all": 0, "pairs": 0}
    assert context["counts"] == {"objective": 3, "clause": 1}
    assert context["links"]["all"] == CrossReference.objects.published().count()


def test_it_costs_two_queries_whatever_it_counts(client):
    for size in (1, 20):
        for _ in range(size):
            a_clause(addressing=an_objective())
        client.get("/export/")  # reads what has changed
        with CaptureQueriesContext(connection) as queries:
            client.get("/export/")
        assert len(queries) == 2  # what the content is as of; the tables
