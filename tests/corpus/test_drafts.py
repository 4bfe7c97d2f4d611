"""Nothing that is not published reaches a stranger, by any door."""

import pytest
from django.test import Client

from recommendations.models import CrossReference, Record, Responsibility
from tests.builders import a_link, a_recommendation, an_actor

from .walking import read, walk

SECRET = "quokkaberry"


@pytest.fixture(params=["draft", "in_review"])
def unpublished(request, loaded, db):
    """A record, a link and a reason that no anonymous reader may see, tied into the real corpus."""
    return hide(request.param)


def hide(status):
    objective = Record.objects.get(code="ascc2015-c2")
    hidden = a_recommendation(
        code=f"{SECRET}-r1",
        text=f"ASEAN should plant the {SECRET}.",
        status=status,
        heading=f"On the {SECRET}",
        editorial_note=f"The {SECRET} is not there yet.",
    )
    actor = an_actor(name="ASEAN Orchard")
    Responsibility.objects.create(record=hidden, actor=actor, role="addressee")
    a_link(hidden, objective, reason=f"Both speak of the {SECRET}.")
    shown = Record.objects.get(code="chapter-c3-r1")
    a_link(shown, objective, relation="related", status=status, reason=f"A {SECRET} joins them.")
    return hidden


def test_its_words_are_in_no_answer_of_a_crawl(loaded, db):
    hide("draft")
    # The reader shows the whole text received, drafts or not; the words there are the document's.
    answers = walk(Client(), ignore=("/admin/", "/static/"))
    own = {address for address, answer in answers.items() if SECRET in answer.text}
    assert {address for address in own if "/read/" not in address} == set()


def test_its_own_address_says_nothing_of_it(unpublished):
    answer = read(Client(), unpublished.get_absolute_url())
    assert answer.status == 404
    assert "should plant" not in answer.text
    assert f"On the {SECRET}" not in answer.text


@pytest.mark.parametrize(
    "address", ["/recommendations/chapter-c3-r9/", "/objectives/ascc2015-c9/", f"/objectives/{SECRET}/"]
)
def test_it_is_no_near_match(unpublished, address):
    assert f"{SECRET}-r1" not in read(Client(), address).text


@pytest.mark.parametrize(
    "address",
    [
        f"/search/?q={SECRET}",
        f"/recommendations/?q={SECRET}",
        f"/recommendations.csv?q={SECRET}",
        f"/cross-references/list/?q={SECRET}",
        f"/cross-references/list.csv?q={SECRET}",
        "/cross-references/list.csv",
        "/export/linked-clauses.csv",
    ],
)
def test_it_is_not_found_by_asking_for_it(unpublished, address):
    text = read(Client(), address).text
    assert f"{SECRET}-r1" not in text
    assert "joins them" not in text


def test_it_is_not_counted(unpublished):
    shown = read(Client(), "/recommendations/").text
    Record.objects.filter(pk=unpublished.pk).update(status="published")
    CrossReference.objects.filter(from_record=unpublished).update(status="published")
    assert read(Client(), "/recommendations/").text != shown
