"""Collecting records in Chromium: with script in the browser's own storage, without it in the address."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from ..accessibility import found_by_axe
from ..builders import a_principle, a_recommendation, an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendations(transactional_db):
    """Thirty records, each with a few words of its own."""
    return [a_recommendation(code=f"chapter-r{n}", text=f"Words of number {n}.").code for n in range(1, 31)]


def collect(page, code):
    return page.locator(f"button[form=collect][value='{code}']")


def counter(page):
    return page.locator("[data-collection]")


def shown(page):
    page.wait_for_load_state()  # a click is over as soon as the next page has begun
    return page.locator("ol.items > li").evaluate_all("items => items.map(item => item.id)")


def test_thirty_records_in_another_browser_are_the_same_in_the_same_order(recommendations, page, chromium):
    page.goto("/recommendations/")
    mixed = [*recommendations[::2], *recommendations[1::2]]
    for code in mixed:
        collect(page, code).click()
    counter(page).click()
    assert shown(page) == mixed
    address = page.locator("a[rel=bookmark]").get_attribute("href")
    with closing(chromium.new_context(java_script_enabled=False)) as other:
        elsewhere = other.new_page()
        elsewhere.goto(address)
        assert elsewhere.locator("ol.items > li").count() == 30
        names = [elsewhere.locator("ol.items > li").nth(n).get_attribute("id") for n in range(30)]
    assert names == mixed


def test_the_switch_takes_out_what_it_has_put_in_and_the_frame_counts(recommendations, page):
    page.goto("/recommendations/")
    expect(counter(page)).to_be_hidden()
    collect(page, "chapter-r1").click()
    collect(page, "chapter-r2").click()
    expect(counter(page)).to_have_text("Collection 2")
    expect(collect(page, "chapter-r1")).to_have_text("✓ collected chapter-r1")
    collect(page, "chapter-r1").click()
    expect(counter(page)).to_have_text("Collection 1")
    expect(collect(page, "chapter-r1")).to_have_text("+ collect chapter-r1")


def test_what_is_collected_is_still_there_on_the_next_page(recommendations, page):
    page.goto("/recommendations/")
    collect(page, "chapter-r3").click()
    page.goto("/recommendations/chapter-r3/")
    expect(collect(page, "chapter-r3")).to_have_text("✓ collected chapter-r3")
    expect(counter(page)).to_have_attribute("href", "/collection/?codes=chapter-r3")


def test_what_is_kept_follows_what_is_changed_on_its_page(recommendations, page):
    page.goto("/recommendations/")
    for code in ("chapter-r1", "chapter-r2", "chapter-r3"):
        collect(page, code).click()
    counter(page).click()
    page.locator("button[name=up][value='chapter-r3']").click()
    page.wait_for_url("**codes=chapter-r1,chapter-r3,chapter-r2**")
    page.locator("#chapter-r3 summary").click()
    page.fill("[name='n.chapter-r3']", "Ask her & him")
    page.locator("#chapter-r3 details button").click()
    expect(page.locator("#chapter-r3 .note")).to_contain_text("Ask her & him")
    page.locator("button[name=remove][value='chapter-r1']").click()
    page.wait_for_url("**codes=chapter-r3,chapter-r2**")
    page.goto("/objectives/")
    counter(page).click()
    assert shown(page) == ["chapter-r3", "chapter-r2"]
    expect(page.locator("#chapter-r3 .note")).to_contain_text("Ask her & him")


def test_a_collection_of_somebody_else_leaves_ones_own_alone_until_asked(recommendations, page):
    page.goto("/recommendations/")
    collect(page, "chapter-r1").click()
    page.goto("/collection/?codes=chapter-r5,chapter-r6")
    expect(counter(page)).to_have_text("Collection 1")
    page.get_by_role("button", name="Keep this one in this browser").click()
    expect(counter(page)).to_have_text("Collection 2")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_without_script_a_collection_grows_from_page_to_page(recommendations, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    with closing(context):
        page = context.new_page()
        page.goto("/recommendations/")
        collect(page, "chapter-r2").click()
        page.get_by_role("button", name="Recommendations").click()
        collect(page, "chapter-r1").click()
        ids = [page.locator("ol.items > li").nth(n).get_attribute("id") for n in range(2)]
        assert ids == ["chapter-r2", "chapter-r1"]
        assert re.search(r"\?codes=chapter-r2,chapter-r1$", page.url)


def test_enter_in_a_field_applies_and_moves_nothing(recommendations, page):
    page.goto("/collection/?codes=chapter-r1,chapter-r2")
    page.fill("[name=title]", "For the ministry")
    page.press("[name=title]", "Enter")
    expect(page.locator("h1")).to_have_text("For the ministry")
    assert shown(page) == ["chapter-r1", "chapter-r2"]


def test_it_can_be_used_by_keyboard_alone(recommendations, page):
    page.goto("/recommendations/chapter-r1/")
    collect(page, "chapter-r1").focus()
    page.keyboard.press("Space")
    counter(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/collection/**")
    page.locator("button[name=remove]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/collection/")
    expect(counter(page)).to_be_hidden()


@pytest.fixture
def pages(transactional_db):
    """An address of each state of the collection and of the comparison."""
    an_objective(code="blueprint-c", text="social justice for migrant workers")
    a_recommendation(code="chapter-r1", text="protect migrant workers", tags=["women"])
    a_principle(code="doctrine-1", text="protect seasonal workers")
    return [
        "/collection/",
        "/collection/?codes=chapter-r1,blueprint-c,nowhere&n.chapter-r1=Why&q=workers",
        "/compare/",
        "/compare/?a=chapter-r1",
        "/compare/?a=nowhere&b=chapter-r1",
        "/compare/?a=chapter-r1,blueprint-c&b=doctrine-1",
    ]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(pages, page, complaints, width, theme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    for address in pages:
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert found_by_axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
