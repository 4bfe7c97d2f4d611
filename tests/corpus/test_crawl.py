"""The whole site, walked from the atlas by a stranger."""

from collections import Counter
from urllib.parse import urldefrag

import pytest
from django.test import Client

from recommendations.models import CrossReference, Record

from .hiding import SECRET, hide
from .walking import walk


@pytest.fixture(scope="module")
def site(loaded, django_db_blocker):
    """Every address that can be reached from the atlas, with what it answers; a draft is tied in."""
    with django_db_blocker.unblock():
        hide("draft")
        return walk(Client())


def test_no_address_is_refused_and_none_fails(site):
    assert {address: answer.status for address, answer in site.items() if answer.status != 200} == {}


def test_no_link_leads_to_an_anchor_that_is_not_there(site):
    dead = set()
    for answer in site.values():
        for link in answer.links:
            address, anchor = urldefrag(link)
            if anchor and address in site and anchor not in site[address].anchors:
                dead.add(link)
    assert dead == set()


def test_no_page_gives_one_anchor_twice(site):
    twice = {
        address: [anchor for anchor, n in Counter(answer.anchors).items() if n > 1]
        for address, answer in site.items()
    }
    assert {address: anchors for address, anchors in twice.items() if anchors} == {}


def test_every_record_is_within_three_clicks_of_the_atlas(site):
    far = {
        record.code: site[record.get_absolute_url()].clicks if record.get_absolute_url() in site else None
        for record in Record.objects.published()
    }
    assert {code: clicks for code, clicks in far.items() if clicks is None or clicks > 3} == {}


def test_every_link_can_be_followed_both_ways(site):
    for link in CrossReference.objects.published().with_ends():
        one, other = link.from_record.get_absolute_url(), link.to_record.get_absolute_url()
        assert other in site[one].links, link
        assert one in site[other].links, link


def test_every_page_has_one_first_heading_and_a_title(site):
    pages = {address: answer.text for address, answer in site.items() if answer.anchors}
    assert len(pages) > 200
    assert [address for address, text in pages.items() if text.count("<h1") != 1] == []
    assert [address for address, text in pages.items() if "<title>" not in text] == []


def test_no_page_but_the_full_reader_is_over_150_kb(site):
    big = {
        address: len(answer.text.encode())
        for address, answer in site.items()
        if answer.anchors and "/read/" not in address and len(answer.text.encode()) > 150_000
    }
    assert big == {}


def test_the_words_of_a_draft_are_in_no_answer(site):
    assert {address for address, answer in site.items() if SECRET in answer.text} == set()
