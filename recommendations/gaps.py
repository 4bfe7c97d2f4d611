"""What is not there: objectives without a clause, clauses nobody takes up, and the like.

Each gap is a rule, the things that it finds, and the filtered list that holds exactly these.
Three queries find them all, however many there are, and two more where the content has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.http import urlencode
from pyroaring import BitMap

from sources.kept import kept
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
    (found,) = _gaps([slug], now or census.current())
    return found


def gaps(now: census.Census) -> list[Gap]:
    """Every gap among the records, in the order of the page. One query."""
    return list(_gaps(RULES, now))


def _gaps(slugs, now):
    there = {slug: places(now, slug) for slug in slugs}
    shown = {
        slug: [now.records.keys[place] for place in now.records.in_order(found)[:SHOWN]]
        for slug, found in there.items()
    }
    records = Record.objects.select_related("document").in_bulk(
        {key for keys in shown.values() for key in keys}
    )
    for slug, keys in shown.items():
        yield _gap(slug, len(there[slug]), [records[key] for key in keys if key in records])


def _gap(slug, n, found):
    kind, _rule, lacking = RULES[slug]
    pairs = [("without", lacking)]
    if slug in NAMED and n <= min(SHOWN, MOST_VALUES):
        pairs += [(kind, record.code) for record in found]
    worded = [record for record in found if not record.is_heading]
    mere = [record for record in found if record.is_heading]
    return Gap(slug, kind, worded, n, urlencode(pairs), mere)


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


def _is_quoted(at_once=False):
    """Whether a quotation that a published record uses begins in a passage or goes on in it.

    To look for the quotations of each passage is quick for a few; for all of them, all `at_once` is quicker.
    """
    used = RecordQuotation.objects.filter(record__status=Status.PUBLISHED).order_by()
    each = Exists(used.filter(quotation__start_passage=OuterRef("pk")))
    begins = Q(pk__in=used.values("quotation__start_passage")) if at_once else each
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


class Counted(NamedTuple):
    """What can be told of passages only by looking at all of them.

    `by_document` has (all, unquoted) for the key of each document, `first` the passages that are shown.
    """

    by_document: dict[int, tuple[int, int]]
    first: dict[int, list[Passage]]


@kept
def counted() -> Counted:
    """All running text and what no record quotes of it; two queries where the content has changed."""
    counts = running_text().values_list("version__document", "version__document__issued")
    counts = counts.annotate(all=Count("pk"), unquoted=Count("pk", filter=~_is_quoted(at_once=True)))
    rows: list[Any] = list(counts.order_by("version__document__issued"))
    by_document = {pk: (total, n) for pk, _issued, total, n in rows}
    return Counted(by_document, _first_passages(_first_documents(rows)))


def unquoted() -> list[Unquoted]:
    """Document by document; two queries, and those of what is counted."""
    by_document, first = counted()
    documents = Document.objects.filter(pk__in=by_document).order_by("issued", "slug")
    return [Unquoted(each, *by_document[each.pk], first.get(each.pk, [])) for each in documents]


def _first_documents(rows):
    """The keys of those, in the order of their dates, whose passages are enough to be shown."""
    documents: list[int] = []
    found = 0
    for _issued, of_one_date in groupby(rows, key=itemgetter(1)):
        if found < SHOWN:
            for pk, _date, _total, n in of_one_date:
                documents.append(pk)
                found += n
    return documents


def _first_passages(documents):
    """{document: its first unquoted passages}; at most SHOWN in all."""
    shown: dict[int, list[Passage]] = {}
    found = unquoted_passages().filter(version__document__in=documents)
    found = found.annotate(document=F("version__document"), start=Left("text", EXCERPT))
    in_order = found.defer("text", "mends").order_by("version__document__issued", "position", "pk")
    for passage in in_order[:SHOWN]:
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
