"""The way back: from a reading to the characters it was made of."""

import re
from collections.abc import Iterable

from .layout import NOTE_MARKER
from .lines import MARKER
from .shapes import Mend, PassageRead, Reading, ReadingError, TableRead

# What the raw characters behind a mend may be, so that no rule can swallow a word.
MAY_TAKE = {
    "line": re.compile(r"\s*"),
    "page": re.compile(r"\s*"),
    "space": re.compile(r"\s*"),
    "word": re.compile(r"\s*"),
    "letter-spacing": re.compile(r"[\s\u00ad]*"),
    "hyphen": re.compile(r"-?[\s\u00ad]*"),
    "label": re.compile(rf"(?:{MARKER.pattern})\s+"),
    "note": NOTE_MARKER,
    "interruption": re.compile(r".*", re.DOTALL),
}


def raw_of(text: str, mends: Iterable[Mend], raw: str, raw_start: int, raw_end: int) -> str:
    """The raw span a passage was read from, rebuilt from its reading text and its mends.

    Raises ReadingError, naming the raw offset, where the two differ beyond what the mends account for.
    """
    rebuilt, done, raw_done = [], 0, raw_start
    for mend in [*mends, Mend(len(text), len(text), raw_end, raw_end, "line")]:
        copied = _copied(text, done, mend, raw, raw_done)
        _check_mend(text, mend, raw)
        rebuilt += [copied, raw[mend.raw_start : mend.raw_end]]
        done, raw_done = mend.end, mend.raw_end
    return "".join(rebuilt)


def _copied(text: str, done: int, mend: Mend, raw: str, raw_done: int) -> str:
    """The stretch before a mend, which must be the same in the reading and in the raw text."""
    if not (
        done <= mend.start <= mend.end <= len(text) and raw_done <= mend.raw_start <= mend.raw_end <= len(raw)
    ):
        raise ReadingError(
            f"Offset {raw_done}: the mend {mend.to_list()} is out of order or out of the text."
        )
    copied, received = text[done : mend.start], raw[raw_done : mend.raw_start]
    if copied != received:
        pairs = enumerate(zip(copied, received, strict=False))
        same = next((n for n, (ours, theirs) in pairs if ours != theirs), min(len(copied), len(received)))
        ours, theirs = copied[same : same + 20], received[same : same + 20]
        raise ReadingError(f"Offset {raw_done + same}: the reading has “{ours}”, the text “{theirs}”.")
    return copied


def _check_mend(text: str, mend: Mend, raw: str) -> None:
    put, taken = text[mend.start : mend.end], raw[mend.raw_start : mend.raw_end]
    if put not in ("", " "):
        raise ReadingError(f"Offset {mend.raw_start}: the mend {mend.to_list()} puts in “{put}”.")
    if mend.rule not in MAY_TAKE or not MAY_TAKE[mend.rule].fullmatch(taken):
        raise ReadingError(
            f"Offset {mend.raw_start}: the mend {mend.to_list()} may not take out “{taken[:40]}”."
        )


def to_raw(mends: Iterable[Mend], raw_start: int, offset: int, *, end: bool = False) -> int:
    """The raw offset of a reading offset.

    Where something was left out just there, the beginning of a quotation stands after it;
    its end (`end=True`) stands before it.
    """
    done, raw_done = 0, raw_start
    for mend in mends:
        if offset < mend.end or (end and offset == mend.start):
            return raw_done + min(offset, mend.start) - done
        done, raw_done = mend.end, mend.raw_end
    return raw_done + offset - done


def page_at(mends: Iterable[Mend], page: str, offset: int) -> str:
    """The printed page of a reading offset in a passage that begins on this page."""
    for mend in mends:
        if mend.page and mend.end <= offset:
            page = mend.page
    return page


def note_markers(mends: Iterable[Mend], raw: str) -> list[tuple[int, str]]:
    """The note markers left out of a passage: each reading offset, and the marker as printed."""
    return [(mend.start, raw[mend.raw_start : mend.raw_end]) for mend in mends if mend.rule == "note"]


def table_tokens(raw: str, table: TableRead) -> list[str]:
    """The words and figures of a table's body in printed order, as white space parts them."""
    return raw[table.raw_start : table.raw_end].split()


def uncovered(raw: str, reading: Reading) -> list[tuple[int, int]]:
    """Raw stretches, white space apart, that do not lie in exactly one passage or table body."""
    changes = [0] * (len(raw) + 1)
    for start, end, by in _spans(reading):
        changes[start] += by
        changes[end] -= by
    times, strays = 0, []
    for offset, character in enumerate(raw):
        times += changes[offset]
        if times != 1 and not character.isspace():
            strays.append(offset)
    return _stretches(strays)


def _spans(reading: Reading) -> Iterable[tuple[int, int, int]]:
    """Every claimed span (+1), and every interruption of one (-1)."""
    for table in reading.tables:
        yield table.raw_start, table.raw_end, 1
    for passage in reading.passages:
        yield passage.raw_start, passage.raw_end, 1
        yield from ((start, end, -1) for start, end in _interruptions(passage))


def _interruptions(passage: PassageRead) -> list[tuple[int, int]]:
    return [(mend.raw_start, mend.raw_end) for mend in passage.mends if mend.rule == "interruption"]


def _stretches(offsets: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for offset in offsets:
        if found and found[-1][1] == offset:
            found[-1] = (found[-1][0], offset + 1)
        else:
            found.append((offset, offset + 1))
    return found
