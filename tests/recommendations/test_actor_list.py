"""The list of actors."""

import pytest

from recommendations import census

from ..builders import a_draft, a_recommendation, a_responsibility, an_actor

pytestmark = pytest.mark.django_db


def test_it_counts_published_records_by_role(client):
    actor = an_actor("ASEAN Secretariat")
    for _ in range(2):
        a_responsibility(a_recommendation(), actor)
    a_responsibility(a_recommendation(), actor, role="supporter")
    a_responsibility(a_draft(), actor)
    html = client.get("/actors/").content.decode()
    assert '<span>2 <span class="in">act</span></span>' in html
    assert '<span>1 <span class="in">support</span></span>' in html


def test_it_tells_what_an_actor_is_part_of(client):
    an_actor("ASEAN Secretariat", parent=an_actor("ASEAN"))
    assert "part of ASEAN" in client.get("/actors/").content.decode()


def test_it_costs_the_same_for_two_and_for_fifty(client, django_assert_num_queries):
    for size in (2, 48):
        for _ in range(size):
            a_responsibility(a_recommendation(), an_actor(parent=an_actor()))
        census.current()
        with django_assert_num_queries(2):  # whether the census is of today; all actors
            client.get("/actors/")


def names(client, **query):
    return [actor.name for actor in client.get("/actors/", query).context["page"]]


def test_they_stand_under_their_kinds(client):
    an_actor("Zebra Fund", kind="bank")
    an_actor("Alpha Watch", kind="network")
    html = client.get("/actors/").content.decode()
    assert html.index(">Bank</th>") < html.index("Zebra Fund") < html.index(">Network</th>")


@pytest.mark.parametrize(
    ("order", "expected"),
    [("name", ["Busy", "Idle", "Kind"]), ("addressee", ["Busy", "Idle", "Kind"]),
     ("beneficiary", ["Kind", "Busy", "Idle"])],
)  # fmt: skip
def test_they_can_be_sorted_by_name_and_by_role(client, order, expected):
    a_responsibility(a_recommendation(), an_actor("Busy"))
    a_responsibility(a_recommendation(), an_actor("Kind"), role="beneficiary")
    an_actor("Idle")
    assert names(client, sort=order) == expected


def test_an_unknown_order_is_refused_with_those_that_are_known(client):
    page = client.get("/actors/", {"sort": "beauty"})
    assert page.status_code == 400
    assert all(f">{order}</a>" in page.content.decode() for order in ("kind", "name", "supporter"))
