"""Every kind of page, in Chromium: accessible in both themes and at 320 pixels, and at peace with the CSP."""

from contextlib import closing

import pytest
from django.conf import settings

from recommendations.loading import load

from ..accessibility import found_by_axe
from .conftest import FIXTURES

PAGES = [
    "/",
    "/objectives/",
    "/objectives/ascc2015-c2/",
    "/objectives/?without=clause",
    "/objectives/?tag=migrant-workers&basis=stated&q=nothing",
    "/clauses/",
    "/clauses/ajpoa2015-2.14/",
    "/recommendations/",
    "/recommendations/chapter-e1-r1/",
    "/principles/",
    "/principles/fukuda1977-1/",
    "/documents/",
    "/documents/chapter/",
    "/documents/ajpoa2015/",
    "/documents/brief/read/",
    "/documents/chapter/tables/1/",
    "/documents/chapter/tables/2/",
    "/documents/chapter/tables/4/?sort=fm-literacy",
    "/documents/chapter/defects/",
    "/cross-references/",
    "/cross-references/gaps/",
    "/cross-references/list/",
    "/cross-references/flow/",
    "/cross-references/flow/?objective=ascc2015-c2",
    "/actors/",
    "/actors/asean-secretariat/",
    "/tags/",
    "/tags/migrant-workers/",
    "/timeline/",
    "/search/?q=migrant+workers",
    "/search/?q=quokkaberry",
    "/export/",
    "/data-dictionary/",
    "/about/",
    "/compare/",
    "/compare/?a=ajpoa2015-3.10&b=chapter-c2-r1",
    "/compare/?a=fukuda1977-1,fukuda1977-2&b=abe2013-2,abe2013-3",
    "/collection/",
    "/collection/?codes=ascc2015-c2,ajpoa2015-3.10,nowhere&n.ajpoa2015-3.10=Ask&q=migrant",
    "/clauses/ajpoa2015-3.11/",
    "/recommendations/?form=sonnet",
]


@pytest.fixture(autouse=True)
def corpus(transactional_db):
    """Both documents, for the server's own thread to see."""
    load(FIXTURES)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing_on_any_page(page, complaints, width, theme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = []
    for address in PAGES:
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        found += found_by_axe(page)
        if width == 320 and page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((address, "scrolls sideways", ""))
    assert found == []
    assert complaints == []


def test_the_whole_chapter_is_accessible_too(page):
    page.goto("/documents/chapter/read/")
    assert found_by_axe(page) == []


def test_every_page_is_whole_without_script(chromium, live_server):
    with closing(chromium.new_context(base_url=live_server.url, java_script_enabled=False)) as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(address)
            assert page.locator("h1").is_visible()
            assert page.locator("main a").count() > 0, address


def test_the_policy_allows_no_script_or_style_in_the_page(client, db):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert settings.DEBUG is False
