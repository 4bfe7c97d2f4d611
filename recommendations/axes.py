"""The axes of the matrix: which values a cross-reference has on each, exactly as LinkFilter reads it.

A link has a value when either of its ends has it; a value that both ends have is counted once,
at the `from` end. An actor counts in the roles asked for, or in any.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from .models import CrossReference, Responsibility, Tagging
from .models.cross_reference import CrossReferenceQuerySet

SIDES = ("from", "to")


@dataclass(frozen=True)
class Axis:
    """One way to tell links apart: `only` names the values (primary keys) asked for, if any are.

    `name` is a parameter of LinkFilter, `roles` are those in which an actor counts.
    """

    name: str
    only: Sequence[int | str | None] = ()
    roles: Sequence[str] = ()

    @property
    def repeats(self) -> bool:
        """Whether `having` may give a link and value more than once, so that links are to be told apart."""
        return False

    def having(self, links: CrossReferenceQuerySet, side: str, alias: str) -> QuerySet:
        """A row for each link and value at one end, annotated as `alias`.

        The two ends together give each link and value once, but for an actor in several roles.
        """
        found = self._at(links, side, alias)
        if side == "to":
            found = self._new(found, alias)
        return found.filter(**{f"{alias}__in": list(self.only)}) if self.only else found

    def has_any(self) -> Q:
        """The condition that a link has a value at all."""
        return self._any_at("from") | self._any_at("to")

    # What each axis says for itself

    def _at(self, links, side, alias) -> QuerySet:
        raise AssertionError("each axis says which value an end has")

    def _new(self, links, alias) -> QuerySet:
        """Of links with a value at the `to` end, those without the same at the other."""
        return links

    def _any_at(self, side) -> Q:
        raise AssertionError("each axis says when an end has a value")


class RecordAxis(Axis):
    """Objectives, or clauses: the end itself. No link has the same record at both ends."""

    def _at(self, links, side, alias):
        return links.filter(**{f"{side}_kind": self.name}).annotate(**{alias: F(f"{side}_record")})

    def _any_at(self, side):
        return Q(**{f"{side}_kind": self.name})


class DocumentAxis(Axis):
    """The documents that the ends belong to: each has one."""

    def _at(self, links, side, alias):
        return links.annotate(**{alias: F(f"{side}_record__document")})

    def _new(self, links, alias):
        return links.exclude(from_record__document=F("to_record__document"))

    def _any_at(self, side):
        return Q(**{f"{side}_record__gt": 0})  # always


class FormAxis(Axis):
    """The forms of recommendations; other records have none."""

    def _at(self, links, side, alias):
        return links.filter(self._any_at(side)).annotate(**{alias: F(f"{side}_record__form")})

    def _new(self, links, alias):
        return links.exclude(from_record__form=F("to_record__form"))

    def _any_at(self, side):
        return Q(**{f"{side}_record__form__gt": ""})


class TagAxis(Axis):
    """The subjects of either end."""

    def _at(self, links, side, alias):
        tagged = links.annotate(**{alias: F(f"{side}_record__taggings__tag")})
        return tagged.filter(**{f"{alias}__isnull": False})

    def _new(self, links, alias):
        return links.filter(~Exists(self._taggings("from").filter(tag=OuterRef(alias))))

    def _any_at(self, side):
        return Q(Exists(self._taggings(side)))

    @staticmethod
    def _taggings(side):
        return Tagging.objects.filter(content_object=OuterRef(f"{side}_record")).order_by()


class ActorAxis(Axis):
    """Those whom either end asks to act or to support, or means to serve."""

    @property
    def repeats(self):
        return len(self.roles) != 1

    def _at(self, links, side, alias):
        path, role = f"{side}_record__responsibilities", f"{alias}_role"
        asking = links.annotate(**{alias: F(f"{path}__actor"), role: F(f"{path}__role")})
        if self.roles:
            asking = asking.filter(**{f"{role}__in": self.roles})
        return asking.filter(**{f"{alias}__isnull": False})

    def _new(self, links, alias):
        return links.filter(~Exists(self._asking("from").filter(actor=OuterRef(alias))))

    def _any_at(self, side):
        return Q(Exists(self._asking(side)))

    def _asking(self, side):
        asked = Responsibility.objects.filter(record=OuterRef(f"{side}_record")).order_by()
        return asked.filter(role__in=self.roles) if self.roles else asked


AXES: dict[str, type[Axis]] = {
    "objective": RecordAxis,
    "clause": RecordAxis,
    "actor": ActorAxis,
    "document": DocumentAxis,
    "tag": TagAxis,
    "form": FormAxis,
}
BASES = list(CrossReference.Basis.values)  # the strongest first
