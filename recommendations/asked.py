"""Who is asked to act, by whom, to do what, for whom and by what means: of what is published."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from sources.models import Document

from . import census, citing
from .census.sets import NOTHING
from .models import Actor, Instrument, Record, RecordInstrument, Responsibility, Status
from .parameters import FilterError
from .record_page import ROLES

SHOWN = 50  # records of one role on an actor's own page; the filtered list has all of them
ORDERS = ("kind", "name", *ROLES)


def published_roles() -> QuerySet:
    """Responsibilities in published records."""
    return Responsibility.objects.filter(record__status=Status.PUBLISHED)


def read_order(query: QueryDict) -> str:
    """How the list of actors is to be sorted, by kind unless it is asked for otherwise, or FilterError."""
    value = query.get("sort") or ORDERS[0]
    if value not in ORDERS:
        told = value[:80].encode(errors="replace").decode()
        problem = _("“%(value)s” is not a value of “%(name)s”.") % {"value": told, "name": "sort"}
        raise FilterError(problem, parameter="sort", value=told, accepted=ORDERS)
    return value


def actors_by(order: str) -> list[Actor]:
    """Every actor with `addressee`, `supporter` and `beneficiary`: its published records in each role.

    One query beside the census, which counts.
    """
    asked = census.current().asked
    by_name = Actor.objects.select_related("parent").order_by("name")
    found = list(by_name.order_by("kind", "name") if order == "kind" else by_name)
    for role in ROLES:
        asking = asked.by_role.get(role, {})
        for actor in found:
            setattr(actor, role, len(asking.get(actor.pk, NOTHING)))
    if order in ROLES:  # equals stay in the order of their names
        found.sort(key=lambda actor: -getattr(actor, order))
    return found


@dataclass(frozen=True)
class Request:
    """A record in which an actor has a role, and the others that it names."""

    record: Record
    actor: Actor

    def _others(self, role):
        held = self.record.responsibilities.all()
        return [each.actor for each in held if each.role == role and each.actor_id != self.actor.pk]

    @property
    def others(self) -> list[tuple[str, list[Actor]]]:
        """(role in words, actors) of the others that the record names."""
        return [(str(ROLES[role]), found) for role in ROLES if (found := self._others(role))]

    @property
    def means(self) -> list[Instrument]:
        return [each.instrument for each in self.record.instrument_links.all()]


@dataclass(frozen=True)
class Asking:
    """What one document asks: the document is the one that asks, its authors speak in it."""

    document: Document
    requests: list[Request]

    @property
    def authors(self) -> str:
        return citing.authors(self.document.csl)


@dataclass(frozen=True)
class InRole:
    """The records in which an actor has one role; `count` of them in all."""

    role: str
    title: str
    count: int
    askings: list[Asking]

    @property
    def shown(self) -> int:
        return sum(len(asking.requests) for asking in self.askings)


class ActorPage:
    """One actor: its parts, its roles, who stands with it and by what means. Six queries with the actor."""

    def __init__(self, actor: Actor):
        self.actor = actor

    @cached_property
    def parts(self) -> list[Actor]:
        return list(self.actor.children.order_by("name"))

    @cached_property
    def roles(self) -> list[InRole]:
        """Its roles, those in which it is to act first."""
        held = published_roles().filter(actor=self.actor).order_by().values_list("role")
        counts = dict(held.annotate(n=Count("pk")))
        by_role = {role: self._requests(role) for role in ROLES if role in counts}
        return [
            InRole(role, str(ROLES[role]), counts[role], list(_by_document(requests)))
            for role, requests in by_role.items()
        ]

    def _requests(self, role):
        found = [each for each in self._records if self._has(each, role)]
        return [Request(record, self.actor) for record in found[:SHOWN]]

    def _has(self, record, role):
        return any(e.role == role and e.actor_id == self.actor.pk for e in record.responsibilities.all())

    @cached_property
    def _records(self) -> list[Record]:
        published = Record.objects.published().order_by("document__slug", "sort_key")
        firsts = [published.asking(actors=[self.actor], roles=[role]).values("pk")[:SHOWN] for role in ROLES]
        wanted = Q(pk__in=firsts[0]) | Q(pk__in=firsts[1]) | Q(pk__in=firsts[2])
        means = RecordInstrument.objects.select_related("instrument").order_by("instrument__name")
        found = published.filter(wanted).select_related("document").with_responsibilities()
        return list(found.prefetch_related(Prefetch("instrument_links", means)))

    @property
    def means(self) -> list[tuple[Instrument, int]]:
        """(instrument, records) of the means that those records name, the most frequent first."""
        counts: Counter = Counter()
        for record in self._records:
            counts.update(each.instrument for each in record.instrument_links.all())
        return sorted(counts.items(), key=lambda row: (-row[1], row[0].name))

    @property
    def for_whom(self) -> list[tuple[Actor, int]]:
        """(actor, records) of those for whom it is to act or to support."""
        counts: Counter = Counter()
        for record in self._records:
            held = record.responsibilities.all()
            if any(e.actor_id == self.actor.pk and e.role != "beneficiary" for e in held):
                counts.update(e.actor for e in held if e.role == "beneficiary")
        counts.pop(self.actor, None)
        return sorted(counts.items(), key=lambda row: (-row[1], row[0].name))


def _by_document(requests: Iterable[Request]) -> Iterable[Asking]:
    for document, found in groupby(requests, key=lambda each: each.record.document):
        yield Asking(document, list(found))
