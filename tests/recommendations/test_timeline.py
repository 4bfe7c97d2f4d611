"""/timeline/: what the documents report, year by year."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import Amount

from ..builders import (
    a_document,
    a_milestone,
    a_passage,
    a_quotation,
    a_section,
    a_version,
    an_instrument,
)

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
    assert f'<li class="event" id="{milestone.slug}"' in client.get("/timeline/").content.decode()
    assert milestone.get_absolute_url() == f"/timeline/#{milestone.slug}"


def test_without_events_it_says_so(client):
    assert "no dated event" in client.get("/timeline/").content.decode()


@pytest.mark.parametrize("size", [2, 30])
def test_it_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_milestone()
    with CaptureQueriesContext(connection) as queries:
        client.get("/timeline/")
    assert len(queries) == 4  # events, sums, instruments; documents


def test_instruments_stand_at_the_year_of_their_document_and_sums_at_their_own(client):
    an_instrument("Convention on Work", document=a_document(issued="1990"))
    fund = an_instrument("Trust Fund")
    Amount.objects.create(
        instrument=fund, year="1999", printed="US$5 million", value=5_000_000, currency="USD",
        quotation=fund.quotation,
    )  # fmt: skip
    assert years(client) == [("1990", ["Convention on Work"]), ("1999", ["Trust Fund: US$5 million"])]


def test_it_narrows_to_words_in_the_quotation_or_the_title(client):
    a_milestone("The Summit", date="1990")
    a_milestone(date="1991", quotation=a_quotation("A summit met."))
    a_milestone("The Fund", date="1992")
    assert [year for year, _titles in years(client, q="SUMMIT")] == ["1990", "1991"]


def test_words_that_are_nowhere_say_so_and_lead_back(client):
    a_milestone()
    page = client.get("/timeline/", {"q": "quokka"}).content.decode()
    assert "no dated event that says “quokka”" in page
    assert 'href="/timeline/">All events' in page


def test_years_stand_in_their_decades(client):
    for date in ("1998", "1999-03", "2003"):
        a_milestone(date=date)
    decades = client.get("/timeline/").context["timeline"].decades
    assert [(decade.decade, decade.count) for decade in decades] == [("1990", 2), ("2000", 1)]


def test_the_band_draws_what_the_list_holds(client):
    a_milestone("A plan", date="2011", date_end="2015")
    a_milestone("A day", date="2012-03")
    page = client.get("/timeline/")
    timeline, html = page.context["timeline"], page.content.decode()
    assert [bar.slug for bar in timeline.band.bars] == [e.slug for e in timeline.entries if e.date_end]
    assert len(timeline.band.marks) == len([e for e in timeline.entries if not e.date_end]) == 1
    assert f'<a href="#{timeline.band.bars[0].slug}">' in html


def test_a_period_is_as_long_as_it_lasts(client):
    a_milestone(date="2010", date_end="2014")
    a_milestone(date="2010-07", date_end="2010-12")
    first, second = client.get("/timeline/").context["timeline"].band.bars
    assert first.width == pytest.approx(10 * second.width, abs=0.6)
    assert second.x > first.x


def test_of_a_text_that_may_only_be_quoted_only_the_quotation_is_shown(client):
    document = a_document("closed", rights="quotations_only")
    section = a_section("A heading that is closed", version=a_version(document))
    passage = a_passage(
        "Not this. It began in 1990. Nor this.", version=document.versions.get(), section=section
    )
    a_milestone(quotation=a_quotation("It began in 1990.", passage=passage))
    page = client.get("/timeline/").content.decode()
    assert "It began in 1990." in page
    assert not re.search("Not this|Nor this|A heading that is closed", page)


def test_every_held_document_can_be_chosen_and_the_chosen_one_is_marked(client):
    for slug, title in (("brief", "A & B"), ("memo", "Memo")):
        a_version(a_document(slug, short_title=title))
    a_document("charter", short_title="Only cited")
    page = client.get("/timeline/", {"document": "brief", "q": "a & b"}).content.decode()
    assert '<a href="?document=brief&amp;q=a%20%26%20b" aria-current="true">A &amp; B</a>' in page
    assert '<a href="?document=memo&amp;q=a%20%26%20b">Memo</a>' in page
    assert "Only cited" not in page


def test_instruments_are_narrowed_as_events_are(client):
    brief = a_version(a_document("brief"))
    for name, version in (("Here", brief), ("Elsewhere", None)):
        quotation = a_quotation(version=version)
        an_instrument(name, document=a_document(issued="1990"), quotation=quotation)
    assert years(client, document="brief") == [("1990", ["Here"])]
    [(_year, names)] = years(client)
    assert sorted(names) == ["Elsewhere", "Here"]
