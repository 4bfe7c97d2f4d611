"""The page of a principle."""

import pytest

from ..builders import a_document, a_link, a_principle

pytestmark = pytest.mark.django_db


def test_it_shows_what_echoes_it_in_another_document(client):
    fukuda = a_principle(code="fukuda1977-1")
    brief = a_principle(code="brief-o2", document=a_document("brief"), text="Heart to heart, again.")
    a_link(brief, fukuda)
    html = client.get("/principles/fukuda1977-1/").content.decode()
    assert "Principles that echo it" in html
    assert "Heart to heart, again." in html


def test_it_leads_to_its_cross_references(client):
    a_principle(code="fukuda1977-1")
    html = client.get("/principles/fukuda1977-1/").content.decode()
    assert 'href="/cross-references/list/?from=fukuda1977-1"' in html
    assert 'href="/cross-references/list/?to=fukuda1977-1"' in html
