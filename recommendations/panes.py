"""Two records, each in the place where its words are read; and a cross-reference with both of its ends."""

from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from itertools import groupby
from operator import or_
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.translation import gettext as _

from sources.marking import Piece, Span, pieces
from sources.models import Document, Passage, Quotation

from .missing import former, missing_record, near_records
from .models import CrossReference, Record, RecordQuotation
from .parameters import FilterError
from .reader import Point, reach
from .record_page import RecordPage

AROUND = 2  # passages in front of the words, and behind them
EVIDENCE_AROUND = 1
CODE_LENGTH = 200  # characters


class Part(NamedTuple):
    """A passage as a pane shows it: runs of (is it marked, its pieces).

    `holds` tells whether words are marked in it, `before` how many passages the first of them are
    ahead (0 from there on), `follows` whether passages are left out in front of it.
    """

    passage: Passage
    runs: list[tuple[bool, list[Piece]]]
    holds: bool
    before: int
    follows: bool


class Place(NamedTuple):
    """Quotations of one text in the passages around them, or alone where only quoting is allowed."""

    document: Document
    quotations: list[Quotation]
    parts: list[Part]


class Pane(NamedTuple):
    """A record and its place; `place` is None for one without words of its own. `name` is "a" or "b"."""

    name: str
    record: Record
    place: Place | None

    @property
    def called(self) -> str:
        return RecordPage(self.record).name

    @property
    def is_second_hand(self) -> bool:
        return self.place is not None and self.place.document.pk != self.record.document_id


class PanesPage:
    """One or two records, and every published link between the two. Four queries."""

    def __init__(self, records: Sequence[Record], links: Sequence[CrossReference]):
        self.records, self.links = list(records), list(links)

    @classmethod
    def of_link(cls, link: CrossReference) -> "PanesPage":
        return cls([link.from_record, link.to_record], [link])

    @classmethod
    def of_codes(cls, a: str, b: str) -> "PanesPage":
        """The records that `a` and `b` name, either of which may be left out; FilterError (400)."""
        asked = {name: code for name, code in (("a", a), ("b", b)) if code}
        found = {
            record.code: record
            for record in Record.objects.published()
            .filter(code__in=[code[:CODE_LENGTH] for code in asked.values()])
            .select_related("document")
        }
        for name, code in asked.items():
            if code not in found:
                raise _refused(name, code)
        records = [found[code] for code in dict.fromkeys(asked.values())]
        between = Q(from_record__in=records, to_record__in=records)
        return cls(records, _links().filter(between).order_by("relation") if len(records) == 2 else ())

    @property
    def title(self) -> str:
        return " · ".join(record.code for record in self.records)

    @cached_property
    def panes(self) -> list[Pane]:
        return [
            Pane(name, record, self._place(words, AROUND) if (words := self._own_words(record)) else None)
            for name, record in zip("ab", self.records, strict=False)
        ]

    @cached_property
    def evidence(self) -> list[tuple[CrossReference, Place]]:
        """The links whose evidence stands in a third place, each with that place."""
        shown = {quotation.pk for record in self.records for quotation in self._own_words(record)}
        return [
            (link, self._place([link.evidence], EVIDENCE_AROUND))
            for link in self.links
            if link.evidence_id and link.evidence_id not in shown
        ]

    @cached_property
    def _uses(self) -> list[RecordQuotation]:
        found = RecordQuotation.objects.filter(record__in=self.records).select_related(
            "quotation__version__document", "quotation__start_passage__section__parent",
            "quotation__end_passage",
        )  # fmt: skip
        return list(found.defer("quotation__version__raw").order_by("position"))

    def _own_words(self, record) -> list[Quotation]:
        """Its words; of a mere heading that heading."""
        own = [use for use in self._uses if use.record_id == record.pk]
        for role in (RecordQuotation.Role.TEXT, RecordQuotation.Role.HEADING):
            if words := [use.quotation for use in own if use.role == role]:
                return words
        return []

    @cached_property
    def _passages(self) -> dict[int, list[Passage]]:
        """The passages around everything that is shown, by version, of texts that may be shown."""
        own = [quotation for record in self.records for quotation in self._own_words(record)]
        quoted = own + [link.evidence for link in self.links if link.evidence_id]
        around = [_around(quotation) for quotation in quoted]
        if not around:
            return {}
        found = Passage.objects.readable().filter(reduce(or_, around)).order_by("version", "position")
        return {version: list(each) for version, each in groupby(found, key=lambda one: one.version_id)}

    def _place(self, quotations, around) -> Place:
        version = quotations[0].version
        wanted = {position for each in quotations for position in _positions(each, around)}
        passages = [each for each in self._passages.get(version.pk, ()) if each.position in wanted]
        return Place(version.document, quotations, list(_parts(passages, quotations)))


def find_link(from_code: str, relation: str, to_code: str) -> CrossReference:
    """The published link of this name, or of what its records are called now.

    Missing (404) says what is not there, and what is near.
    """
    now = {"from": from_code, "to": to_code}
    found = _link(relation, now)
    if found is None:
        renamed = {end: former(code) for end, code in now.items()}
        found = _link(
            relation, now | {end: it.record.code for end, it in renamed.items() if it and it.record}
        )
    if found:
        return found
    there = set(
        Record.objects.published().filter(code__in=[from_code, to_code]).values_list("code", flat=True)
    )
    for code in (from_code, to_code):
        if code not in there:
            raise missing_record(code)
    missing = missing_record(from_code)
    missing.explanation = _("No cross-reference says that “%(from)s” %(relation)s “%(to)s”.") % {
        "from": from_code, "relation": relation[:40].replace("_", " "), "to": to_code,
    }  # fmt: skip
    raise missing


def _link(relation, codes):
    ends = {f"{end}_record__code": code for end, code in codes.items()}
    return _links().filter(relation=relation, **ends).first()


def _links():
    return CrossReference.objects.published().with_ends().select_related("evidence__end_passage")


def _refused(name, code) -> BadRequest:
    told = code[:CODE_LENGTH].encode(errors="replace").decode()
    problem = _("“%(code)s”, given as “%(name)s”, is not the code of a published record.")
    near = [record.code for record in near_records(told.lower())]
    return FilterError(problem % {"code": told, "name": name}, parameter=name, value=told, accepted=near)


def _around(quotation) -> Q:
    positions = _positions(quotation, AROUND)
    return Q(version=quotation.version_id, position__range=(positions.start, positions.stop - 1))


def _positions(quotation, around) -> range:
    first, last = quotation.start_passage.position, quotation.end_passage.position
    return range(max(1, first - around), last + around + 1)


def _parts(passages: Iterable[Passage], quotations: Iterable[Quotation]) -> Iterable[Part]:
    spans: dict[int, list[Span]] = {}
    for quotation in quotations:
        for position, start, end in reach(quotation):
            spans.setdefault(position, []).append(Span(start, end, quotation.pk))
    first, last = min(spans), 0
    for passage in passages:
        own = spans.get(passage.position, [])
        before = max(0, first - passage.position)
        follows = bool(last) and passage.position > last + 1
        yield Part(passage, _runs(passage, own), bool(own), before, follows)
        last = passage.position


def _runs(passage, spans) -> list[tuple[bool, list[Piece]]]:
    """The passage in runs of marked and unmarked words; a page that begins in marked words stays there."""
    turns = [(mend.end, Point("page", mend.page)) for mend in passage.mended if mend.page]
    cut = pieces(passage.text, spans, turns)
    keys = [frozenset(key for _level, key in piece.marks) for piece in cut]
    for n, piece in enumerate(cut):
        if piece.point is not None:
            keys[n] = keys[n - 1] & keys[n + 1] if 0 < n < len(cut) - 1 else frozenset()
    paired = groupby(zip(keys, cut, strict=True), key=lambda pair: pair[0])
    return [(bool(key), [piece for _key, piece in run]) for key, run in paired]
