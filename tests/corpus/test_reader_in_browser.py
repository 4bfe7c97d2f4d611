"""The reader, its two panes and the timeline in Chromium: with script and without, and by keyboard alone."""

from contextlib import closing

import pytest

from recommendations.loading import load

from ..accessibility import found_by_axe
from .conftest import FIXTURES

READER = "/documents/chapter/read/"
ACROSS = "/cross-references/chapter-c2-r1/addresses/ascc2015-c2/"
OBJECTIVE = "Ensure fair and comprehensive migration policies"
LINKS = [
    ACROSS,
    "/cross-references/brief-o2/echoes/abe2013-1/",
    "/cross-references/brief-o2/echoes/fukuda1977-3/",
    "/documents/brief/read/?a=chapter-c3-r2&b=ajpoa2015-3.10",
]
PAGES = [
    READER + "?kind=clause", "/documents/chapter/read/received/", *LINKS,
    "/timeline/?q=fund", "/actors/?sort=addressee", "/principles/?document=fukuda1977&document=abe2013",
]  # fmt: skip
IN_VIEW = """mark => {
  const box = mark.getBoundingClientRect();
  const pane = mark.closest('[data-pane]').getBoundingClientRect();
  return box.height > 0 && box.top >= Math.max(0, pane.top) - 1
    && box.bottom <= Math.min(innerHeight, pane.bottom) + 1;
}"""


@pytest.fixture(autouse=True)
def corpus(transactional_db):
    """Both documents, for the server's own thread to see."""
    load(FIXTURES)


@pytest.mark.parametrize("address", LINKS)
def test_both_ends_are_marked_and_in_view(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    panes = page.locator(".panes .pane")
    assert panes.count() == 2
    for n in range(2):
        mark = panes.nth(n).locator("mark").first
        assert mark.evaluate(IN_VIEW)


def test_the_words_marked_are_the_words_stored(page):
    page.goto(ACROSS)
    assert page.locator("#b mark").text_content().startswith(OBJECTIVE)
    assert page.locator("#b mark").text_content().endswith("Rights of Migrant Workers.")


def test_without_script_both_ends_stand_one_after_the_other(chromium, live_server):
    with closing(chromium.new_context(base_url=live_server.url, java_script_enabled=False)) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 800})
        for name in "ab":
            page.goto(f"{ACROSS}#{name}")
            box = page.locator(f"#{name} mark").bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 800
        first, second = (page.locator(f"#{name}").bounding_box() for name in "ab")
        assert first["y"] + first["height"] <= second["y"]


def test_the_rail_follows_the_reading(page):
    page.goto(READER)
    for anchor in ("p49", "p59"):
        page.locator(f"#{anchor}").evaluate("heading => heading.scrollIntoView()")
        current = page.locator(".contents a[aria-current]")
        current.filter(has=page.locator(f"xpath=self::a[@href='#{anchor}']")).wait_for()
        assert current.count() == 1


def test_records_stand_at_the_height_of_their_words(page):
    page.goto("/documents/brief/read/")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(100)
    for code in ("abe2013-1", "abe2013-3", "abe2013-5"):
        words = page.locator(f"a.q[href='/principles/{code}/']").first.evaluate(
            "link => link.getClientRects()[0].top"
        )
        beside = page.locator(f".beside li[data-for='/principles/{code}/']").bounding_box()["y"]
        assert abs(words - beside) < 60


def test_the_marks_are_chosen_by_keyboard_and_the_place_is_kept(page):
    page.goto(f"{READER}#p57")
    page.locator(".marks a", has_text="Clauses").focus()
    page.locator("#p57").evaluate("passage => passage.scrollIntoView()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read/?kind=clause#p57")
    assert page.locator("a.q.kind-clause").count() > 0
    assert page.locator("a.q.kind-recommendation").count() == 0


def test_a_passage_is_copied_with_its_citation(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(READER)
    page.locator("#p57 summary").focus()
    page.keyboard.press("Enter")
    page.locator("#p57 .cite-it button").click()
    page.locator("#p57 .cite-it button", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“(1) The ASEAN Secretariat should establish regional programs")
    assert "rights of migrant workers.” Pongsapich, Amara." in copied
    assert f"{READER}#p57 (accessed" in copied


def test_a_period_on_the_band_leads_to_its_entry_by_keyboard(page):
    page.goto("/timeline/")
    page.locator(".band a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/#rights-based-paradigm")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing(page, width, theme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    found = []
    for address in PAGES:
        page.goto(address)
        found += found_by_axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((address, "scrolls sideways", ""))
    assert found == [], "\n".join(map(str, found))
