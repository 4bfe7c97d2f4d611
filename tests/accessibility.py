"""What axe finds wrong with a page by WCAG 2.2 AA and good practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What is right is not told of: to name every such element takes longer than to look at it.
    "resultTypes": ["violations"],
}


def found_by_axe(page: Page) -> list[tuple[str, str, str]]:
    """(address, broken rule, beginning of the element) of each fault of the page as it stands."""
    answer = Axe().run(page, options=OPTIONS).response
    return [
        (page.url, broken["id"], node["html"][:160])
        for broken in answer["violations"]
        for node in broken["nodes"]
    ]
