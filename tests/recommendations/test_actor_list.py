"""The list of actors."""

import pytest

from ..builders import a_draft, a_recommendation, a_responsibility, an_actor

pytestmark = pytest.mark.django_db


def test_it_counts_published_records_by_role(client):
    actor = an_actor("ASEAN Secretariat")
    for _ in range(2):
        a_responsibility(a_recommendation(), actor)
    a_responsibility(a_recommendation(), actor, role="supporter")
    a_responsibility(a_draft(), actor)
    html = client.get("/actors/").content.decode()
    assert "<span>2 act</span>" in html
    assert "<span>1 support</span>" in html


def test_it_tells_what_an_actor_is_part_of(client):
    an_actor("ASEAN Secretariat", parent=an_actor("ASEAN"))
    assert "part of ASEAN" in client.get("/actors/").content.decode()


def test_it_costs_the_same_for_two_and_for_fifty(client, django_assert_num_queries):
    for size in (2, 48):
        for _ in range(size):
            a_responsibility(a_recommendation(), an_actor(parent=an_actor()))
        with django_assert_num_queries(3):  # how many; the page; their roles
            client.get("/actors/")
