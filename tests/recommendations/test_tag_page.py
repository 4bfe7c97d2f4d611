"""The page of a tag."""

import pytest

from ..builders import a_clause, a_draft, a_recommendation, a_tag, an_objective

pytestmark = pytest.mark.django_db


def test_it_shows_the_records_kind_by_kind(client):
    records = [a_recommendation(text="Do it."), an_objective(text="Want it."), a_clause(text="Agree.")]
    a_tag("women", on=records)
    html = client.get("/tags/women/").content.decode()
    assert html.index("Want it.") < html.index("Agree.") < html.index("Do it.")


def test_it_leads_to_the_lists_narrowed_to_it(client):
    a_tag("women", on=a_recommendation())
    assert 'href="/recommendations/?tag=women"' in client.get("/tags/women/").content.decode()


def test_a_tag_in_another_script_has_an_address(client):
    tag = a_tag("สตรี", on=a_recommendation())
    assert client.get(tag.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("slug", ["nothing", "unheard-of"])
def test_a_tag_that_no_published_record_bears_is_not_found(client, slug):
    a_tag("unheard of", on=a_draft())
    assert client.get(f"/tags/{slug}/").status_code == 404


def test_it_costs_the_same_for_two_rows_and_for_fifty(client, django_assert_max_num_queries):
    tag = a_tag("women")
    for size in (2, 48):
        for _ in range(size):
            a_recommendation(tags=[tag, "children"], addressing=an_objective())
        with django_assert_max_num_queries(6):
            client.get("/tags/women/")
