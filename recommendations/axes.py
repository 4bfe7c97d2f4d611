"""The axes of the matrix: which cross-references have which value on each, exactly as LinkFilter reads it.

A link has a value when either of its ends has it. An actor counts in the roles asked for, or in any.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyroaring import BitMap

from .census import Census
from .census.sets import together
from .models import CrossReference


@dataclass(frozen=True)
class Axis:
    """One way to tell links apart: `only` names the values (primary keys) asked for, if any are.

    `name` is a parameter of LinkFilter, `roles` are those in which an actor counts.
    """

    name: str
    only: Sequence[int | str | None] = ()
    roles: Sequence[str] = ()

    def sets(self, census: Census) -> dict[Any, BitMap]:
        """{value: the links that have it} of the values asked for, or of all."""
        found = census.once(("axis", self.name, *self._roles), lambda: self._all(census))
        return {value: found[value] for value in self.only if value in found} if self.only else found

    def any(self, census: Census) -> BitMap:
        """The links that have a value at all, whether it is asked for or not."""
        every = ("any", self.name, *self._roles)
        return census.once(every, lambda: together(Axis(self.name, (), self.roles).sets(census).values()))

    @property
    def _roles(self):
        return sorted(self.roles) if self.name == "actor" else ()

    def _all(self, census):
        if self.name == "actor":
            asking = census.asked.of(list(self.roles))
            return {actor: census.links.touching(places) for actor, places in asking.items()}
        having = census.links_having(self.name)
        if self.name in ("objective", "clause"):
            return {census.records.keys[place]: links for place, links in having.items()}
        return having


AXES = ("objective", "clause", "actor", "document", "tag", "form")
BASES = list(CrossReference.Basis.values)  # the strongest first
