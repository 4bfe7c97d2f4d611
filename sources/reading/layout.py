"""What people decided about one document and wrote down, where no rule can decide it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from typing import Any

from .shapes import ReadingError

STARTING_KINDS = ("paragraph", "list_item", "block_quotation", "note", "furniture")
NOTE_MARKER = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]")


@dataclass(frozen=True)
class HeadingEntry:
    """A heading in reading order: its words as they read, number included, and its level (1 is the top)."""

    level: int
    text: str


@dataclass(frozen=True)
class TableEntry:
    """A printed table: its whole caption; the first words of its source note, or else its last row."""

    number: int
    caption: str
    note: str = ""
    last_row: str = ""


@dataclass(frozen=True)
class StartsEntry:
    """A passage of this kind starts at the line with these first words (and after these last words)."""

    words: str
    kind: str = "paragraph"
    after: str = ""
    why: str = ""


@dataclass(frozen=True)
class ContinuesEntry:
    """The passage under way goes on at the line with these first words, whatever stands between."""

    words: str
    after: str = ""
    why: str = ""


@dataclass(frozen=True)
class NoteEntry:
    """A note marker (a number, a letter or a sign), glued to the words it follows."""

    marker: str
    after: str


@dataclass(frozen=True)
class WordEntry:
    """Words that are broken inside a line, and how they read."""

    raw: str
    reads: str
    why: str = ""


@dataclass(frozen=True)
class Pages:
    """The printed pages on which the text begins and ends."""

    first: int
    last: int


@dataclass(frozen=True)
class Hyphens:
    """Words broken at a line's end, as they read, where the document's own vocabulary cannot decide."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Everything declared about one document. Without entries a text is read by the rules alone."""

    pages: Pages | None = None
    hyphens: Hyphens = Hyphens()
    headings: tuple[HeadingEntry, ...] = ()
    tables: tuple[TableEntry, ...] = ()
    starts: tuple[StartsEntry, ...] = ()
    continues: tuple[ContinuesEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    words: tuple[WordEntry, ...] = ()

    @classmethod
    def from_toml(cls, text: str) -> "Layout":
        """The layout a TOML text declares; ReadingError names the entry and the key that is wrong."""
        try:
            declared = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ReadingError(f"The layout is not TOML: {error}") from error
        _refuse_unknown("The layout", declared, [*_SINGLE, *_LISTS])
        found: dict[str, Any] = {
            key: _entry(kind, key, declared[key]) for key, kind in _SINGLE.items() if key in declared
        }
        for key, (name, kind) in _LISTS.items():
            found[name] = _entries(kind, key, declared.get(key, []))
        layout = cls(**found)
        _check(layout)
        return layout


_SINGLE: dict[str, type] = {"pages": Pages, "hyphens": Hyphens}
_LISTS: dict[str, tuple[str, type]] = {
    "heading": ("headings", HeadingEntry),
    "table": ("tables", TableEntry),
    "starts": ("starts", StartsEntry),
    "continues": ("continues", ContinuesEntry),
    "note": ("notes", NoteEntry),
    "word": ("words", WordEntry),
}


def _refuse_unknown(where: str, declared: Iterable[str], accepted: list[str]) -> None:
    if unknown := sorted(set(declared) - set(accepted)):
        raise ReadingError(f"{where}: unknown key {', '.join(unknown)}. Accepted: {', '.join(accepted)}.")


def _entries(kind: type, key: str, declared: object) -> tuple:
    if not isinstance(declared, list):
        raise ReadingError(f"{key}: written [[{key}]], once for each entry.")
    return tuple(_entry(kind, f"{key} {n}", one) for n, one in enumerate(declared, 1))


def _entry(kind: type, where: str, declared: object) -> Any:
    if not isinstance(declared, dict):
        raise ReadingError(f"{where}: not a table of keys and values.")
    _refuse_unknown(where, declared, [field.name for field in fields(kind)])
    values = {}
    for field in fields(kind):
        if field.name in declared:
            values[field.name] = _value(f"{where}, {field.name}", field.type, declared[field.name])
        elif field.default is MISSING:
            raise ReadingError(f"{where}: {field.name} is missing.")
    return kind(**values)


def _value(where: str, wanted: object, value: object) -> object:
    if wanted is int and isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if wanted is str and isinstance(value, str) and value == " ".join(value.split()) != "":
        return value
    if wanted not in (int, str):
        return _words(where, value)
    expected = "a whole number above zero" if wanted is int else "words with single spaces between them"
    raise ReadingError(f"{where}: {value!r} is not {expected}.")


def _words(where: str, value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise ReadingError(f"{where}: {value!r} is not a list of words.")
    return tuple(_value(where, str, one) for one in value)


def _check(layout: Layout) -> None:
    """Refuse what no text could satisfy, before any text is looked at."""
    _check_pages(layout.pages)
    _check_levels(layout.headings)
    _check_tables(layout.tables)
    for n, start in enumerate(layout.starts, 1):
        if start.kind not in STARTING_KINDS:
            raise ReadingError(f"starts {n}, kind: “{start.kind}” is not one of {', '.join(STARTING_KINDS)}.")
    for n, note in enumerate(layout.notes, 1):
        if not NOTE_MARKER.fullmatch(note.marker):
            raise ReadingError(f"note {n}, marker: “{note.marker}” is not a number, a letter or a sign.")
    for n, word in enumerate(layout.words, 1):
        if word.raw.replace(" ", "") != word.reads.replace(" ", "") or len(word.reads) >= len(word.raw):
            raise ReadingError(f"word {n}: “{word.reads}” is not “{word.raw}” with spaces taken out.")
    if both := sorted(set(layout.hyphens.keep) & set(layout.hyphens.drop)):
        raise ReadingError(f"hyphens: {', '.join(both)} stands under keep and under drop.")


def _check_pages(pages: Pages | None) -> None:
    if pages and pages.last < pages.first:
        raise ReadingError(f"pages: the last, {pages.last}, comes before the first, {pages.first}.")


def _check_levels(headings: tuple[HeadingEntry, ...]) -> None:
    above = 0
    for n, heading in enumerate(headings, 1):
        if heading.level > above + 1:
            raise ReadingError(f"heading {n} “{heading.text}”: level {heading.level} under level {above}.")
        above = heading.level


def _check_tables(tables: tuple[TableEntry, ...]) -> None:
    for n, table in enumerate(tables, 1):
        if bool(table.note) == bool(table.last_row):
            raise ReadingError(f"table {n}: give the first words of its note, or else its last_row.")
    numbers = [table.number for table in tables]
    if len(set(numbers)) < len(numbers):
        raise ReadingError(f"table: a number is given twice in {numbers}.")
