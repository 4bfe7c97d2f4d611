"""A text and its layout in; its sections, passages and tables out."""

from .layout import Layout
from .lines import PageMap, lines_of
from .mending import Mender
from .outline import Draft, Heading, Outline, Table
from .places import Places
from .shapes import PassageRead, Reading, ReadingError, SectionRead, TableRead


def read(raw: str, layout: Layout) -> Reading:
    """Read a text. ReadingError names the entry or the line that does not hold, and why."""
    pages = PageMap(raw, layout.pages)
    lines = lines_of(raw, pages)
    outline = Outline(lines, Places(lines, layout))
    mender = Mender(raw, layout, pages)
    passages = tuple(_passage(n, draft, mender) for n, draft in enumerate(outline.drafts, 1))
    mender.refuse_doubt()
    _check_spelling(outline.drafts, passages)
    positions = {id(draft): n for n, draft in enumerate(outline.drafts, 1)}
    sections = tuple(
        _section(n, heading, passages[positions[id(heading.draft)] - 1])
        for n, heading in enumerate(outline.headings, 1)
    )
    tables = sorted(outline.tables.values(), key=lambda table: table.start)
    return Reading(sections, passages, tuple(_table(table, positions) for table in tables))


def _passage(position: int, draft: Draft, mender: Mender) -> PassageRead:
    label, text, mends = mender.read(draft)
    return PassageRead(
        position,
        draft.kind,
        draft.section,
        label,
        text,
        mender.pages.at(draft.start),
        draft.start,
        draft.end,
        mends,
    )


def _check_spelling(drafts: list[Draft], passages: tuple[PassageRead, ...]) -> None:
    """What the layout spells out in full must be what the rules made of the raw text."""
    for draft, passage in zip(drafts, passages, strict=True):
        printed = f"{passage.label} {passage.text}".strip()
        if draft.words and printed != draft.words:
            raise ReadingError(f"{draft.entry}: the text reads “{printed}”.")


def _section(position: int, heading: Heading, passage: PassageRead) -> SectionRead:
    return SectionRead(position, heading.parent, heading.level, passage.label, passage.text, passage.page)


def _table(table: Table, positions: dict[int, int]) -> TableRead:
    note = positions[id(table.note)] if table.note else None
    return TableRead(table.number, positions[id(table.caption)], note, table.start, table.end)
