"""The matrix in Chromium: arrow keys, folding, narrow screens; it works without script too."""

import pytest
from playwright.sync_api import expect

from ..accessibility import found_by_axe
from ..builders import a_clause, a_recommendation, an_objective

pytestmark = pytest.mark.django_db
FOCUSED = "document.activeElement.closest('td, th')?.textContent.trim().replace(/\\s+/g, ' ')"


@pytest.fixture
def matrix(page):
    above = an_objective(code="o-c", number="c", heading="Social justice")
    one = an_objective(code="o-c1", number="1", heading="Rights of women", parent=above)
    two = an_objective(code="o-c2", number="2", heading="Rights of workers", parent=above)
    a_clause(code="plan-3.9", number="3.9", heading="Media", addressing=one)
    a_clause(code="plan-3.10", number="3.10", heading="Justice", addressing=two)
    an_objective(code="o-d", number="d", heading="Environment")
    a_recommendation(addressing=two)
    page.goto("/cross-references/")
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    return page.evaluate(FOCUSED)


def test_arrow_keys_lead_from_cell_to_cell_and_enter_opens_the_list(matrix):
    matrix.locator("tbody th a").first.focus()
    assert press(matrix, "ArrowDown").startswith("1 Rights of women")
    assert press(matrix, "ArrowRight") == "1 stated · 3.9 Media"
    assert press(matrix, "ArrowDown") == ""  # an empty cell can be reached too
    assert press(matrix, "ArrowRight") == "1 stated · 3.10 Justice"
    matrix.keyboard.press("Enter")
    matrix.wait_for_url("**/cross-references/list/?objective=o-c2&clause=plan-3.10")


def test_home_and_end_lead_to_the_ends_of_the_row_and_of_the_table(matrix):
    matrix.locator("tbody th a").first.focus()
    press(matrix, "ArrowDown")
    assert press(matrix, "End") == "1 all links"
    assert press(matrix, "Home").startswith("1 Rights of women")
    assert press(matrix, "Control+End") == "3 all links"


def test_the_table_is_one_stop_of_the_tab_key(matrix):
    stops = matrix.locator(
        '.matrix [data-cells] :is(a, td, th)[tabindex="0"], .matrix [data-cells] > [tabindex="0"]'
    )
    assert stops.count() == 1
    matrix.locator("tbody th a").nth(1).focus()
    assert stops.count() == 1


def test_the_cell_in_focus_is_named_in_words(matrix):
    matrix.locator("tbody th a").first.focus()
    press(matrix, "ArrowDown", "ArrowRight")
    assert matrix.locator(".readout").inner_text() == "1 Rights of women × 3.9 Media: 1 stated"


def test_a_group_folds_and_its_state_stands_in_the_address(matrix):
    button = matrix.get_by_role("button", name="Fold or open: (c) Social justice")
    button.press("Enter")
    assert not matrix.locator(".matrix").get_by_text("Rights of women").is_visible()
    assert matrix.url.endswith("?fold=o-c")
    assert button.get_attribute("aria-expanded") == "false"
    matrix.reload()
    assert not matrix.locator(".matrix").get_by_text("Rights of women").is_visible()


def test_arrow_keys_pass_over_what_is_folded(matrix):
    matrix.get_by_role("button", name="Fold or open").press("Enter")
    matrix.locator("tbody th a").first.focus()
    assert press(matrix, "ArrowDown").startswith("(d) Environment")


def test_without_script_every_cell_is_a_link_and_every_group_open(matrix, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(matrix.url)
    assert plain.locator(".matrix").get_by_text("Rights of women").is_visible()
    plain.locator("td a").first.click()
    expect(plain).to_have_url("/cross-references/list/?objective=o-c1&clause=plan-3.9")
    context.close()


def test_a_narrow_screen_gets_a_list_under_each_row(matrix):
    matrix.set_viewport_size({"width": 320, "height": 640})
    assert matrix.evaluate("document.documentElement.scrollWidth") == 320
    assert matrix.get_by_text("stated · 3.9 Media").is_visible()
    assert not matrix.locator("thead").is_visible()
    assert matrix.locator('td a[tabindex="-1"]').count() == 0


def test_the_headings_stay_while_the_rows_go_by(matrix):
    matrix.set_viewport_size({"width": 1280, "height": 400})
    matrix.evaluate("document.querySelector('tfoot').scrollIntoView({ block: 'end' })")
    assert matrix.locator(".names").bounding_box()["y"] >= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ["/cross-references/", "/cross-references/gaps/"])
def test_axe_finds_nothing(matrix, address, width, scheme):
    matrix.emulate_media(color_scheme=scheme)
    matrix.set_viewport_size({"width": width, "height": 800})
    matrix.goto(address)
    assert found_by_axe(matrix) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_gap_gives_the_words_of_a_record_without_a_number_the_whole_line(page, width):
    a_recommendation(
        number="", text="The public and private investments in digital infrastructure are critical."
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/cross-references/gaps/")
    line = page.locator("#recommendation-addressee .absent li").first
    words = line.locator("a.words").locator("..")
    assert words.bounding_box()["width"] == pytest.approx(line.bounding_box()["width"], abs=1)
