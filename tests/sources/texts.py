"""The two documents as received, their layouts, and what is read from them."""

from functools import cache

from django.conf import settings

from sources.reading import Layout, PassageRead, Reading, read

FIXTURES = settings.BASE_DIR / "fixtures"


@cache
def raw_text(name: str) -> str:
    return (FIXTURES / "raw" / f"{name}.txt").read_bytes().decode()


@cache
def layout_text(name: str) -> str:
    return (FIXTURES / "curation" / name / "layout.toml").read_text()


@cache
def reading_of(name: str) -> Reading:
    return read(raw_text(name), Layout.from_toml(layout_text(name)))


def passage_with(name: str, words: str) -> PassageRead:
    """The one passage of a document in which these words are printed."""
    (found,) = (passage for passage in reading_of(name).passages if words in passage.text)
    return found


def raw_lines(name: str, first: int, last: int) -> str:
    """Lines of the text as received, numbered from 1, both ends included."""
    return "\n".join(raw_text(name).split("\n")[first - 1 : last])


def texts_of(raw: str, toml: str = "") -> list[str]:
    """The reading texts of a piece of raw text."""
    return [passage.text for passage in read(raw, Layout.from_toml(toml)).passages]
