"""What is here, counted for the atlas in a fixed number of queries (four beside the census)."""

from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Value
from django.utils.translation import ngettext_lazy

from recommendations import census
from recommendations.census.sets import NOTHING
from recommendations.models import Actor
from recommendations.outline import Row, rows
from recommendations.parameters import union
from recommendations.record_lines import lines
from recommendations.record_page import PLURALS
from sources.models import DataTable, Document, DocumentVersion, Milestone, Passage

NO_DOCUMENT = Value(0, output_field=BigIntegerField())
MOST_DOCUMENTS = 40  # their list has all of them
SHOWN = 200  # objectives; their list has all of them
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


def objectives(now: census.Census) -> list[Row]:
    """The Blueprint's tree: every published objective (the first SHOWN), with what meets each."""
    return rows(lines(now, now.records.in_order(now.records.of_kind("objective"))[:SHOWN]))


def overview(now: census.Census) -> Overview:
    """Documents, totals and gaps."""
    holdings = _holdings(now)
    held = [each for each in holdings if each.is_held]
    rows = _rows([each.document.pk for each in held])
    counts = _counts(now) | {name: rows.get((name, 0), 0) for name in ("actors", "milestones")}
    for each in held:
        each.document.passage_count = rows.get(("passages", each.document.pk), 0)  # type: ignore[attr-defined]
        each.document.table_count = rows.get(("tables", each.document.pk), 0)  # type: ignore[attr-defined]
    gaps = [
        {"kind": kind, "lacking": lacking, "words": words % n}
        for kind, lacking, words in GAPS
        if (n := counts.get(f"{kind}-{lacking}", 0))
    ]
    cited = [each for each in holdings if each.kinds and not each.is_held]
    return Overview(held, cited, counts, gaps)


def _holdings(now) -> list[Holding]:
    """Documents, the one with the most records first; of very many the first MOST_DOCUMENTS."""
    has_text = Exists(DocumentVersion.objects.filter(document=OuterRef("pk")))
    documents = Document.objects.annotate(is_held=has_text).defer("csl")
    if largest := _largest(now.records.document):
        documents = documents.filter(pk__in=largest)
    found = [Holding(each, each.is_held, list(_by_kind(now.records, each.pk))) for each in documents]
    return sorted(found, key=lambda holding: -holding.total)[:MOST_DOCUMENTS]


def _largest(places):
    """The documents with as many records as the last that is shown; of few documents none is left out."""
    if len(places) <= MOST_DOCUMENTS:
        return []
    least = nlargest(MOST_DOCUMENTS, map(len, places.values()))[-1]
    return [document for document, found in places.items() if len(found) >= least]


def _by_kind(records, document):
    places = records.document.get(document, NOTHING)
    for kind, plural in PLURALS.items():
        if n := places.intersection_cardinality(records.kind.get(kind, NOTHING)):
            yield kind, str(plural), n


def _counts(now) -> dict[str, int]:
    """Totals and gaps by name, from the census."""
    between = now.links_between("objective", "clause")
    counts = {"links": len(now.links.all), "linked clauses": len(between), "tags": len(now.tags.bearing)}
    for kind, lacking, _words in GAPS:
        counts[f"{kind}-{lacking}"] = len(now.without(kind, lacking))
    return counts


def _rows(documents) -> dict[tuple[str, int], int]:
    """{(what, document): how many it has, over all its versions}; of no document under 0. One query."""
    held: dict[str, tuple[Any, Any]] = {
        "passages": (Passage.objects.filter(version__document__in=documents), "version__document"),
        "tables": (DataTable.objects.readable().filter(version__document__in=documents), "version__document"),
        "actors": (Actor.objects, NO_DOCUMENT),
        "milestones": (Milestone.objects, NO_DOCUMENT),
    }
    rows = [
        found.order_by().values_list(Value(name), of).annotate(n=Count("pk"))
        for name, (found, of) in held.items()
    ]
    return {(name, document): n for name, document, n in union(rows)}
