"""The atlas."""

import pytest

from ..builders import a_clause, a_draft, a_link, a_recommendation, an_objective, the_text

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/").content.decode()


def test_it_shows_the_tree_of_objectives_with_what_meets_each(client):
    above = an_objective(code="ascc2015-c", number="c", text="social justice and rights")
    below = an_objective(code="ascc2015-c2", number="2", heading="Rights of migrant workers", parent=above)
    a_clause(addressing=below)
    html = page(client)
    assert '<a href="/objectives/ascc2015-c/">social justice and rights</a>' in html
    assert '<a href="/objectives/ascc2015-c2/">Rights of migrant workers</a>' in html
    assert '<span class="sr">Clauses:</span> <b>1</b>' in html


def test_it_hatches_where_the_plan_is_silent(client):
    objective = an_objective()
    hatched = '<span class="silent"><span>no clause</span></span>'
    in_legend = 1
    assert page(client).count(hatched) == in_legend + 1
    a_clause(addressing=objective)
    assert page(client).count(hatched) == in_legend


def test_it_counts_the_gaps_as_the_lists_do(client):
    a_link(a_recommendation(), an_objective())
    html = page(client)
    assert '<a href="/objectives/?without=clause">1 objective has no clause of its own</a>' in html
    listed = client.get("/objectives/?without=clause").content.decode()
    assert '<span class="count quiet">1</span></h1>' in listed


def test_it_tells_what_is_in_the_documents(client):
    the_text()
    a_recommendation(text="Do this.")
    html = page(client)
    assert "1 passage\n" in html
    assert 'href="/documents/chapter/read/">read it</a>' in html
    assert '<span class="sr">Recommendations:</span> <b>1</b>' in html


@pytest.mark.parametrize(
    "address",
    ["/clauses/", "/recommendations/", "/principles/", "/actors/", "/tags/", "/timeline/", "/export/"],
)
def test_it_leads_to_every_list(client, address):
    assert f'href="{address}"' in page(client)


def test_it_shows_and_counts_no_draft(client):
    a_draft("objective", text="Unheard of")
    a_draft("recommendation")
    html = page(client)
    assert "Unheard of" not in html
    assert "<b>1</b>" not in html


def test_it_costs_the_same_with_few_records_and_with_many(client, django_assert_max_num_queries):
    for size in (2, 20):
        for _ in range(size):
            a_recommendation(addressing=an_objective(parent=an_objective()))
        with django_assert_max_num_queries(8):
            client.get("/")
