"""The list of tags."""

import pytest

from recommendations import census

from ..builders import a_draft, a_recommendation, a_tag

pytestmark = pytest.mark.django_db


def test_it_counts_published_records_only(client):
    a_tag("women", on=[a_recommendation(), a_recommendation(), a_draft()])
    html = client.get("/tags/").content.decode()
    assert '<a href="/tags/women/">women</a> <span class="count quiet">2</span>' in html


def test_a_tag_of_drafts_alone_is_not_told(client):
    a_tag("unheard of", on=a_draft())
    assert "unheard" not in client.get("/tags/").content.decode()


def test_it_costs_the_same_for_few_and_for_many(client, django_assert_num_queries):
    for _ in range(5):
        a_tag(on=a_recommendation())
    census.current()
    with django_assert_num_queries(2):  # whether the census is of today; all tags
        client.get("/tags/")
