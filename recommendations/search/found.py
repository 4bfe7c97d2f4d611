"""Asking the index: how many entries match a tree, and which stand first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from sources.readers import connection

from .entries import BITS, KINDS, RECORDS, kind_and_pk
from .index import backend
from .query import And, Leaf, Node, Not

RANKED = 2_000  # entries among which the most relevant are looked for
KIND = (1 << BITS) - 1


def records_matching(tree: Node) -> RawSQL:
    """The primary keys of the records that match, as a subquery for `pk__in`."""
    found = Matches(tree, RECORDS)
    return RawSQL(
        f"SELECT rowid >> {BITS} FROM search_index WHERE {found.where}", found.parameters, BigIntegerField()
    )


def links_matching(tree: Node) -> Q:
    """The condition on a cross-reference: each part stands in an end, in the evidence or in the reason."""
    if isinstance(tree, Not):
        return ~links_matching(tree.part)
    if isinstance(tree, And):
        return reduce(and_, map(links_matching, tree.parts))
    ends = records_matching(tree)
    either = Q(from_record__in=ends) | Q(to_record__in=ends)
    if not isinstance(tree, Leaf):
        return either
    said = " ".join(token.exact for token in tree.tokens)
    return either | Q(evidence__exact__icontains=said) | Q(reason__icontains=said)


@dataclass(frozen=True)
class Matches:
    """The entries of these kinds that match a tree; with `among`, only those of these records."""

    tree: Node
    kinds: Sequence[str] = KINDS
    among: QuerySet | None = None

    @property
    def where(self) -> str:
        """The condition, with a mark for each of the parameters."""
        parts = [backend().MATCHES]
        if set(self.kinds) != set(KINDS):
            codes = ", ".join(str(KINDS.index(kind)) for kind in self.kinds)
            parts.append(f"(rowid & {KIND}) IN ({codes})")
        if self.among is not None:
            records, _parameters = self._among
            parts.append(f"({backend().ROWID} >> {BITS}) IN ({records})")
        return " AND ".join(parts)

    @property
    def parameters(self) -> list:
        wanted: list = [backend().expression(self.tree)]
        return [*wanted, *self._among[1]] if self.among is not None else wanted

    @property
    def _among(self):
        assert self.among is not None
        return self.among.order_by().values("pk").query.sql_with_params()

    def counts(self) -> dict[str, int]:
        """How many match, by kind. One query."""
        codes = {kind: KINDS.index(kind) for kind in self.kinds}
        sums = ", ".join(f"SUM(CASE WHEN rowid & {KIND} = {code} THEN 1 END)" for code in codes.values())
        sql = f"SELECT {sums} FROM search_index WHERE {self.where}"
        with connection.cursor() as cursor:
            cursor.execute(sql, self.parameters)
            return {kind: n for kind, n in zip(codes, cursor.fetchone(), strict=True) if n}

    def page(self, start: int, count: int) -> list[tuple[str, int]]:
        """Kind and primary key of `count` entries from the `start`-th, the most relevant first.

        Of the first RANKED in the order of their numbers the best come first; those after them follow
        in that order. One query.
        """
        sql, parameters = self._beyond(start, count) if start >= RANKED else self._ranked(start, count)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [kind_and_pk(row[0]) for row in cursor]

    def _ranked(self, start, count):
        known = backend()
        first = (
            f"SELECT rowid, {known.RELEVANCE} AS relevance FROM search_index WHERE {self.where}"
            f" ORDER BY rowid LIMIT {RANKED}"
        )
        part = f"LIMIT {int(count)} OFFSET {int(start)}"
        sql = f"SELECT rowid FROM ({first}) AS first ORDER BY relevance, rowid {part}"
        return sql, [known.expression(self.tree)] * known.RELEVANCE_PARAMETERS + self.parameters

    def _beyond(self, start, count):
        sql = f"SELECT rowid FROM search_index WHERE {self.where} ORDER BY rowid"
        return f"{sql} LIMIT {int(count)} OFFSET {int(start)}", self.parameters
