"""Walking the site as a stranger does: from page to page, by the links that stand on them."""

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

HERE = "http://testserver"


class Marks(HTMLParser):
    """The links, the anchors and the words of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if "id" in found:
            self.anchors.append(found["id"])
        if "nofollow" in found.get("rel", ""):
            return
        for name in ("href", "src", "action"):
            if found.get(name) is not None:
                self.links.append(found[name])


@dataclass
class Answer:
    status: int
    text: str
    clicks: int
    links: set[str] = field(default_factory=set)
    anchors: list[str] = field(default_factory=list)


def walk(client, start="/", ignore=("/admin/", "/static/")) -> dict[str, Answer]:
    """Every address that can be reached, with its answer; breadth first, so `clicks` is the fewest."""
    answers: dict[str, Answer] = {}
    waiting = deque([(start, 0)])
    while waiting:
        address, clicks = waiting.popleft()
        if address in answers or urlsplit(address).path.startswith(ignore):
            continue
        answers[address] = answer = read(client, address, clicks)
        waiting.extend((urldefrag(link).url, clicks + 1) for link in sorted(answer.links))
    return answers


def read(client, address: str, clicks: int = 0) -> Answer:
    """The answer of one address, redirects followed, files read to their end."""
    response = client.get(address, follow=True)
    content = response.getvalue()
    is_page = response["Content-Type"].startswith("text/html")
    is_words = is_page or response["Content-Type"].startswith(("text/", "application/json", "image/svg"))
    answer = Answer(response.status_code, content.decode() if is_words else "", clicks)
    if is_page:
        marks = Marks(answer.text)
        base = response.redirect_chain[-1][0] if response.redirect_chain else address
        whole = (urljoin(f"{HERE}{base}", link) for link in marks.links)
        answer.links = {link.removeprefix(HERE) for link in whole if link.startswith(f"{HERE}/")}
        answer.anchors = marks.anchors
    return answer
