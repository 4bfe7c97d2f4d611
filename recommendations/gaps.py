"""What is not there: objectives without a clause, clauses nobody takes up, and the like.

Each gap is a rule, the things that it finds, and the filtered list that holds exactly these.
Ten queries find them all, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.http import urlencode
from pyroaring import BitMap

from sources.models import Document, DocumentVersion, Passage

from . import census
from .gap_words import WORDS, Words
from .models import Record, RecordQuotation, Status
from .models.record_queries import RecordQuerySet
from .parameters import MOST_VALUES

SHOWN = 60  # of one gap on the page; the list and the file have all
OPEN = 6  # of them not folded away
EXCERPT = 160  # characters of a passage
# Running text: what an author could be quoted with. Headings, captions, notes and imprints are not.
TEXT_KINDS = (Passage.Kind.PARAGRAPH, Passage.Kind.LIST_ITEM, Passage.Kind.BLOCK_QUOTATION)


@dataclass
class Gap:
    """One kind of absence: `found` are the first of `count` records, `aside` those it explains away."""

    slug: str
    kind: str
    found: list[Record]
    count: int
    query: str = ""
    aside: list[Record] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return WORDS[self.slug]

    @property
    def first(self) -> list[Record]:
        """The records that stand open on the page; `others` are folded beneath them."""
        return self.found[:OPEN] if len(self.found) > OPEN + 2 else self.found

    @property
    def others(self) -> list[Record]:
        return self.found[len(self.first) :]

    @property
    def more(self) -> int:
        return self.count - len(self.found) - len(self.aside)

    @property
    def list_url(self) -> str:
        """The filtered list that holds exactly these records."""
        return f"{reverse(f'{self.kind}-list')}?{self.query}"


@dataclass
class Unquoted:
    """A document's passages that no record quotes: the first of `count`, of `all` that it has."""

    document: Document
    all: int
    count: int
    passages: list[Passage] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.passages)


def _lacking(kind: str, gap: str) -> RecordQuerySet:
    return Record.objects.published().filter(kind=kind).lacking(gap)


def unmet() -> RecordQuerySet:
    """Objectives that no clause is cited for."""
    return _lacking("objective", "clause")


def _unexamined(objectives):
    parts = Record.objects.published().filter(parent=OuterRef("pk"))
    return objectives.at_the_top().filter(~Exists(parts))


# Each gap by its name: kind, records, value of `without` that its list has.
RULES: dict[str, tuple[str, Any, str]] = {
    "objective-clause": ("objective", lambda: unmet().under_another(), "clause"),
    "objective-unexamined": ("objective", lambda: _unexamined(unmet()), "clause"),
} | {
    f"{kind}-{gap}": (kind, partial(_lacking, kind, gap), gap)
    for kind, gap in (
        ("clause", "recommendation"),
        ("recommendation", "addressee"),
        ("recommendation", "objective"),
        ("recommendation", "link"),
    )
}
# Gaps whose list needs the records by name, because `without` alone holds others too.
NAMED = {"objective-clause", "objective-unexamined"}


def records_of(slug: str) -> RecordQuerySet:
    """The records of a gap, in their order."""
    return RULES[slug][1]().select_related("document").order_by("sort_key", "code")


def gap(slug: str, now: census.Census | None = None) -> Gap:
    """A gap with the first of its records."""
    kind, _rule, lacking = RULES[slug]
    now = now or census.current()
    there = places(now, slug)
    keys = [now.records.keys[place] for place in now.records.in_order(there)[:SHOWN]]
    first = Record.objects.filter(pk__in=keys).select_related("document").order_by("sort_key", "code")
    found, n = list(first), len(there)
    pairs = [("without", lacking)]
    if slug in NAMED and n <= min(SHOWN, MOST_VALUES):
        pairs += [(kind, record.code) for record in found]
    worded = [record for record in found if not record.is_heading]
    mere = [record for record in found if record.is_heading]
    return Gap(slug, kind, worded, n, urlencode(pairs), mere)


def gaps(now: census.Census) -> list[Gap]:
    """Every gap among the records, in the order of the page."""
    return [gap(slug, now) for slug in RULES]


def sizes(slugs: list[str]) -> dict[str, int]:
    """How many records each of these gaps has, from the census. One query."""
    now = census.current()
    return {slug: len(places(now, slug)) for slug in slugs}


def places(now: census.Census, slug: str) -> BitMap:
    """The records of a gap in the census: the same that its rule selects."""
    records = now.records
    kind, _rule, lacking = RULES[slug]
    found = now.without(kind, lacking)
    if slug == "objective-clause":
        return found & records.beneath
    return found - records.beneath - BitMap(list(records.under)) if slug == "objective-unexamined" else found


# Passages


# Where quotations that run over several passages go on: few, and found by themselves. To ask for every
# passage which quotations run over it would look at each passage with each quotation of its text.
GOING_ON = """
SELECT p.id FROM recommendations_recordquotation u
JOIN recommendations_record r ON r.id = u.record_id AND r.status = 'published'
JOIN sources_quotation q ON q.id = u.quotation_id AND q.start_passage_id <> q.end_passage_id
JOIN sources_passage s ON s.id = q.start_passage_id
JOIN sources_passage e ON e.id = q.end_passage_id
JOIN sources_passage p ON p.version_id = q.version_id
WHERE p.position > s.position AND p.position <= e.position"""


def _is_quoted():
    """Whether a quotation that a published record uses begins in a passage or goes on in it."""
    used = RecordQuotation.objects.filter(record__status=Status.PUBLISHED)
    begins = Exists(used.filter(quotation__start_passage=OuterRef("pk")))
    return begins | Q(pk__in=RawSQL(GOING_ON, (), BigIntegerField()))


def unquoted_passages() -> QuerySet[Passage]:
    """Running text that may be shown, in the newest version of its document, that no record quotes."""
    return running_text().filter(~_is_quoted())


def running_text() -> QuerySet[Passage]:
    """Every passage of running text that may be shown, newest versions only."""
    newer = DocumentVersion.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    return Passage.objects.readable().filter(~Exists(newer), kind__in=TEXT_KINDS).order_by()


def unquoted() -> list[Unquoted]:
    """Document by document; three queries."""
    counts = running_text().values_list("version__document")
    counts = counts.annotate(all=Count("pk"), unquoted=Count("pk", filter=~_is_quoted()))
    by_key: dict[int, tuple[int, int]] = {pk: (total, n) for pk, total, n in counts}  # type: ignore[misc]
    documents = list(Document.objects.filter(pk__in=by_key).order_by("issued", "slug"))
    passages = _first_passages(_first_documents(documents, by_key))
    return [Unquoted(each, *by_key[each.pk], passages.get(each.pk, [])) for each in documents]


def _first_documents(documents, by_key):
    """The keys of those, in the order of their dates, whose passages are enough to be shown."""
    found: list[int] = []
    for _issued, of_one_date in groupby(documents, key=lambda document: document.issued):
        if sum(by_key[key][1] for key in found) < SHOWN:
            found += [document.pk for document in of_one_date]
    return found


def _first_passages(documents):
    """{document: its first unquoted passages}; at most SHOWN in all."""
    shown: dict[int, list[Passage]] = {}
    found = unquoted_passages().filter(version__document__in=documents)
    found = found.annotate(document=F("version__document"), start=Left("text", EXCERPT))
    for passage in found.defer("text", "mends").order_by("version__document__issued", "position")[:SHOWN]:
        shown.setdefault(passage.document, []).append(passage)
    return shown


def lines(wanted: list[str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    """(gap, code or anchor, document, number, words, address) of everything that the gaps hold."""
    for slug in RULES:
        if slug in wanted:
            for record in records_of(slug).iterator(chunk_size=2_000):
                place = record.document.slug, record.number, record.heading or record.text
                yield slug, record.code, *place, record.get_absolute_url()
    if "passage-record" in wanted:
        passages = unquoted_passages().annotate(slug=F("version__document__slug"))
        for passage in passages.order_by("slug", "position").iterator(chunk_size=2_000):
            address = f"{reverse('reader', args=[passage.slug])}#{passage.anchor}"
            yield "passage-record", passage.anchor, passage.slug, passage.label, passage.text, address


def count(wanted: list[str]) -> int:
    """How many lines that makes."""
    records = sum(sizes([slug for slug in RULES if slug in wanted]).values())
    return records + (unquoted_passages().count() if "passage-record" in wanted else 0)
