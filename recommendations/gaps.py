"""What is not there: objectives without a clause, clauses nobody takes up, and the like.

Each gap is a rule, the things that it finds, and the filtered list that holds exactly these.
Seven queries find them, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.http import urlencode

from sources.models import Document, DocumentVersion, Passage

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
        """The filtered list that holds exactly these records; "" when no filter tells them apart."""
        return f"{reverse(f'{self.kind}-list')}?{self.query}" if self.query and self.count else ""


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


def _published(kind: str) -> RecordQuerySet:
    return Record.objects.published().filter(kind=kind)


def unmet() -> RecordQuerySet:
    """Objectives that no clause is cited for; `part_count` tells how many stand under each."""
    parts = Count("children", filter=Q(children__status=Status.PUBLISHED), distinct=True)
    return _published("objective").without_link_to("clause").annotate(part_count=parts)


def _discussed(objectives):
    return objectives.under_another()


def _unexamined(objectives):
    return objectives.at_the_top().filter(part_count=0)


# Each gap by its name: kind, records, value of `without` that its list has.
RULES: dict[str, tuple[str, Any, str]] = {
    "objective-clause": ("objective", lambda: _discussed(unmet()), "clause"),
    "objective-unexamined": ("objective", lambda: _unexamined(unmet()), "clause"),
    "clause-recommendation": (
        "clause",
        lambda: _published("clause").without_link_to("recommendation"),
        "recommendation",
    ),
    "recommendation-addressee": (
        "recommendation",
        lambda: _published("recommendation").asking_nobody(),
        "addressee",
    ),
    "recommendation-objective": (
        "recommendation",
        lambda: _published("recommendation").without_link_to("objective"),
        "objective",
    ),
    "recommendation-link": (
        "recommendation",
        lambda: _published("recommendation").exclude(
            pk__in=Record.objects.published().order_by().linked().values("pk")
        ),
        "",
    ),
}
# Gaps whose list needs the records by name, because `without` alone holds others too.
NAMED = {"objective-clause", "objective-unexamined"}


def records_of(slug: str) -> RecordQuerySet:
    """The records of a gap, in their order."""
    return RULES[slug][1]().select_related("document").order_by("sort_key")


def gap(slug: str) -> Gap:
    """A gap with the first of its records; one query, two when there are more than are shown."""
    kind, _rule, lacking = RULES[slug]
    records = records_of(slug)
    found = list(records[: SHOWN + 1])
    count = records.count() if len(found) > SHOWN else len(found)
    found = found[:SHOWN]
    pairs = [("without", lacking)] if lacking else []
    if slug in NAMED and count <= min(SHOWN, MOST_VALUES):
        pairs += [(kind, record.code) for record in found]
    worded = [record for record in found if not record.is_heading]
    mere = [record for record in found if record.is_heading]
    return Gap(slug, kind, worded, count, urlencode(pairs), mere)


def gaps() -> list[Gap]:
    """Every gap among the records, in the order of the page."""
    return [gap(slug) for slug in RULES]


# Passages


def unquoted_passages() -> QuerySet[Passage]:
    """Running text that may be shown, in the newest version of its document, that no record quotes."""
    quoting = RecordQuotation.objects.filter(
        record__status=Status.PUBLISHED,
        quotation__version=OuterRef("version"),
        quotation__start_passage__position__lte=OuterRef("position"),
        quotation__end_passage__position__gte=OuterRef("position"),
    )
    return running_text().filter(~Exists(quoting))


def running_text() -> QuerySet[Passage]:
    """Every passage of running text that may be shown, newest versions only."""
    newer = DocumentVersion.objects.filter(
        document=OuterRef("version__document"), number__gt=OuterRef("version__number")
    )
    return Passage.objects.readable().filter(~Exists(newer), kind__in=TEXT_KINDS).order_by()


def unquoted() -> list[Unquoted]:
    """Document by document; three queries."""
    counts = dict(unquoted_passages().values_list("version__document").annotate(n=Count("pk")))
    all_of = running_text().values_list("version__document").annotate(n=Count("pk"))
    documents = Document.objects.in_bulk([document for document, _n in all_of])
    found = {
        pk: Unquoted(documents[pk], total, counts.get(pk, 0))
        for pk, total in sorted(all_of, key=lambda row: documents[row[0]].issued)
    }
    for document, passages in _first_passages().items():
        found[document].passages = passages
    return list(found.values())


def _first_passages():
    """{document: its first unquoted passages}; at most SHOWN in all."""
    shown: dict[int, list[Passage]] = {}
    found = unquoted_passages().annotate(document=F("version__document"), start=Left("text", EXCERPT))
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
    records = sum(records_of(slug).count() for slug in RULES if slug in wanted)
    return records + (unquoted_passages().count() if "passage-record" in wanted else 0)
