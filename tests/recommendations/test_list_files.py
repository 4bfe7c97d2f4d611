"""The lists as CSV: the selection of the page of the same address, whole."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import census

from ..builders import a_clause, a_draft, a_link, a_recommendation, an_objective

pytestmark = pytest.mark.django_db


def rows(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.getvalue().decode(), newline="")))


def test_a_list_has_the_columns_of_the_exchange_package(client):
    objective = an_objective(code="o1", text="In its words.", number="c", tags=["youth", "trade"])
    assert client.get("/objectives.csv").getvalue().decode() == (
        "code,kind,form,document,parent,number,heading,text,attestation,status,tags,editorial_note\r\n"
        f"o1,objective,,{objective.document.slug},,c,,In its words.,second_hand,published,trade|youth,\r\n"
    )


@pytest.mark.parametrize("kind", ["objective", "clause", "recommendation", "principle"])
def test_each_kind_has_its_file(client, kind):
    assert rows(client, f"/{kind}s.csv") == []


def test_it_takes_the_filters_of_the_page(client):
    a_recommendation(code="r1", addressing=an_objective(code="o1"))
    a_recommendation(code="r2")
    found = rows(client, "/recommendations.csv", objective="o1")
    assert [row["code"] for row in found] == ["r1"]


def test_it_is_never_cut_to_a_page(client):
    for _ in range(55):
        a_clause()
    assert len(rows(client, "/clauses.csv")) == 55


def test_a_page_of_a_file_is_refused(client):
    assert client.get("/clauses.csv", {"page": "2"}).status_code == 400


def test_drafts_are_left_out_and_so_are_their_codes(client):
    hidden = a_draft("clause", code="hidden-1")
    a_clause(parent=hidden)
    a_clause(addressing=a_draft("objective"))
    assert b"hidden" not in client.get("/clauses.csv").getvalue()
    assert rows(client, "/cross-references/list.csv") == []


def test_links_have_the_columns_of_the_exchange_package(client):
    link = a_link(a_clause(code="c1"), an_objective(code="o1"), basis="reading", reason="So it seems.")
    assert client.get("/cross-references/list.csv").getvalue().decode() == (
        "from,to,relation,basis,reason,evidence_document,evidence_exact,status,origin\r\n"
        f"c1,o1,addresses,reading,So it seems.,,,published,{link.origin}\r\n"
    )


def test_links_are_filtered_as_on_their_page(client):
    a_clause(code="c1", addressing=an_objective(code="o1"))
    a_clause(code="c2", addressing=an_objective())
    assert [row["from"] for row in rows(client, "/cross-references/list.csv", objective="o1")] == ["c1"]


@pytest.mark.parametrize("size", [2, 30])
@pytest.mark.parametrize(("address", "most"), [("/clauses.csv", 3), ("/cross-references/list.csv", 2)])
def test_it_costs_the_same_for_few_rows_and_for_many(client, size, address, most):
    for _ in range(size):
        a_clause(addressing=an_objective(), tags=["youth"])
    census.current()
    with CaptureQueriesContext(connection) as queries:
        assert len(rows(client, address)) == size
    assert len(queries) == most
