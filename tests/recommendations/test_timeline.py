"""/timeline/: what the documents report, year by year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..builders import a_document, a_milestone, a_quotation, a_version

pytestmark = pytest.mark.django_db


def years(client, **query):
    found = client.get("/timeline/", query).context["years"]
    return [(year, [milestone.title for milestone in milestones]) for year, milestones in found]


def test_events_stand_under_their_year_in_the_order_of_their_dates(client):
    a_milestone("Later", date="2003-12")
    a_milestone("Sooner", date="2003-01-13")
    a_milestone("First", date="1972")
    assert years(client) == [("1972", ["First"]), ("2003", ["Sooner", "Later"])]


def test_each_is_told_in_the_words_that_report_it_and_says_where(client):
    quotation = a_quotation("Japan sent her first force in 1992.")
    a_milestone("First force", date="1992", quotation=quotation)
    page = client.get("/timeline/").content.decode()
    assert '<span class="said">Japan sent her first force in 1992.</span>' in page
    assert f'href="/documents/chapter/read/#{quotation.start_passage.anchor}"' in page


def test_a_date_is_told_as_exactly_as_it_is_known(client):
    a_milestone(date="2007-01-13")
    a_milestone(date="1980", date_end="1999")
    page = client.get("/timeline/").content.decode()
    assert "13 January 2007" in page
    assert "1980 – 1999" in page


def test_it_narrows_to_one_document(client):
    brief = a_version(a_document("brief"))
    a_milestone("In the brief", quotation=a_quotation(version=brief))
    a_milestone("In the chapter")
    assert years(client, document="brief") == [("2003", ["In the brief"])]


def test_an_unknown_document_is_refused(client):
    assert client.get("/timeline/", {"document": "nowhere"}).status_code == 400


def test_each_event_is_an_anchor(client):
    milestone = a_milestone()
    assert f'<li id="{milestone.slug}"' in client.get("/timeline/").content.decode()
    assert milestone.get_absolute_url() == f"/timeline/#{milestone.slug}"


def test_without_events_it_says_so(client):
    assert "no dated event" in client.get("/timeline/").content.decode()


@pytest.mark.parametrize("size", [2, 30])
def test_it_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_milestone()
    with CaptureQueriesContext(connection) as queries:
        client.get("/timeline/")
    assert len(queries) == 2
