"""The flow diagram in Chromium: by keyboard alone, without script, on a narrow screen and in print."""

import pytest
from playwright.sync_api import expect

from recommendations.loading import load

from .conftest import FIXTURES

ADDRESS = "/cross-references/flow/?objective=ascc2015-c2"
COLOUR = "path => getComputedStyle(path).fill"


@pytest.fixture(autouse=True)
def corpus(transactional_db):
    """Both documents, for the server's own thread to see."""
    load(FIXTURES)


def test_a_band_is_reached_shown_and_followed_by_keyboard(page):
    page.goto(ADDRESS)
    page.locator(".flow-scroll").focus()
    page.keyboard.press("Tab")
    band = page.locator(".flow .bands a:focus path")
    assert float(band.evaluate("path => getComputedStyle(path).strokeWidth").removesuffix("px")) > 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/clauses/?objective=ascc2015-c2&clause=ajpoa2015-3.10", wait_until="commit")


def test_every_band_has_a_name_and_a_row(page):
    page.goto(ADDRESS)
    names = page.locator(".flow .bands a title").all_text_contents()
    assert len(names) == page.locator(".flow-table .n").count() > 10
    assert all("→" in name for name in names)


def test_it_needs_no_script(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.locator(".flow a.box.kind-clause").click()
    expect(page).to_have_url("/clauses/ajpoa2015-3.10/")
    context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_only_the_diagram_scrolls_sideways_on_a_narrow_screen(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for address in (ADDRESS, "/", "/documents/chapter/tables/4/", "/documents/chapter/tables/1/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_it_has_colours_of_its_own_in_the_dark_and_those_of_paper_in_print(page):
    page.goto(ADDRESS)
    band = page.locator(".flow .bands path").first
    light = band.evaluate(COLOUR)
    page.emulate_media(color_scheme="dark")
    assert band.evaluate(COLOUR) != light
    page.emulate_media(media="print", color_scheme="dark")
    assert band.evaluate(COLOUR) == light


def test_a_drawing_by_itself_has_the_same_colours_without_a_style_sheet(page):
    page.goto(ADDRESS)
    here = page.locator(".flow .bands path").first.evaluate(COLOUR)
    svg = page.request.get(ADDRESS.replace("flow/", "flow.svg")).text()
    page.set_content(svg)
    assert page.locator("path[d^=M]").nth(1).evaluate(COLOUR) == here
