"""/cross-references/list/: every link as a sentence."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import census

from ..builders import a_clause, a_draft, a_link, a_quotation, a_recommendation, an_objective

pytestmark = pytest.mark.django_db
ADDRESS = "/cross-references/list/"


def test_it_says_from_relation_to_and_leads_to_both(client):
    a_clause(
        code="c1", text="Cooperate on work.", addressing=an_objective(code="o1", text="Ensure fair work.")
    )
    page = client.get(ADDRESS)
    for part in (
        'href="/clauses/c1/"',
        "Cooperate on work.",
        "addresses",
        'href="/objectives/o1/"',
        "Ensure fair work.",
    ):
        assert part in page.content.decode()


def test_each_link_has_its_own_address_on_the_page(client):
    a_clause(code="plan-3.9", addressing=an_objective(code="o1"))
    assert 'id="plan-3.9_addresses_o1"' in client.get(ADDRESS).content.decode()


def test_it_shows_the_basis_the_evidence_and_where_it_stands(client):
    evidence = a_quotation("The Plan says so.")
    a_link(a_clause(), an_objective(), evidence=evidence)
    page = client.get(ADDRESS).content.decode()
    assert "basis-stated" in page
    assert "The Plan says so." in page
    assert f"/documents/chapter/read/#{evidence.start_passage.anchor}" in page


def test_it_shows_the_reason_of_a_reading(client):
    a_link(a_clause(), an_objective(), basis="reading", reason="Both speak of trust.")
    page = client.get(ADDRESS).content.decode()
    assert "Both speak of trust." in page
    assert "basis-reading" in page


def test_it_narrows_and_carries_the_query_to_the_files(client):
    a_clause(code="c1", addressing=an_objective(code="o1"))
    a_clause(code="c2", addressing=an_objective(code="o2"))
    page = client.get(ADDRESS, {"objective": "o1", "utm_source": "letter"}).content.decode()
    assert "/clauses/c1/" in page
    assert "/clauses/c2/" not in page
    assert '/export/linked-clauses.csv?objective=o1"' in page
    assert '/cross-references/list.csv?objective=o1"' in page
    assert "utm_source" not in page


def test_nothing_unpublished_is_shown(client):
    a_link(a_clause(text="Shown clause."), an_objective())
    a_link(a_clause(text="Unlinked clause."), an_objective(), status="draft")
    a_clause(text="Clause to a draft.", addressing=a_draft("objective"))
    page = client.get(ADDRESS)
    assert page.context["page"].paginator.count == 1
    assert "Unlinked clause." not in page.content.decode()
    assert "Clause to a draft." not in page.content.decode()


def test_an_empty_result_says_what_to_try(client):
    an_objective(code="o1")
    page = client.get(ADDRESS, {"objective": "o1", "basis": "stated"}).content.decode()
    assert f'href="{ADDRESS}?basis=stated"' in page


@pytest.mark.parametrize(("query", "status"), [
    ("page=2", 404), ("page=abc", 400), ("page=99999999999999999999", 400),
    ("basis=guess", 400), ("objective=x%00", 400), ("q=" + "x" * 7000, 400), ("nonsense=1", 200),
])  # fmt: skip
def test_bad_input_gets_a_plain_answer(client, query, status):
    assert client.get(f"{ADDRESS}?{query}").status_code == status


@pytest.mark.parametrize("size", [2, 49])
def test_it_costs_the_same_for_few_rows_and_for_many(client, size):
    objective = an_objective(code="o1")
    for _ in range(size):
        a_clause(addressing=objective)
    a_recommendation(addressing=objective)
    census.current()  # read once for each change of content, not for each page
    with CaptureQueriesContext(connection) as queries:
        page = client.get(ADDRESS, {"objective": "o1"})
    assert page.context["page"].paginator.count == size + 1
    assert len(queries) == 4  # what the filter names; the census's marks; the page; the choices
