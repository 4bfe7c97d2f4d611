"""No search is an error, on the page or in a list."""

from urllib.parse import quote_from_bytes

import pytest

from ..builders import a_clause, an_actor
from .odd import QUERIES, TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clauses():
    for text in TEXTS:
        a_clause(text=text, heading=text[:20], tags=["odd"], asking=an_actor(name="Việt Nam’s 東京"))


def status(client, address, typed):
    sent = quote_from_bytes(typed.encode("utf-8", "surrogatepass"))
    return client.get(f"{address}?q={sent}").status_code


def is_unreadable(typed):
    """Whether no page can make sense of it: the whole address is refused (see `asean_japan.middleware`)."""
    return (
        "\0" in typed
        or len(quote_from_bytes(typed.encode("utf-8", "surrogatepass"))) > 7_900
        or _is_torn(typed)
    )


def _is_torn(typed):
    return any("\ud800" <= character <= "\udfff" for character in typed)


def test_the_page_answers_every_search(client):
    wrong = {typed[:80]: status(client, "/search/", typed) for typed in QUERIES if not is_unreadable(typed)}
    assert {typed: answer for typed, answer in wrong.items() if answer != 200} == {}


def test_what_is_unreadable_is_refused(client):
    unreadable = [typed for typed in QUERIES if is_unreadable(typed)]
    assert len(unreadable) > 4
    assert {status(client, "/search/", typed) for typed in unreadable} == {400}


def test_a_list_answers_or_refuses_every_search(client):
    answers = {status(client, "/clauses.csv", typed) for typed in QUERIES}
    assert answers == {200, 400}
