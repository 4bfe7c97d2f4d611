"""What is here, counted for the atlas in a fixed number of queries (four)."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext_lazy

from recommendations.models import Actor, CrossReference, Objective, Record, Tag
from recommendations.outline import Row, rows, with_silence
from recommendations.parameters import union
from recommendations.record_page import PLURALS
from sources.models import DataTable, Document, DocumentVersion, Milestone, Passage

# Each gap: the kind of record, what it lacks (a value of `without`), and how many of them is said.
GAPS = [
    (
        "objective",
        "clause",
        ngettext_lazy("%d objective has no clause of its own", "%d objectives have no clause of their own"),
    ),
    (
        "clause",
        "recommendation",
        ngettext_lazy(
            "%d clause is taken up by no recommendation", "%d clauses are taken up by no recommendation"
        ),
    ),
    (
        "recommendation",
        "objective",
        ngettext_lazy(
            "%d recommendation is joined to no objective", "%d recommendations are joined to no objective"
        ),
    ),
    (
        "recommendation",
        "addressee",
        ngettext_lazy("%d recommendation names no addressee", "%d recommendations name no addressee"),
    ),
]


@dataclass(frozen=True)
class Holding:
    """A document and what is in it; `kinds` is (kind, plural, published records)."""

    document: Document
    is_held: bool
    kinds: list[tuple[str, str, int]]

    @property
    def total(self) -> int:
        return sum(n for _kind, _plural, n in self.kinds)


@dataclass(frozen=True)
class Overview:
    """The whole, in numbers: `counts` of links, actors …; `gaps`, if any, as {"kind", "lacking", "words"}."""

    held: list[Holding]
    cited: list[Holding]
    counts: dict[str, int]
    gaps: list[dict] = field(default_factory=list)


def objectives() -> list[Row]:
    """The Blueprint's tree: every published objective, with the counts of what meets it."""
    found = Objective.objects.published().select_related("document", "parent").with_link_counts()
    return rows(with_silence(found).order_by("sort_key"))


def overview() -> Overview:
    """Documents, totals and gaps."""
    counts = _counts()
    holdings = _holdings()
    gaps = [
        {"kind": kind, "lacking": lacking, "words": words % n}
        for kind, lacking, words in GAPS
        if (n := counts.get(f"{kind}-{lacking}", 0))
    ]
    held = [each for each in holdings if each.is_held]
    cited = [each for each in holdings if each.kinds and not each.is_held]
    return Overview(held, cited, counts, gaps)


def _holdings() -> list[Holding]:
    """Every document, the one with the most records first."""
    counted: dict[int, Counter] = defaultdict(Counter)
    records = Record.objects.published().order_by().values_list("document", "kind")
    for document, kind, n in records.annotate(n=Count("pk")):
        counted[document][kind] = n
    documents = Document.objects.annotate(
        is_held=Exists(DocumentVersion.objects.filter(document=OuterRef("pk"))),
        passage_count=_count_in(Passage.objects),
        table_count=_count_in(DataTable.objects.readable()),
    )
    found = [Holding(each, each.is_held, _by_kind(counted[each.pk])) for each in documents]
    return sorted(found, key=lambda holding: -holding.total)


def _by_kind(counts):
    return [(kind, str(plural), counts[kind]) for kind, plural in PLURALS.items() if counts[kind]]


def _count_in(things):
    """How many of these a document has, over all its versions."""
    rows = things.filter(version__document=OuterRef("pk")).order_by().values("version__document")
    counted = rows.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _counts() -> dict[str, int]:
    """Totals and gaps by name, by one query."""
    published = Record.objects.published()
    links = CrossReference.objects.published()
    asked = {
        "links": links,
        "linked clauses": links.joining("objective", "clause"),
        "actors": Actor.objects,
        "tags": Tag.objects.filter(taggings__content_object__in=published.values("pk")),
        "milestones": Milestone.objects,
    }
    for kind, lacking, _words in GAPS:
        asked[f"{kind}-{lacking}"] = published.filter(kind=kind).lacking(lacking)
    rows = [
        found.order_by().values_list(Value(name)).annotate(n=Count("pk", distinct=True))
        for name, found in asked.items()
    ]
    return dict(union(rows))
