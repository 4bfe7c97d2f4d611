"""Every link of both documents in its places, and every line received of both texts."""

import html
import re
from collections import defaultdict

import pytest
from django.test import Client

from recommendations.models import CrossReference, RecordQuotation
from recommendations.printed import printed
from sources.models import DocumentVersion
from sources.received import REMARKS, RULES, lines


def marks(page):
    return [html.unescape(re.sub(r"<[^>]+>", "", found)) for found in re.findall(r"<mark>(.*?)</mark>", page)]


def words_of(record):
    roles = defaultdict(list)
    for use in RecordQuotation.objects.filter(record=record).select_related("quotation").order_by("position"):
        roles[use.role].append(use.quotation.exact)
    return roles["text"] or roles["heading"]


def test_both_ends_of_every_link_are_marked_with_their_stored_words():
    client = Client()
    for link in CrossReference.objects.published().with_ends():
        page = client.get(link.get_absolute_url()).content.decode()
        expected = words_of(link.from_record) + words_of(link.to_record)
        if link.evidence and link.evidence.exact not in expected:
            expected.append(link.evidence.exact)
        assert marks(page) == expected, link


@pytest.mark.parametrize("slug", ["chapter", "brief"])
def test_the_lines_received_and_what_is_read_of_them_are_both_whole(slug):
    version = DocumentVersion.objects.get(document__slug=slug)
    passages = list(version.passages.all())
    found = lines(version, passages, version.tables.all())
    assert "\n".join(line.text for line in found) == version.raw_text
    read = defaultdict(str)
    for line in found:
        read[line.passage] += line.read
    assert {passage.position: read[passage] for passage in passages} == {
        passage.position: passage.text for passage in passages
    }


def test_every_rule_that_mends_a_text_is_explained():
    rules = {mend for line in all_lines() for mend in line.mends}
    assert {"hyphen", "letter-spacing", "interruption"} < rules <= set(RULES)
    assert rules - {"line"} <= set(REMARKS)


def all_lines():
    for version in DocumentVersion.objects.all():
        yield from lines(version, version.passages.all(), version.tables.all())


def test_a_records_page_knows_the_places_that_the_library_knows():
    shown = RecordQuotation.objects.select_related(
        "record", "quotation__version__document", "quotation__start_passage", "quotation__end_passage"
    )
    for use in shown:
        place, document = use.quotation, use.quotation.version.document
        expected = (use.role, place.exact, place.page, place.last_page, place.get_absolute_url())
        told = {
            (each.role, each.exact, each.page, each.last_page, each.get_absolute_url()): each.document
            for each in printed(use.record)
        }
        assert told[expected].csl == document.csl
        assert told[expected].shows_text == document.shows_text
