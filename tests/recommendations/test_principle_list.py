"""The list of principles."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import CrossReference

from ..builders import a_document, a_link, a_principle, the_document

pytestmark = pytest.mark.django_db


def test_it_groups_them_by_document(client):
    for slug in ("fukuda1977", "abe2013"):
        document = a_document(slug, short_title=f"Title of {slug}")
        a_principle(code=f"{slug}-1", document=document)
    html = client.get("/principles/").content.decode()
    assert html.index(">Title of abe2013</a></h2>") < html.index(">Title of fukuda1977</a></h2>")


def test_an_empty_list_says_so(client):
    assert "No principles are published yet." in client.get("/principles/").content.decode()


def two_sets():
    fukuda = a_document("fukuda1977", short_title="Fukuda Doctrine", issued="1977")
    abe = a_document("abe2013", short_title="Five principles", issued="2013")
    one = a_principle(code="fukuda1977-2", document=fukuda, number="2")
    return a_link(a_principle(code="abe2013-5", document=abe, number="Fifth"), one)


def test_the_sets_of_two_documents_stand_side_by_side_the_earlier_first(client):
    two_sets()
    page = client.get("/principles/?document=abe2013&document=fukuda1977")
    assert [each.document.slug for each in page.context["sets"]] == ["fukuda1977", "abe2013"]
    assert page.content.decode().count('<section class="set"') == 2


def test_what_echoes_what_leads_to_both_in_their_places(client):
    link = two_sets()
    html = client.get("/principles/?document=abe2013&document=fukuda1977").content.decode()
    assert f'echoes Fukuda Doctrine: <a href="{link.get_absolute_url()}">2</a>' in html
    assert f'is echoed by Five principles: <a href="{link.get_absolute_url()}">Fifth</a>' in html


def test_the_list_offers_the_pairs_that_are_linked(client):
    two_sets()
    html = client.get("/principles/").content.decode()
    assert 'href="/principles/?document=fukuda1977&amp;document=abe2013"' in html
    assert '<section class="set"' not in html


def test_a_link_that_is_not_published_is_not_told(client):
    link = two_sets()
    CrossReference.objects.update(status="draft")
    html = client.get("/principles/?document=abe2013&document=fukuda1977").content.decode()
    assert link.get_absolute_url() not in html


def test_side_by_side_costs_the_same_for_two_and_for_forty(client):
    counts = []
    for size in (1, 20):
        for _ in range(size):
            a_link(
                a_principle(document=the_document("one", "One")),
                a_principle(document=the_document("two", "Two")),
            )
        with CaptureQueriesContext(connection) as queries:
            client.get("/principles/?document=one&document=two")
        counts.append(len(queries))
    assert counts[0] == counts[1]
