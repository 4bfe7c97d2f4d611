"""A held text laid out for reading: passages, marks, margin, tables, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from sources import received
from sources.marking import Piece, Span, pieces
from sources.missing import NotInLibrary
from sources.models import DataTable, Document, DocumentVersion, Observation, Passage, Quotation, Section
from sources.printed import PrintedTable, lay_out
from sources.received import Line

from . import citing
from .quoted import Quoter, Use, Words, uses
from .record_page import PLURALS

DEEPEST = 6  # HTML has no heading below h6


class Point(NamedTuple):
    """What stands between two characters: a note marker, or a page that begins.

    `anchor` is the page's address within the reader's, where the page is met for the first time.
    """

    kind: str
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Choice:
    """A kind of record whose marks can be shown; `value` "" is all of them, "none" is none."""

    value: str
    label: str
    count: int
    is_chosen: bool


class Beside(NamedTuple):
    """A record in the margin; `is_again` when it stood beside an earlier passage already."""

    record: Quoter
    is_again: bool


@dataclass
class Row:
    """A passage as the reader shows it, with the records whose words begin in it."""

    passage: Passage
    pieces: list[Piece]
    beside: list[Beside]
    page: Point | None = None
    heading: int = 0
    table: PrintedTable | None = None
    cited: str = ""


@dataclass
class Quoted:
    """A quotation and the records that it belongs to, for a text that may not be shown whole.

    The first of a passage bears the passage's anchor.
    """

    quotation: Words
    anchor: str
    records: list[Quoter] = field(default_factory=list)


class ReaderPage:
    """The newest text of a document, with the marks of some kinds of record, or of all.

    `address` is the reader's own, which citations of passages give, with the day they are `accessed`.
    """

    def __init__(self, document: Document, version: DocumentVersion):
        self.document, self.version = document, version
        self.kinds: tuple[str, ...] = ()
        self.address = ""
        self.accessed: date | None = None

    def showing(self, kinds: Iterable[str]) -> Self:
        """The same page with the marks of these kinds only; "none" is a kind that no record is of."""
        self.kinds = tuple(kinds)
        return self

    def cited_at(self, address: str, accessed: date) -> Self:
        """The same page, with citations that say where it was read, and when."""
        self.address, self.accessed = address, accessed
        return self

    @classmethod
    def find(cls, slug: str) -> Self:
        """The reader's page of a document; NotInLibrary (404) says why there is none."""
        document = Document.objects.filter(slug=slug).first()
        if document is None:
            raise NotInLibrary(_("No document is called “%s” here.") % slug)
        version = document.versions.order_by("-number").first()
        if version is None:
            raise NotInLibrary(_("The text of “%s” is not held; it is known as others cite it.") % document)
        return cls(document, version)

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.version.sections.order_by("position"))

    @cached_property
    def passages(self) -> list[Passage]:
        return list(self.version.passages.order_by("position"))

    @cached_property
    def lines(self) -> list[Line]:
        """The text as received, line by line."""
        return received.lines(self.version, self.passages, self.version.tables.all())

    @property
    def rules(self) -> list[tuple[str, str, int]]:
        """What was mended in the text received: (rule, what it does, how often)."""
        return received.rules_met(self.lines)

    @cached_property
    def contents(self) -> list[tuple[Section, str]]:
        """Each section and the anchor of its heading."""
        headings = {
            each.section_id: each.anchor for each in self.passages if each.kind == Passage.Kind.HEADING
        }
        return [(section, headings[section.pk]) for section in self.sections if section.pk in headings]

    @cached_property
    def uses(self) -> list[Use]:
        """Every published record's quotations of this text, in reading order."""
        return uses(self.version.pk, {passage.pk: passage for passage in self.passages})

    @property
    def shown(self) -> list[Use]:
        """Those of the kinds that are asked for."""
        return [use for use in self.uses if not self.kinds or use.record.kind in self.kinds]

    @property
    def choices(self) -> list[Choice]:
        """The kinds to choose from: all, those that are there with their records' number, none."""
        met = {use.record.code: use.record.kind for use in self.uses}
        counts = Counter(met.values())
        kinds = [
            Choice(kind, str(PLURALS[kind]), counts[kind], kind in self.kinds)
            for kind in PLURALS
            if counts[kind]
        ]
        every = Choice("", _("All"), len(met), not self.kinds)
        return [every, *kinds, Choice("none", _("None"), 0, "none" in self.kinds)]

    @property
    def quoted(self) -> list[Quoted]:
        """The quotations in reading order, each once."""
        found: dict[int, Quoted] = {}
        anchors: set[str] = set()
        for use in self.uses:
            anchor = use.quotation.start_passage.anchor
            entry = found.setdefault(
                use.quotation.pk, Quoted(use.quotation, "" if anchor in anchors else anchor)
            )
            anchors.add(anchor)
            if use.record not in entry.records:
                entry.records.append(use.record)
        return list(found.values())

    @cached_property
    def rows(self) -> list[Row]:
        """Every passage in reading order."""
        raw, page = self.version.raw_text, ""
        begun: set[str] = set()
        found = []
        for passage in self.passages:
            turned = _turn(passage.page, begun) if passage.page != page else None
            points = _points(passage, raw, begun)
            row = self._row(passage, points)
            row.page = turned
            page = next((point.text for _at, point in reversed(points) if point.kind == "page"), passage.page)
            found.append(row)
        return found

    def _row(self, passage, points):
        spans = self._marks[passage.position]
        level = self._levels.get(passage.section_id, 0) if passage.kind == Passage.Kind.HEADING else 0
        return Row(
            passage,
            pieces(passage.text, spans, points),
            self._beside[passage.position],
            heading=min(level + 1, DEEPEST) if level else 0,
            table=self._tables.get(passage.pk),
            cited=self._cite(passage),
        )

    def _cite(self, passage):
        pages = (passage.page, passage.page_at(len(passage.text)))
        return self._cited(passage.position, pages, f"{self.address}#{passage.anchor}")

    @cached_property
    def _cited(self):
        csl = self.document.csl or {"title": self.document.title}
        return citing.cite_passages(csl, accessed=self.accessed)

    @cached_property
    def _levels(self):
        return {section.pk: section.level for section in self.sections}

    @cached_property
    def _beside(self) -> dict[int, list[Beside]]:
        """The records whose quotations begin in each passage, by its position."""
        found = defaultdict(list)
        last: dict[str, int] = {}
        for use in self.shown:
            position = use.quotation.start_passage.position
            if last.get(use.record.code) != position:
                found[position].append(Beside(use.record, use.record.code in last))
            last[use.record.code] = position
        return found

    @cached_property
    def _marks(self) -> dict[int, list[Span]]:
        """The marked spans of each passage, by its position."""
        found = defaultdict(list)
        for use in self.shown:
            for position, start, end in reach(use.quotation):
                found[position].append(Span(start, end, use.record))
        return found

    @cached_property
    def _tables(self) -> dict[int, PrintedTable]:
        """The tables, by the passage of their caption."""
        tables = {table.pk: table for table in DataTable.objects.filter(version=self.version)}
        cells = defaultdict(list)
        for cell in Observation.objects.filter(table__in=tables).order_by("table", "row", "column"):
            cells[cell.table_id].append(cell)
        return {table.caption_id: lay_out(table, cells[pk]) for pk, table in tables.items()}


def _points(passage: Passage, raw: str, begun: set[str]) -> list[tuple[int, Point]]:
    """The note markers and the page breaks within a passage, in its order."""
    from sources.reading import note_markers  # here: only whoever opens a text needs it

    found = [(at, Point("note", marker)) for at, marker in note_markers(passage.mended, raw)]
    found += [(mend.end, _turn(mend.page, begun)) for mend in passage.mended if mend.page]
    return sorted(found, key=lambda point: point[0])


def _turn(page: str, begun: set[str]) -> Point:
    """The beginning of a page; tables that interrupt a sentence make the same page begin twice."""
    anchor = "" if page in begun else f"page-{page}"
    begun.add(page)
    return Point("page", page, anchor)


def reach(quotation: Quotation | Words) -> Iterable[tuple[int, int, int]]:
    """(position, start, end) in each passage that a quotation runs over; beyond its end is no matter."""
    first, last = quotation.start_passage.position, quotation.end_passage.position
    whole = 1 << 31
    for position in range(first, last + 1):
        start = quotation.start if position == first else 0
        yield position, start, quotation.end if position == last else whole
