"""Of texts that allow quotations only, no page and no file shows more than what is quoted from them."""

import re

import pytest
from django.test import Client

from recommendations.models import Record
from sources.models import Document, Passage, Quotation

from .walking import read, walk

RUN = 60  # characters in a row: longer than any name


def unquoted():
    """Stretches of the texts, RUN characters long at least, that no quotation touches."""
    taken: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for each in Quotation.objects.select_related("start_passage", "end_passage"):
        for position in range(each.start_passage.position, each.end_passage.position + 1):
            start = each.start if position == each.start_passage.position else 0
            end = each.end if position == each.end_passage.position else 1 << 31
            taken.setdefault((each.version_id, position), []).append((start, end))
    for passage in Passage.objects.all():
        done = 0
        for start, end in [*sorted(taken.get((passage.version_id, passage.position), [])), (1 << 31, 0)]:
            if len(stretch := passage.text[done:start]) >= RUN:
                yield stretch[:RUN] if len(stretch) < 3 * RUN else stretch[RUN : 2 * RUN]
            done = max(done, end)


@pytest.fixture
def closed(loaded, db):
    """Both texts, quotations only."""
    Document.objects.update(rights="quotations_only")


def in_words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html).replace("&#x27;", "'").replace("&amp;", "&"))


def test_nothing_else_is_in_any_answer_of_a_crawl(closed):
    secret = list(unquoted())
    assert len(secret) > 100
    quoted = " ".join(Record.objects.values_list("text", flat=True))
    secret = [words for words in secret if words not in quoted]
    told = set()
    for address, answer in walk(Client()).items():
        said = in_words(answer.text)
        told.update((address, words) for words in secret if words in said)
    assert told == set()


@pytest.mark.parametrize(
    "address",
    [
        "/documents/chapter/read/",
        "/documents/chapter/read/?kind=none",
        "/documents/chapter/read/received/",
        "/documents/chapter/read/?a=chapter-c2-r1&b=ascc2015-c2",
        "/cross-references/chapter-c2-r1/addresses/ascc2015-c2/",
    ],
)
def test_the_words_quoted_are_still_there(closed, address):
    said = in_words(read(Client(), address).text)
    assert "Ensure fair and comprehensive migration policies" in said
    assert "It is well recognized that migrant workers are a sensitive issue" not in said


def test_search_and_its_contexts_find_no_passage(closed):
    assert "for most countries" not in in_words(read(Client(), "/search/?q=sensitive+issue").text)
