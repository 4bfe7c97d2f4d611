"""The page of an actor."""

import pytest

from ..builders import (
    a_document,
    a_draft,
    a_recommendation,
    a_responsibility,
    an_actor,
    an_instrument,
)

pytestmark = pytest.mark.django_db


def page(client, slug="jica"):
    return client.get(f"/actors/{slug}/").content.decode()


def test_it_shows_what_is_asked_of_it_by_role(client):
    actor = an_actor("JICA", slug="jica")
    a_responsibility(a_recommendation(text="Give assistance."), actor)
    a_responsibility(a_recommendation(text="Help others to help."), actor, role="supporter")
    html = page(client)
    assert html.index("Asked to act") < html.index("Give assistance.")
    assert html.index("Asked to support") < html.index("Help others to help.")


def test_it_names_aliases_whole_and_parts(client):
    government = an_actor("Japanese government", slug="japanese-government")
    jica = an_actor("JICA", slug="jica", parent=government, aliases=["Japan’s agency"])
    an_actor("Volunteers", parent=jica)
    html = page(client)
    assert "Japan’s agency" in html
    assert 'href="/actors/japanese-government/"' in html
    assert "Volunteers</a>" in html


def test_it_shows_no_draft(client):
    actor = an_actor("JICA", slug="jica")
    a_responsibility(a_draft(heading="Unheard of"), actor)
    html = page(client)
    assert "Unheard" not in html
    assert "No published record names it" in html


def test_more_than_fifty_lead_to_the_list_of_all(client):
    actor = an_actor("JICA", slug="jica")
    for _ in range(51):
        a_responsibility(a_recommendation(), actor)
    assert 'href="/recommendations/?actor=jica&amp;role=addressee">all 51' in page(client)


def test_an_unknown_actor_is_not_found(client):
    assert client.get("/actors/nobody/").status_code == 404


def test_it_costs_the_same_for_two_records_and_for_fifty(client, django_assert_max_num_queries):
    actor = an_actor("JICA", slug="jica", parent=an_actor())
    for size in (2, 48):
        for _ in range(size):
            for role in ("addressee", "supporter", "beneficiary"):
                a_responsibility(a_recommendation(), actor, role=role)
        with django_assert_max_num_queries(6):
            client.get("/actors/jica/")


def test_it_says_who_asks_with_whom_for_whom_and_by_what_means(client):
    document = a_document("essay", short_title="An essay", csl={"author": [{"family": "Sok", "given": "S."}]})
    jica, people = an_actor("JICA", slug="jica"), an_actor("Migrants")
    asked = a_recommendation(document=document, asking=[jica, an_actor("The Bank")])
    a_responsibility(asked, people, role="beneficiary")
    an_instrument("Safety Fund", used_by=asked, state="proposed")
    html = page(client)
    for part in ("<b>S. Sok</b>", "An essay", "The Bank", "Migrants", "Safety Fund", "proposed"):
        assert part in html


def test_what_several_documents_ask_stands_under_each(client):
    jica = an_actor("JICA", slug="jica")
    for slug in ("essay-b", "essay-a"):
        a_recommendation(document=a_document(slug, short_title=f"Title of {slug}"), asking=jica)
    html = page(client)
    assert html.index("Title of essay-a") < html.index("Title of essay-b")


def test_it_counts_for_whom_it_is_to_act(client):
    jica, people = an_actor("JICA", slug="jica"), an_actor("Migrants")
    for _ in range(2):
        a_responsibility(a_recommendation(asking=jica), people, role="beneficiary")
    a_responsibility(a_recommendation(), people, role="beneficiary")
    assert client.get("/actors/jica/").context["page"].for_whom == [(people, 2)]
