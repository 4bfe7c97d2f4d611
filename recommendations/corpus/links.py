"""Which records a made-up record is joined to, how, and on what basis; about four each."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .plan import CLAUSE, OBJECTIVE, PRINCIPLE, RECOMMENDATION, Kind, Place, Plan

CROWDED = 1  # the objective that most recommendations meet at: the first below a letter
LINKS_OF_CROWDED = 500  # one of them leads to the letter above it
HOW_MANY = {"recommendation": (3, 4, 4, 4, 5, 6), "clause": (3, 4, 5), "principle": (2,), "objective": (1,)}
RELATIONS = {
    "recommendation": ("carries_out", "elaborates", "echoes", "related", "addresses", "echoes", "related"),
    "clause": ("elaborates", "related", "echoes", "addresses"),
    "principle": ("echoes", "related"),
    "objective": ("elaborates", "related"),
}
VERBS = {
    "addresses": "takes up",
    "carries_out": "gives effect to",
    "elaborates": "spells out",
    "echoes": "recalls",
    "related": "is to be read with",
}
BASES = ("stated", "stated", "reading")
OF_ITS_OWN_KIND = 0.95  # of the echoes and relations that a principle could be the other end of


@dataclass(frozen=True)
class Link:
    """A link from a record to another; `evidence` is a sentence of its document, "" for a mere reading."""

    to: Place
    relation: str
    basis: str
    evidence: str = ""


class Linker:
    """Chooses links, document after document, so that the objectives share them as they do in life."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.met = [0] * plan.totals[OBJECTIVE]
        self.most = max(8, 2 * plan.totals[RECOMMENDATION] // plan.totals[OBJECTIVE])
        self.crowd = min(LINKS_OF_CROWDED - 1, plan.totals[RECOMMENDATION] // 4)

    def objective(self, random: Random) -> Place:
        """An objective, a few of them much more often than the others; never the crowded one."""
        at = int(len(self.met) * random.random() ** 1.5)
        while at == CROWDED or self.met[at] >= self.most:
            at = (at + 1) % len(self.met)
        self.met[at] += 1
        return self.plan.place(OBJECTIVE, at)

    def links(self, place: Place, heading: "Heading | None", random: Random) -> list[Link]:
        """The links of a record that stands under this heading of its document."""
        found: dict[tuple[str, str], Link] = {}
        for to, relation, basis in self._chosen(place, heading, random):
            if (to.code, relation) not in found and to.code != place.code:
                evidence = "" if basis == "reading" else sentence(place, relation, to)
                if basis == "same_heading" and heading:
                    evidence = heading.words
                found[to.code, relation] = Link(to, relation, basis, evidence)
        return list(found.values())

    def _chosen(self, place, heading, random) -> Iterator[tuple[Place, str, str]]:
        kind = place.document.kind
        wanted = random.choice(HOW_MANY[kind.name])
        if kind is RECOMMENDATION:
            if self._joins_the_crowd(place):
                wanted -= 1
                yield self.plan.place(OBJECTIVE, CROWDED), "addresses", "stated"
            if heading:
                wanted -= 1
                yield heading.objective, "addresses", "same_heading"
        for n in range(wanted):
            relation = RELATIONS[kind.name][n] if n < 1 else random.choice(RELATIONS[kind.name])
            for to in self._other_end(place, relation, random):
                yield to, relation, random.choice(BASES)

    def _joins_the_crowd(self, place):
        """As many recommendations as the crowd has room for do, evenly spread."""
        at, total = place.document.before + place.at, self.plan.totals[RECOMMENDATION]
        return at * self.crowd // total != (at + 1) * self.crowd // total

    def _other_end(self, place, relation, random) -> Iterator[Place]:
        """The record at the far end; none where the corpus holds no record that fits."""
        document, kind = place.document, place.document.kind
        if relation == "addresses":
            yield self.objective(random)
        elif relation == "carries_out":
            yield self._any(CLAUSE, random)
        elif relation == "elaborates":
            if place.at:
                yield place.above or Place(document, random.randrange(place.at))
        elif kind is OBJECTIVE or kind is PRINCIPLE:
            yield self.objective(random) if kind is PRINCIPLE else self._any(PRINCIPLE, random)
        else:
            far = self._any(kind if random.random() < OF_ITS_OWN_KIND else PRINCIPLE, random)
            if relation == "related" or far.document != document:
                yield far

    def _any(self, kind: Kind, random) -> Place:
        return self.plan.place(kind, random.randrange(self.plan.totals[kind]))


@dataclass(frozen=True)
class Heading:
    """A heading of a report that names an objective."""

    objective: Place
    words: str


def sentence(place: Place, relation: str, to: Place) -> str:
    """The words by which a record's document states the link; no other link is stated in the same."""
    return f"{place.document.kind.name.capitalize()} {place.number} {VERBS[relation]} {to.name}."
