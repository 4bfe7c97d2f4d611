"""What a flow diagram is made of, as sets of the census: everything that the filter leaves.

A flow is drawn of the recommendations that a RecordFilter selects. To their left stand the clauses and
objectives that published links of the quality asked for join them to, to their right those whom they
ask. Every number is one that a filtered list has too, so each band can lead to the list behind it.
"""

from collections.abc import Hashable
from functools import cached_property

from pyroaring import BitMap

from .census import RecordSelection
from .census.sets import together
from .filters import RecordFilter
from .models import CrossReference, Record, Responsibility
from .parameters import Term

OBJECTIVE, CLAUSE, RECOMMENDATION = (
    Record.Kind.OBJECTIVE.value,
    Record.Kind.CLAUSE.value,
    Record.Kind.RECOMMENDATION.value,
)
ADDRESSEE = Responsibility.Role.ADDRESSEE.value
BASES = [basis.value for basis in CrossReference.Basis]  # the strongest first
# What is asked of recommendations alone, and therefore narrows the clauses to those they take up.
OF_RECOMMENDATIONS = ("document", "actor", "role", "tag", "form", "without")


class Selection:
    """The part of the web that a filter of recommendations leaves."""

    def __init__(self, wanted: RecordFilter):
        self.wanted, self.census = wanted, wanted.census
        self.named: dict[tuple[str, int], Term] = {}  # how documents and actors are called
        self._joined: dict[Hashable, dict[str, BitMap]] = {}

    @cached_property
    def recommendations(self) -> BitMap:
        return RecordSelection(self.census, self.wanted).of(self.wanted)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is asked of the recommendations that clauses can't be asked."""
        return bool(self.wanted.words) or any(self.wanted.values(name) for name in OF_RECOMMENDATIONS)

    @property
    def goes_past_only(self) -> bool:
        """Whether what flows past the clauses is just what takes up none of them.

        Where a gap or a quality of links is asked for, a list can't say “and without a clause” as
        well: then all that is joined to an objective is drawn.
        """
        asked = set(self.wanted.values("without")) - {CLAUSE}
        return not asked and not any(self.quality)

    @property
    def roles(self) -> list[str]:
        """The roles that the actors drawn have: addressees, unless a role or an actor is asked for.

        None stands for any: an actor asked for is drawn in whatever role it has.
        """
        return self.wanted.values("role") or ([] if self.wanted.values("actor") else [ADDRESSEE])

    @cached_property
    def quality(self) -> tuple[list[str], list[str]]:
        """The relations and the bases asked for."""
        return self.wanted.values("relation"), self.wanted.values("basis")

    # The records of each column

    @cached_property
    def left(self) -> dict[str, BitMap]:
        """{kind: the records that the filter leaves of it}."""
        found = {kind: self._own(kind) for kind in (OBJECTIVE, CLAUSE)} | {
            RECOMMENDATION: self.recommendations
        }
        if self.is_narrowed:
            met = self.census.joined_to(CLAUSE, self.recommendations, *self.quality)
            found[CLAUSE] = found[CLAUSE] & BitMap(list(met))
        return found

    def _own(self, kind):
        own = self.wanted.keys(kind)
        return self.census.records.places(own) if own else self.census.records.of_kind(kind)

    @cached_property
    def in_play(self) -> dict[str, BitMap]:
        """{kind: the objectives, or clauses, that something flows to or from}."""
        found = {}
        for kind, other in ((OBJECTIVE, CLAUSE), (CLAUSE, OBJECTIVE)):
            met = self.census.joined_to(kind, self.left[other] | self.recommendations, *self.quality)
            found[kind] = self.left[kind] & BitMap(list(met))
        return found

    def weight(self, kind: str, place: int) -> int:
        """How many links of the quality asked for a record has."""
        links = self.census.links
        if not any(self.quality):
            return len(links.into(place)) + len(links.out_of(place))
        return self.qualified.intersection_cardinality(self.census.links_having(kind)[place])

    def by_weight(self, kind: str) -> list[int]:
        """The records of a kind, those with the most links first; of links of any quality once a census."""

        def work():
            records = self.census.records
            return sorted(
                records.of_kind(kind), key=lambda place: (-self.weight(kind, place), records.rank(place))
            )

        return work() if any(self.quality) else self.census.once(("by weight", kind), work)

    @cached_property
    def qualified(self) -> BitMap:
        return self.census.links.qualified(*self.quality) or BitMap()

    @cached_property
    def without_clause(self) -> BitMap:
        found = self.recommendations
        return found - self.census.met(CLAUSE) if self.goes_past_only else found

    @cached_property
    def requests(self) -> dict[int, BitMap]:
        """{actor: the recommendations left that ask it} in the roles drawn."""
        by, wanted = self.census.asked.of(self.roles), self.wanted.keys("actor")
        asked = {actor: by[actor] for actor in wanted if actor in by} if wanted else by
        found = {actor: places & self.recommendations for actor, places in asked.items()}
        return {actor: places for actor, places in found.items() if places}

    # What bands are made of

    def joined_by_basis(self, box: Hashable, places: BitMap) -> dict[str, BitMap]:
        """{basis: what links of the quality asked for join to the records of a box}, the strongest first."""
        if box not in self._joined:
            relations, bases = self.quality
            self._joined[box] = {
                basis: together(self.census.joined(relations, [basis], places).values())
                for basis in BASES
                if not bases or basis in bases
            }
        return self._joined[box]

    # What a list can be asked beside the filter's own question

    def may_lack(self, gap: str) -> bool:
        """Whether `without=<gap>` can be added to the filter and still means “and without”."""
        return not set(self.wanted.values("without")) - {gap}
