"""Asking the index: how many entries match a tree, and which stand first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, itemgetter, or_

from django.db.models import BigIntegerField, Q
from django.db.models.expressions import RawSQL

from sources.readers import connection

from .entries import KEY, KINDS, RECORDS, STORED, kind_and_pk, stretches_of
from .index import backend
from .query import And, Leaf, Node, Not

RANKED = 2_000  # entries among which the most relevant are looked for
PK = (1 << KEY) - 1


def records_matching(tree: Node) -> RawSQL:
    """The primary keys of the records that match, as a subquery for `pk__in`."""
    found = Matches(tree, RECORDS)
    return RawSQL(
        f"SELECT rowid & {PK} FROM search_index WHERE {found.where()}", found.parameters, BigIntegerField()
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
    return reduce(or_, said_beside(tree), either)


def said_beside(leaf: Leaf) -> list[Q]:
    """That the words stand in the evidence of a cross-reference; that they stand in its reason."""
    said = " ".join(token.exact for token in leaf.tokens)
    return [Q(evidence__exact__icontains=said), Q(reason__icontains=said)]


@dataclass(frozen=True)
class Matches:
    """The entries of these kinds that match a tree; with `among`, only those with these primary keys."""

    tree: Node
    kinds: Sequence[str] = KINDS
    among: Sequence[int] | None = None

    def of(self, kinds: Sequence[str]) -> "Matches":
        """Those of some of the kinds, counted already."""
        fewer = Matches(self.tree, kinds, self.among)
        fewer.__dict__["_counts"] = {kind: n for kind, n in self._counts.items() if kind in kinds}
        return fewer

    def where(self, kinds: Iterable[str] | None = None) -> str:
        """The condition on entries of these kinds, with a mark for each of the parameters."""
        parts = [backend().MATCHES]
        stretches = stretches_of(self.kinds if kinds is None else kinds)
        if stretches != stretches_of(STORED):
            within = (f"rowid BETWEEN {first} AND {last}" for first, last in stretches)
            parts.append(f"({' OR '.join(within)})")
        if self.among is not None:
            parts.append(backend().AMONG.format(key=f"rowid & {PK}"))
        return " AND ".join(parts)

    @cached_property
    def parameters(self) -> list:
        wanted: list = [backend().expression(self.tree)]
        return wanted if self.among is None else [*wanted, backend().keys(self.among)]

    def counts(self) -> dict[str, int]:
        """How many match, by kind. One query, asked once."""
        return self._counts

    @cached_property
    def _counts(self):
        parts = [self.kinds] if self.among is not None else backend().counted_apart(self.kinds)
        sql = " UNION ALL ".join(map(self._counting, parts))
        found = dict(_rows(sql, self.parameters * len(parts)))
        return {kind: n for kind in self.kinds if (n := found.get(STORED.index(kind)))}

    def _counting(self, kinds):
        matching = f"FROM search_index WHERE {self.where(kinds)}"
        if len(kinds) == 1:
            return f"SELECT {STORED.index(kinds[0])}, count(*) {matching}"
        return f"SELECT rowid >> {KEY}, count(*) {matching} GROUP BY 1"

    def page(self, start: int, count: int, best_of: int | None = None) -> list[tuple[str, int]]:
        """Kind and primary key of `count` entries from the `start`-th, the most relevant first.

        `best_of` entries (else RANKED), the first of each kind, are put in the order of their relevance;
        the others follow in the order of their numbers. One query beside `counts`; two where the page has
        some of both.
        """
        shares = shared(self.counts(), best_of or RANKED)
        ranked = sum(shares.values())
        found = self._ranked(shares, start, count) if start < ranked else []
        if len(found) < count:
            found += self._beyond(shares, max(start - ranked, 0), count - len(found))
        return [kind_and_pk(entry) for (entry,) in found]

    def _ranked(self, shares, start, count):
        known = backend()
        first = (
            f"SELECT rowid, {known.RELEVANCE} AS relevance FROM search_index WHERE {self.where(kinds)}"
            f" ORDER BY rowid LIMIT {n}"
            for kinds, n in self._together(shares)
        )
        parameters = [known.expression(self.tree)] * known.RELEVANCE_PARAMETERS + self.parameters
        return self._all(first, parameters, "relevance, rowid", f"LIMIT {int(count)} OFFSET {int(start)}")

    def _together(self, shares):
        """(kinds, the number of their first entries): neighbours that are taken whole, and one more."""
        kinds: list[str] = []
        for kind in filter(shares.get, STORED):
            kinds.append(kind)
            if shares[kind] < self.counts()[kind]:
                yield kinds, sum(shares[each] for each in kinds)
                kinds = []
        if kinds:
            yield kinds, sum(shares[each] for each in kinds)

    def _beyond(self, shares, start, count):
        """Entries that no relevance was asked of, `start` of them passed over."""
        parts = []
        for kind in filter(shares.get, STORED):
            rest = self.counts()[kind] - shares[kind]
            if start < rest and count:
                taken = min(count, rest - start)
                sql = f"SELECT rowid FROM search_index WHERE {self.where([kind])} ORDER BY rowid"
                parts.append(f"{sql} LIMIT {taken} OFFSET {shares[kind] + start}")
                count -= taken
            start = max(start - rest, 0)
        return self._all(parts, self.parameters, "rowid", "")

    def _all(self, parts, parameters, order, limit):
        subqueries = [f"SELECT * FROM ({sql}) AS part{n}" for n, sql in enumerate(parts)]
        if not subqueries:
            return []
        sql = f"SELECT rowid FROM ({' UNION ALL '.join(subqueries)}) AS entries ORDER BY {order} {limit}"
        return _rows(sql, parameters * len(subqueries))


def shared(counts: dict[str, int], room: int) -> dict[str, int]:
    """How many of each kind have room: all of the few, and of the many alike."""
    shares: dict[str, int] = {}
    for at, (kind, n) in enumerate(sorted(counts.items(), key=itemgetter(1))):
        shares[kind] = min(n, (room - sum(shares.values())) // (len(counts) - at))
    return shares


def _rows(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(backend().PLANNED + sql, parameters)
        return cursor.fetchall()
