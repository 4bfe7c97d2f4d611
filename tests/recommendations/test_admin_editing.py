"""An editor at work in the browser: a recommendation with two links and tags, and a refused misquote."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import builders
from tests.editing import address, an_editor

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/recommendations/recommendation/add/"


@pytest.fixture
def editor(page: Page) -> Page:
    an_editor()
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Records and sources")).to_be_visible()
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()


def choose(page: Page, field: str, words: str, label: str) -> None:
    """Type words into an autocomplete and take the row of this label."""
    page.locator(f"#{field} + .select2").click()
    page.locator(".select2-search--dropdown .select2-search__field").fill(words)
    page.get_by_role("option", name=label).click()


def add_tag(page: Page, typed: str) -> None:
    box = page.get_by_role("searchbox", name="Tags")
    box.press_sequentially(typed)
    page.get_by_role("option", name=typed).first.wait_for()
    box.press("Enter")


def add_link(page: Page, row: int, relation: str, words: str, label: str) -> None:
    if row:
        page.get_by_role("button", name="Add another Link from this record").click()
    page.locator(f"#id_links_out-{row}-relation").select_option(relation)
    choose(page, f"id_links_out-{row}-to_record", words, label)
    page.locator(f"#id_links_out-{row}-basis").select_option("reading")
    page.locator(f"#id_links_out-{row}-status").select_option("published")
    page.locator(f"#id_links_out-{row}-reason").fill("Both speak of the same people.")


def fill_in(page: Page, text: str) -> None:
    page.goto(ADD)
    page.locator("#id_code").fill("chapter-c2-r9")
    page.locator("#id_form").select_option("numbered")
    page.locator("#id_document").select_option(label="The chapter")
    page.locator("#id_text").fill(text)
    page.locator("#id_status").select_option("published")


def test_a_recommendation_with_two_links_and_tags_is_added_and_seen_on_the_site(editor: Page) -> None:
    builders.an_objective(code="ascc2015-c2", text="Ensure fair migration policies.")
    builders.a_clause(code="ajpoa2015-3.10", text="Cooperate on programmes.")
    builders.a_tag("human rights")
    builders.a_passage("Japan should assist migrant workers and their families.")
    fill_in(editor, "Japan should assist migrant workers and their families.")
    add_tag(editor, "human")
    add_tag(editor, "migrant workers")
    add_link(editor, 0, "addresses", "fair migration", "ascc2015-c2 · Ensure fair migration policies.")
    add_link(
        editor,
        1,
        "carries_out",
        "programmes",
        "ajpoa2015-3.10 · Cooperate on programmes.",
    )
    save(editor)
    expect(editor.locator(".messagelist .success")).to_contain_text("was added successfully")
    editor.goto("/recommendations/chapter-c2-r9/")
    for words in (
        "Japan should assist migrant workers",
        "human rights",
        "migrant workers",
        "ascc2015-c2",
        "ajpoa2015-3.10",
    ):
        expect(editor.locator("main")).to_contain_text(words)


def test_a_misquote_is_refused_with_the_nearest_passage_and_the_differing_words(editor: Page) -> None:
    passage = builders.a_passage("Japan should assist migrant workers and their families.")
    fill_in(editor, "Japan must assist migrant workers and their families.")
    save(editor)
    beside = editor.locator(".field-text .errorlist")
    expect(beside).to_contain_text("These words do not stand in “The chapter” to the letter.")
    expect(beside.locator("del")).to_have_text("must")
    expect(beside.locator("ins")).to_have_text("should")
    expect(beside.get_by_role("link")).to_have_attribute("href", re.compile(f"#{passage.anchor}$"))
    editor.get_by_role("link", name="Exact words: These words").click()
    expect(editor.locator("#id_text")).to_be_focused()


def test_the_later_of_two_saves_is_shown_both_edits(editor: Page) -> None:
    record = builders.a_recommendation()
    other = editor.context.new_page()
    for each in (editor, other):
        each.goto(address(record))
    other.locator("#id_editorial_note").fill("Printed in bold type.")
    save(other)
    editor.locator("#id_editorial_note").fill("Printed in large type.")
    save(editor)
    expect(editor.get_by_role("region", name="Two edits of this record")).to_contain_text(
        "Printed in bold type."
    )
    editor.get_by_role("button", name="Save mine over it", exact=True).click()
    expect(editor.locator(".messagelist .success")).to_contain_text("was changed successfully")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_admin_complains_or_runs_over_its_edge(editor: Page, width: int, scheme: str) -> None:
    record = builders.a_recommendation(addressing=builders.an_objective(), tags=["migrants"])
    editor.set_viewport_size({"width": width, "height": 800})
    editor.emulate_media(color_scheme=scheme)
    pages = [address(record, page) for page in ("change", "delete", "history")]
    for path in (*pages, "/admin/", "/admin/recommendations/recommendation/", "/admin/sources/document/add/"):
        editor.goto(path)
        assert editor.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_tags_and_links_can_be_given_without_scripts(editor: Page, chromium: Browser) -> None:
    builders.an_objective(code="ascc2015-c2")
    record = builders.a_recommendation()
    plain = chromium.new_context(
        base_url=editor.url.split("/admin/")[0],
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
    ).new_page()
    plain.goto(address(record))
    plain.get_by_label("Tags").fill("human rights, migrant workers")
    plain.locator("#id_links_out-0-relation").select_option("addresses")
    plain.locator("[name=links_out-0-to_record-typed]").fill("ascc2015-c2")
    plain.locator("#id_links_out-0-basis").select_option("reading")
    plain.locator("#id_links_out-0-reason").fill("Both speak of the same people.")
    save(plain)
    expect(plain.locator(".messagelist .success")).to_contain_text("was changed successfully")
    assert record.links_out.get().to_record.code == "ascc2015-c2"
    assert record.tags.count() == 2
