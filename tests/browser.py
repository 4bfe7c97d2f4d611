"""Fixtures for tests in Chromium: `page` opens the live site, `complaints` is what the page complained of."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from scripts import programs

# Quiet: no start-up pages, no updates, no calls home, and no name resolves but our own.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
]
IN_CI = os.environ.get("CI") == "true"


@pytest.hookimpl(tryfirst=True)  # before -m chooses by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a page is a browser test; it needs no marker of its own."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of the system, without a window; started once for each worker."""
    if missing := programs.missing_for_browser():
        leave_out = pytest.fail if IN_CI else pytest.skip
        leave_out(f"No browser: Debian's packages are missing: {', '.join(missing)}")
    # Chromium refuses to sandbox itself for root.
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.find_chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """Errors of the console, refusals of the content security policy, failed and foreign requests.

    A test whose page is meant to complain asserts what it says and then clears the list.
    """
    return []


@pytest.fixture
def page(chromium: Browser, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    """A page of a new visitor, 1280 × 800, on the live site: `page.goto("/objectives/")`.

    The test fails at its end if the page has complained.
    """
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)  # milliseconds, to wait for what does not come
    page = context.new_page()
    _listen(page, live_server.url, complaints)
    yield page
    context.close()
    assert complaints == []


def _listen(page: Page, origin: str, complaints: list[str]) -> None:
    """Note down what goes wrong in the page; the status of the page itself is the test's business."""

    def on_console(message: ConsoleMessage) -> None:
        where = message.location["url"]
        is_own_status = where == page.url and message.text.startswith("Failed to load resource")
        if message.type == "error" and not is_own_status:
            complaints.append(f"console: {message.text} ({where})")

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{origin}/", "data:", "blob:")):
            complaints.append(f"left our origin: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
