"""The browser fixtures notice what they promise to notice; else every page would seem clean."""

from playwright.sync_api import Page


def test_it_hears_of_a_breach_of_the_content_security_policy(page: Page, complaints: list[str]) -> None:
    page.goto("/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert "Content Security Policy" in complaints.pop()


def test_it_hears_of_a_request_that_leaves_our_origin(page: Page, complaints: list[str]) -> None:
    page.goto("/")
    page.evaluate("fetch('http://example.org/').catch(() => null)")
    assert any("left our origin" in said or "Content Security Policy" in said for said in complaints)
    complaints.clear()


def test_it_hears_of_an_error_in_a_script(page: Page, complaints: list[str]) -> None:
    page.goto("/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_function("true")
    assert complaints == ["script: broken"]
    complaints.clear()
