"""The list of principles."""

import pytest

from ..builders import a_document, a_principle

pytestmark = pytest.mark.django_db


def test_it_groups_them_by_document(client):
    for slug in ("fukuda1977", "abe2013"):
        document = a_document(slug, short_title=f"Title of {slug}")
        a_principle(code=f"{slug}-1", document=document)
    html = client.get("/principles/").content.decode()
    assert html.index(">Title of abe2013</a></h2>") < html.index(">Title of fukuda1977</a></h2>")


def test_an_empty_list_says_so(client):
    assert "No principles are published yet." in client.get("/principles/").content.decode()
