"""Who is asked to act, and in which records: counts and lists of what is published."""

from collections import defaultdict

from django.db.models import Count, QuerySet

from .models import Actor, Record, Responsibility, Status
from .record_page import ROLES

SHOWN = 50  # records of one role on an actor's own page; the filtered list has all of them


def published_roles() -> QuerySet:
    """Responsibilities in published records."""
    return Responsibility.objects.filter(record__status=Status.PUBLISHED)


def role_counts(**which) -> dict[int, dict[str, int]]:
    """{actor's key: {role: published records}}, of all actors or of those selected."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    found = published_roles().filter(**which).order_by().values_list("actor", "role")
    for actor, role, n in found.annotate(n=Count("pk")):
        counts[actor][role] = n
    return counts


def in_words(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """(role, in words, count), in the order of the roles."""
    return [(role, str(words), counts[role]) for role, words in ROLES.items() if role in counts]


def records_by_role(actor: Actor) -> list[dict]:
    """For each role {"role", "title", "count", "records"}; at most SHOWN records each."""
    counts = role_counts(actor=actor)[actor.pk]
    return [
        {"role": role, "title": title, "count": n, "records": _records(actor, role)}
        for role, title, n in in_words(counts)
    ]


def _records(actor, role):
    asking = Record.objects.published().asking(actors=[actor], roles=[role])
    return asking.select_related("document").order_by("sort_key")[:SHOWN]
