"""Nothing that is not published reaches a stranger, by any door."""

import pytest
from django.test import Client

from recommendations.models import CrossReference, Record

from .hiding import SECRET, hide
from .walking import read


@pytest.fixture(params=["draft", "in_review"])
def unpublished(request, loaded, db):
    """A record, a link and a reason that no anonymous reader may see, tied into the real corpus."""
    return hide(request.param)


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
    assert f"A {SECRET} joins them" not in text


def test_it_is_not_counted(unpublished):
    shown = read(Client(), "/recommendations/").text
    Record.objects.filter(pk=unpublished.pk).update(status="published")
    CrossReference.objects.filter(from_record=unpublished).update(status="published")
    assert read(Client(), "/recommendations/").text != shown
