"""The headline file: one row for each published cross-reference between an objective and a clause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db.models import Case, F, When
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from sources.csv_files import csv_response, joined
from sources.snapshot import Snapshot

from ..models import CrossReference, Record
from ..models.cross_reference import CrossReferenceQuerySet
from .columns import Column, header, rows

CHUNK = 2_000


class Pair(NamedTuple):
    """A link of an objective and a clause, whichever way it runs.

    `recommendations` are the codes of those joined to both; `root` is the site's address, without a slash.
    """

    link: CrossReference
    objective: Record
    clause: Record
    recommendations: list[str]
    root: str

    def url(self, thing) -> str:
        return f"{self.root}{thing.get_absolute_url()}" if thing else ""


COLUMNS = [
    Column("objective_code", _("code of the objective"), lambda pair: pair.objective.code),
    Column("objective_number", _("its number as printed"), lambda pair: pair.objective.number),
    Column("objective_heading", _("its heading as printed"), lambda pair: pair.objective.heading),
    Column("objective_text", _("its exact words"), lambda pair: pair.objective.text),
    Column("clause_code", _("code of the clause"), lambda pair: pair.clause.code),
    Column("clause_number", _("its number as printed"), lambda pair: pair.clause.number),
    Column("clause_heading", _("its heading as printed"), lambda pair: pair.clause.heading),
    Column("clause_text", _("its exact words"), lambda pair: pair.clause.text),
    Column(
        "plan",
        _("the title of the document that the clause belongs to"),
        lambda pair: pair.clause.document.title,
    ),
    Column("relation", _("how the one bears on the other"), lambda pair: pair.link.relation),
    Column("basis", _("stated, same_heading or reading"), lambda pair: pair.link.basis),
    Column(
        "evidence_text",
        _("the words on which the link rests"),
        lambda pair: pair.link.evidence.exact if pair.link.evidence else "",
    ),
    Column("evidence_url", _("where they stand in the reader"), lambda pair: pair.url(pair.link.evidence)),
    Column(
        "recommendation_codes",
        _("recommendations joined to both the objective and the clause, joined by |"),
        lambda pair: joined(pair.recommendations),
    ),
    Column("objective_url", _("permanent address of the objective"), lambda pair: pair.url(pair.objective)),
    Column("clause_url", _("permanent address of the clause"), lambda pair: pair.url(pair.clause)),
]


def file(name: str, links: CrossReferenceQuerySet, root: str) -> StreamingHttpResponse:
    """The file of these links, whole and of one moment; `root` is the site's address, without a slash."""
    found = between_objectives_and_clauses(links)
    with Snapshot() as snapshot:
        made = rows(COLUMNS, pairs(found, root))
        return csv_response(name, header(COLUMNS), made, found.count(), snapshot.close)


def between_objectives_and_clauses(links: CrossReferenceQuerySet) -> CrossReferenceQuerySet:
    """The links that the file has a row for, by objective and then by clause."""
    to_objective = {"to_kind": Record.Kind.OBJECTIVE}
    objective = Case(When(**to_objective, then=F("to_record__sort_key")), default=F("from_record__sort_key"))
    clause = Case(When(**to_objective, then=F("from_record__sort_key")), default=F("to_record__sort_key"))
    pairs = links.joining(Record.Kind.OBJECTIVE, Record.Kind.CLAUSE)
    return pairs.order_by(objective, clause, "relation", "pk")


def pairs(links: CrossReferenceQuerySet, root: str) -> Iterator[Pair]:
    """A Pair for each link; three queries for every 2,000, whatever the number of rows."""
    found = links.with_ends().iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        ends = [_ends(link) for link in chunk]
        beside = _recommended({objective.pk for objective, _clause in ends}, "objective")
        under = _recommended({clause.pk for _objective, clause in ends}, "clause")
        for link, (objective, clause) in zip(chunk, ends, strict=True):
            both = beside[objective.pk] & under[clause.pk]
            yield Pair(link, objective, clause, [code for _key, code in sorted(both)], root)


def _ends(link):
    is_to_objective = link.to_kind == Record.Kind.OBJECTIVE
    return (link.to_record, link.from_record) if is_to_objective else (link.from_record, link.to_record)


def _recommended(keys: Iterable[int], kind: str) -> dict[int, set[tuple[str, str]]]:
    """The (sort key, code) of the published recommendations joined to each of these records."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    published = CrossReference.objects.published().order_by()
    for near, far in (("from", "to"), ("to", "from")):
        here = {f"{near}_record__in": keys, f"{near}_kind": kind, f"{far}_kind": Record.Kind.RECOMMENDATION}
        named = published.filter(**here).values_list(
            f"{near}_record", f"{far}_record__sort_key", f"{far}_record__code"
        )
        for key, *recommendation in named:
            found[key].add(tuple(recommendation))
    return found
