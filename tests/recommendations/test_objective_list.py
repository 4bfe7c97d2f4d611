"""The list of objectives, and what the lists of all kinds share."""

import pytest

from ..builders import a_clause, a_draft, a_principle, a_recommendation, a_tag, an_actor, an_objective

pytestmark = pytest.mark.django_db


def page(client, query=""):
    response = client.get(f"/objectives/{query}")
    return response.status_code, response.content.decode()


def test_it_shows_discussed_objectives_beneath_their_lettered_one(client):
    above = an_objective(code="ascc2015-c", number="c", text="social justice and rights")
    an_objective(code="ascc2015-c2", number="2", heading="Rights of migrant workers", parent=above)
    _, html = page(client)
    assert html.index("social justice and rights") < html.index("Rights of migrant workers")
    assert 'class="record kind-objective depth-1" id="ascc2015-c2"' in html


def test_it_hatches_an_objective_that_no_clause_is_cited_for(client):
    silent = "no clause cited"
    objective = an_objective(code="ascc2015-c1")
    assert silent in page(client)[1]
    a_clause(addressing=objective)
    assert silent not in page(client)[1]


def test_a_clause_for_an_objective_under_it_breaks_the_silence_of_a_lettered_one(client):
    above = an_objective(code="ascc2015-c")
    a_clause(addressing=an_objective(code="ascc2015-c2", parent=above))
    assert "no clause cited" not in page(client)[1]


def test_a_filter_that_hides_the_objective_under_it_does_not_make_it_silent(client):
    above = an_objective(code="ascc2015-c", tags=["justice"])
    a_clause(addressing=an_objective(code="ascc2015-c2", parent=above))
    assert "no clause cited" not in page(client, "?tag=justice")[1]


def test_it_counts_the_links_of_each(client):
    objective = an_objective()
    a_recommendation(addressing=objective)
    a_recommendation(addressing=objective)
    assert '<span class="sr">Recommendations:</span> <b>2</b>' in page(client)[1]


def test_it_narrows_to_one_tag_and_shows_the_chip(client):
    a_tag("women", on=an_objective(heading="Rights of women"))
    an_objective(heading="Rights of workers")
    _, html = page(client, "?tag=women")
    assert "Rights of women" in html
    assert "Rights of workers" not in html
    assert 'aria-label="Filters in force"' in html


def test_a_filtered_list_is_not_for_search_engines(client):
    a_tag("women", on=an_objective())
    assert "noindex" in page(client, "?tag=women")[1]
    assert "noindex" not in page(client)[1]


def test_an_unknown_value_is_refused_with_the_accepted_ones(client):
    a_tag("women", on=an_objective())
    status, html = page(client, "?tag=womn")
    assert status == 400
    assert '<a href="?tag=women">women</a>' in html


def test_an_unknown_parameter_is_ignored_and_dropped_from_links(client):
    a_tag("women", on=an_objective())
    status, html = page(client, "?utm_source=x&tag=women")
    assert status == 200
    assert "utm_source" not in html


def test_an_empty_result_offers_to_drop_a_filter(client):
    a_tag("women", on=an_objective())
    an_objective(document=None, code="ascc2015-d")
    _, html = page(client, "?tag=women&q=nowhere")
    assert "No published objectives fit all 2 filters at once." in html
    assert 'href="/objectives/?tag=women"' in html


def test_a_page_beyond_the_last_is_not_found_and_says_how_many_there_are(client):
    an_objective()
    status, html = page(client, "?page=2")
    assert (status, "This list has 1 page." in html) == (404, True)


def test_a_page_that_is_no_number_is_refused(client):
    assert page(client, "?page=abc")[0] == 400


def test_the_file_carries_the_same_query(client):
    a_tag("women", on=an_objective())
    assert 'href="/objectives.csv?tag=women"' in page(client, "?utm_source=x&tag=women")[1]


def test_it_shows_no_draft_not_even_as_a_parent(client):
    hidden = a_draft("objective", heading="Unheard of")
    an_objective(parent=hidden, heading="Heard of")
    _, html = page(client)
    assert "Heard of" in html
    assert "Unheard" not in html


def test_it_costs_the_same_for_two_rows_and_for_fifty(client, django_assert_max_num_queries):
    subjects = [a_tag(), a_tag()]
    for size in (2, 48):
        for _ in range(size):
            objective = an_objective(asking=an_actor(), tags=subjects)
            a_clause(addressing=objective)
            a_principle(linked_to=objective)
        with django_assert_max_num_queries(6):
            client.get(f"/objectives/?tag={subjects[0].slug}")
