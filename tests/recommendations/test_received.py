"""/documents/<slug>/read/received/: every line received, beside what is read of it."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sources.models import Document
from sources.received import lines

from ..builders import a_document, a_passage, a_table, the_text

pytestmark = pytest.mark.django_db


def received(client, slug="chapter"):
    response = client.get(f"/documents/{slug}/read/received/")
    assert response.status_code == 200
    return response.content.decode()


def laid_out():
    version = the_text()
    return lines(version, version.passages.all(), version.tables.all())


def test_every_line_is_there_and_joined_they_are_the_text_received():
    a_passage("It goes on.", raw="It goes\n on.", mends=[[7, 8, 7, 9, "line"]])
    a_table()
    a_passage("The end.")
    assert "\n".join(line.text for line in laid_out()) == the_text().raw_text


def test_what_is_read_of_the_lines_is_the_reading_text():
    passage = a_passage("A developed ASEAN.", raw="A de-\nveloped ASEAN.", mends=[[4, 4, 4, 6, "hyphen"]])
    found = [line for line in laid_out() if line.passage == passage]
    assert [line.read for line in found] == ["A de", "veloped ASEAN."]
    assert [line.begins for line in found] == [True, False]


@pytest.mark.parametrize(
    ("raw", "text", "mend", "rule"),
    [
        ("de-\nvelop", "develop", [2, 2, 2, 4, "hyphen"], "hyphen"),
        ("rights-\nbased", "rights-based", [7, 7, 7, 8, "hyphen"], "hyphen-kept"),
        ("de\u00ad\nvelop", "develop", [2, 2, 2, 4, "hyphen"], "soft-hyphen"),
        ("bluepr int", "blueprint", [6, 6, 6, 7, "word"], "word"),
        ("for\tall", "for all", [3, 4, 3, 4, "space"], "space"),
        ("ends.7", "ends.", [5, 5, 5, 6, "note"], "note"),
    ],
)
def test_each_mend_is_marked_by_its_rule_and_explained(client, raw, text, mend, rule):
    a_passage(text, raw=raw, mends=[mend])
    page = received(client)
    assert f'<span class="mend {rule}">' in page
    assert page.count("<dt>") == 1


def test_the_raw_characters_are_shown_as_they_are(client):
    a_passage("Say “A & B” < C.", raw="Say  “A & B” < C.", mends=[[3, 4, 3, 5, "space"]])
    code = re.search(r'id="l2".*?<code>(.*?)</code>', received(client), re.DOTALL)[1]
    assert html.unescape(re.sub(r"<[^>]+>", "", code)) == "Say  “A & B” < C."


def test_a_page_is_named_on_the_line_where_it_begins():
    a_passage("It goes on.", raw="It goes\n on.", page="257", mends=[[7, 8, 7, 9, "page", "258"]])
    assert [line.page for line in laid_out() if line.passage] == ["257", "258"]


def test_the_sentence_that_a_table_interrupts_goes_on_after_it():
    raw = "It is not\nTable 9 in between\nrelated."
    passage = a_passage("It is not related.", raw=raw, mends=[[9, 10, 9, 29, "interruption"]])
    found = {line.text: line for line in laid_out()}
    assert found["It is not"].mends == {"interruption": 1}
    assert found["Table 9 in between"].passage is None
    assert found["related."].passage == passage


def test_each_line_leads_to_its_passage_in_the_reader(client):
    passage = a_passage()
    assert f'href="/documents/chapter/read/#{passage.anchor}"' in received(client)


def test_the_reader_leads_to_it(client):
    a_passage()
    assert (
        'href="/documents/chapter/read/received/"' in client.get("/documents/chapter/read/").content.decode()
    )


def test_a_text_that_may_only_be_quoted_is_not_shown(client):
    a_passage("It is not to be read.")
    Document.objects.update(rights="quotations_only")
    assert "not to be read" not in received(client)


def test_what_is_not_held_is_not_found(client):
    a_document("cited-only")
    assert client.get("/documents/cited-only/read/received/").status_code == 404


@pytest.mark.parametrize("size", [1, 30])
def test_it_costs_the_same_for_a_short_text_and_for_a_long_one(client, size):
    for _ in range(size):
        a_passage()
    with CaptureQueriesContext(connection) as queries:
        received(client)
    assert len(queries) == 4  # document, version, passages, tables
