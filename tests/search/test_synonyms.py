"""Other words for the same thing are looked for too, and the reader is told."""

import pytest

from recommendations.search.asking import understand
from recommendations.search.synonyms import reviewed

from ..builders import a_clause, an_actor

pytestmark = pytest.mark.django_db


def found(client, q):
    page = client.get("/search/", {"q": q, "kind": "clause"}).context["page"]
    return sorted(hit.thing.code for hit in page)


def others(q):
    return {each.typed: each.others for each in understand(q).widened}


@pytest.fixture(autouse=True)
def clauses():
    a_clause(code="short", text="Promote CSR.")
    a_clause(code="long", text="Promote corporate social responsibility.")


@pytest.mark.parametrize("q", ["CSR", "corporate social responsibility", "corporate social responsibilities"])
def test_either_form_finds_both(client, q):
    assert found(client, q) == ["long", "short"]


def test_a_quoted_word_finds_only_itself(client):
    assert found(client, '"CSR"') == ["short"]


def test_what_is_excluded_is_not_widened(client):
    assert found(client, "promote -CSR") == ["long"]


def test_the_page_says_so_and_leads_to_the_words_alone(client):
    page = client.get("/search/", {"q": "CSR"}).content.decode()
    assert "Beside “csr” also looked for: corporate social responsibility." in page
    assert 'href="?q=%22csr%22"' in page


def test_other_names_of_actors_are_synonyms(client):
    an_actor(name="Laos", aliases=["Lao PDR"])
    a_clause(code="lao", text="Laos shall act.")
    assert found(client, "Lao PDR") == ["lao"]
    assert others("Lao PDR")["lao pdr"][0] == "Laos"


def test_a_name_within_a_longer_search_is_widened():
    assert (
        "commission on migrant workers"
        in others("the committee on migrant workers acts")["committee on migrant workers"]
    )


def test_a_small_word_is_no_name():
    an_actor(name="World Health Organization", aliases=["WHO"])
    assert others("who acts") == others("World Health Organization") == {}


def test_every_reviewed_group_has_several_names():
    groups = reviewed()
    assert len(groups) > 10
    assert all(len(set(group)) == len(group) > 1 for group in groups)
    assert all(name for group in groups for name in group)
