"""Single keys, in Chromium: an addition to pages that work without them."""

import pytest

from ..builders import an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def objectives(page):
    for code in ("ascc2015-a", "ascc2015-b"):
        an_objective(code=code)
    page.goto("/objectives/")
    return page


def focused(page, attribute):
    return page.evaluate(f"document.activeElement.getAttribute('{attribute}')")


def test_a_slash_leads_to_the_search(objectives):
    objectives.keyboard.press("/")
    assert focused(objectives, "id") == "search-everywhere"


def test_in_a_field_they_are_only_letters(objectives):
    objectives.focus("#filter-q")
    objectives.keyboard.type("j/k?")
    assert objectives.input_value("#filter-q") == "j/k?"


def test_j_and_k_walk_the_list(objectives):
    places = []
    for key in "jjjk":
        objectives.keyboard.press(key)
        places.append(focused(objectives, "href")[-2])
    assert "".join(places) == "abba"


def test_a_question_mark_shows_them_and_they_can_be_switched_off(objectives):
    objectives.keyboard.press("?")
    objectives.uncheck("[data-keys-switch]")
    objectives.keyboard.press("Escape")
    objectives.keyboard.press("j")
    assert focused(objectives, "href") != "/objectives/ascc2015-a/"


def test_switched_off_they_stay_so_on_the_next_page(objectives):
    objectives.keyboard.press("?")
    objectives.uncheck("[data-keys-switch]")
    objectives.reload()
    objectives.keyboard.press("/")
    assert focused(objectives, "id") != "search-everywhere"
