"""A collection as Markdown: each record a quotation with its citation and note, then the sources."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import citing
from ..collection import ADDRESS, Collection, Item

CONTENT_TYPE = "text/markdown; charset=utf-8"

# What Markdown would read as its own, anywhere, and at the start of a line.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
LEADING = re.compile(r"(?m)^(\s*)([-+=]|\d+(?=[.)]))")


def write(collection: Collection) -> str:
    """The whole file."""
    return "\n\n".join(_blocks(collection)) + "\n"


def plain(text: str) -> str:
    """The text so that Markdown shows it as it stands; without the backslashes it is the same again."""
    return LEADING.sub(_disarmed, MARKUP.sub(r"\\\1", text))


def _disarmed(found):
    blank, sign = found.groups()
    return f"{blank}{sign}\\" if sign.isdigit() else f"{blank}\\{sign}"


def _blocks(collection) -> Iterator[str]:
    yield f"# {plain(collection.title)}"
    yield f"{collection.day} · {citing.SITE}"
    for item in collection.items:
        yield from _record(item)
    if collection.missing:
        yield f"## {_('Not found')}"
        yield "\n".join(f"- {plain(sentence)}" for sentence in collection.missing)
    if collection.sources:
        yield f"## {_('Sources')}"
        cited = (citing.cite_document(each.csl or {"title": each.title}) for each in collection.sources)
        yield "\n".join(f"- {plain(sentence)}" for sentence in cited)
    yield f"{_('This collection:')} <{collection.address}>"


def _record(item: Item):
    yield f"## {item.position}. {plain(item.page.name)} ({plain(item.code)})"
    if item.page.heading_above:
        yield f"**{plain(item.page.heading_above)}**"
    if item.page.words_shown:
        yield _quoted(f"“{item.page.words_shown}”")
    yield plain(item.page.attested)
    yield _linked(item.citation)
    if item.note:
        yield f"*{_('Note:')}* {_lines(plain(item.note))}"


def _quoted(text):
    return "\n>\n".join(f"> {line}" for line in plain(text).split("\n"))


def _linked(text):
    """The text, its addresses as links."""
    parts = enumerate(ADDRESS.split(text))
    return "".join(f"<{part}>" if number % 2 else plain(part) for number, part in parts)


def _lines(text):
    """Line breaks that Markdown keeps."""
    return text.replace("\n", "\\\n")
