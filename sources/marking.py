"""Marks in a text: overlapping spans cut into pieces, each with the marks that lie on it.

Pure: the standard library alone.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive), marked for `key`."""

    start: int
    end: int
    key: Hashable


class Piece(NamedTuple):
    """A stretch of text, or (with empty text) a `point`: something that stands between two characters.

    `marks` holds (level, key) for each span that covers the piece, the lowest level first. Spans that
    overlap have different levels, and a span keeps its level in all of its pieces.
    """

    text: str
    marks: tuple[tuple[int, Hashable], ...] = ()
    point: object = None


def pieces(text: str, spans: Iterable[Span], points: Iterable[tuple[int, object]] = ()) -> list[Piece]:
    """The text cut at every boundary; joined together again, the pieces are the text.

    Spans may lie within, across or upon each other; what reaches beyond the text is cut off.
    """
    within = [Span(max(0, span.start), min(len(text), span.end), span.key) for span in spans]
    levelled = _levels([span for span in within if span.start < span.end])
    standing = sorted(points, key=lambda point: point[0])
    cuts = {0, len(text), *(offset for offset, _point in standing if 0 <= offset <= len(text))}
    cuts.update(edge for _level, span in levelled for edge in (span.start, span.end))
    ordered = sorted(cuts)
    found = []
    for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
        found += [Piece("", (), point) for offset, point in standing if offset == start]
        if start < end:
            found.append(Piece(text[start:end], _marks(levelled, start, end)))
    return found


def _levels(spans: list[Span]) -> list[tuple[int, Span]]:
    """Each span with the lowest level that no overlapping one has; shorter spans come nearest the words."""
    placed: list[tuple[int, Span]] = []
    for span in sorted(spans, key=lambda each: (each.end - each.start, each.start)):
        taken = {level for level, other in placed if other.start < span.end and span.start < other.end}
        placed.append((next(level for level in range(1, len(spans) + 1) if level not in taken), span))
    return placed


def _marks(levelled, start, end):
    covering = [(level, span.key) for level, span in levelled if span.start <= start and end <= span.end]
    return tuple(sorted(covering, key=lambda mark: mark[0]))


def excerpt(text: str, spans: Sequence[Span], size: int = 240) -> list[Piece]:
    """About `size` characters where most of the spans' keys stand together, "…" where it is cut."""
    start = _word_start(text, max(0, _densest(spans, size) - size // 3))
    if len(text) - start < size:
        start = _word_start(text, max(0, len(text) - size))
    end = _word_end(text, start + size)
    cut = pieces(text[start:end], [Span(span.start - start, span.end - start, span.key) for span in spans])
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(text) else []
    return before + cut + after


def _densest(spans, size):
    """Where a stretch begins that holds the most different keys."""
    ordered = sorted(spans, key=lambda span: span[:2])[:200]
    counted = [
        (len({other.key for other in ordered[at:] if other.end <= span.start + size * 2 // 3}), -span.start)
        for at, span in enumerate(ordered)
    ]
    return -max(counted)[1] if counted else 0


def _word_start(text, offset):
    blank = text.rfind(" ", 0, offset)
    return blank + 1 if blank >= 0 and offset - blank < 40 else offset


def _word_end(text, offset):
    blank = text.find(" ", offset)
    if blank < 0:
        blank = len(text)
    return blank if blank < offset + 40 else min(len(text), offset)
