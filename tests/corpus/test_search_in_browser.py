"""Searching as a reader does, in a real page, wide and narrow, with and without script."""

import re

import pytest
from playwright.sync_api import expect

from recommendations.loading import load

from .conftest import FIXTURES


@pytest.fixture(autouse=True)
def corpus(transactional_db):
    """Both documents, for the server's own thread to see."""
    load(FIXTURES)


def test_a_slip_is_put_right_and_a_kind_chosen(page):
    page.goto("/")
    page.get_by_role("search").get_by_role("searchbox").fill("migrent workers")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="migrant workers", exact=True).click()
    page.get_by_role("navigation", name="Kinds").get_by_role("link", name="Clauses").click()
    hits = page.locator(".found .record")
    told = page.locator('.chips [aria-current="page"]').inner_text().split()[-1]
    expect(hits).to_have_count(int(told))
    assert hits.first.locator("mark").first.inner_text().lower() in ("migrant", "workers", "migrants")
    assert "matched:" in hits.first.inner_text()


def test_choices_narrow_the_records_without_script(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=asean&kind=recommendation")
    page.get_by_role("link", name="Narrow the records").click()
    page.locator("summary", has_text="Tag").click()
    page.locator("#filters input[name=tag]").first.check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("kind=recommendation.*tag="))
    expect(page.locator(".found .record").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(
    "query", ["q=committees+on+migrant+workers", "q=quokkaberry", "", "q=youth&narrow=1", "q=" + "x" * 200]
)
def test_nothing_scrolls_sideways_on_a_narrow_screen(page, width, query):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/search/?{query}")
    page.locator(".search-help summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = "links => links.filter(a => a.offsetParent && a.getBoundingClientRect().height < 24).length"
    assert page.eval_on_selector_all(".chips a, .pager a, .search-help summary", small) == 0
