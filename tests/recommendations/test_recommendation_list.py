"""The list of recommendations."""

import pytest

from recommendations.models import Tag

from ..builders import a_passage, a_quotation, a_recommendation, a_responsibility, a_section, an_actor

pytestmark = pytest.mark.django_db


def under(section, words, **fields):
    quotation = a_quotation(words, passage=a_passage(words, section=section))
    return a_recommendation(text=words, quotation=quotation, **fields)


def test_it_groups_them_under_the_heading_where_they_are_printed(client):
    under(a_section("Rights of migrant workers", label="2."), "Establish regional programs.")
    html = client.get("/recommendations/").content.decode()
    assert '<h3 class="words section">2. Rights of migrant workers</h3>' in html


def test_a_heading_deeper_than_the_third_level_gives_way_to_the_one_above_it(client):
    section = None
    for heading in ("Blueprint", "Justice", "Rights of women", "Recommendations:"):
        section = a_section(heading, parent=section)
    under(section, "Support the commission.")
    html = client.get("/recommendations/").content.decode()
    assert '<h3 class="words section">Rights of women</h3>' in html


def test_it_names_who_is_asked_and_the_form_unless_numbered(client):
    record = a_recommendation(form="activity")
    a_responsibility(record, an_actor("ASEAN Secretariat"))
    html = client.get("/recommendations/").content.decode()
    assert "ASEAN Secretariat</a>" in html
    assert "<span>activity</span>" in html


def test_it_shows_fifty_to_a_page_and_keeps_the_query(client):
    for _ in range(51):
        a_recommendation(form="proposal")
    html = client.get("/recommendations/?form=proposal").content.decode()
    assert html.count('class="record kind-recommendation') == 50
    assert 'href="?form=proposal&amp;page=2"' in html


def test_a_draft_is_neither_shown_nor_counted(client):
    a_recommendation(status="draft", text="Unheard of.")
    html = client.get("/recommendations/").content.decode()
    assert "Unheard of." not in html
    assert '<span class="count quiet">0</span>' in html


def test_it_costs_the_same_for_two_rows_and_for_fifty(client, django_assert_max_num_queries):
    section = a_section("Rights")
    for size in (2, 48):
        for n in range(size):
            under(section, f"Do {size} and {n}.", asking=an_actor("Japan"), tags=["women"], form="proposal")
        with django_assert_max_num_queries(6):
            client.get("/recommendations/?tag=women")


def test_a_choice_is_called_as_it_is_called_now(client):
    a_recommendation(tags=["youth"])
    assert "Young people" not in client.get("/recommendations/").content.decode()
    Tag.objects.filter(name="youth").update(name="Young people")
    assert "<span>Young people</span>" in client.get("/recommendations/").content.decode()


def test_a_choice_counts_what_bears_its_address_now(client):
    a_recommendation(tags=["youth"])
    for _ in range(2):
        a_recommendation(tags=["women"])
    assert 'quiet">1</span></h1>' in client.get("/recommendations/?tag=youth").content.decode()
    for slug, other in (("youth", "held"), ("women", "youth"), ("held", "women")):
        Tag.objects.filter(slug=slug).update(slug=other)
    assert 'quiet">2</span></h1>' in client.get("/recommendations/?tag=youth").content.decode()
