"""How far a change reaches: the things whose entries tell of the rows that were written."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import Model

from sources.models import Document, DocumentVersion, Passage

from ..models import Actor, Record, Responsibility, Tag, Tagging
from .entries import SOURCES
from .index import rebuild, refresh

AT_ONCE = 1_000  # rows that are asked of at a time
# From this part of all there is upwards, to make the index anew is quicker than to mend it.
MOST = 1 / 4

Keys = Iterable[Any]
Reach = Callable[[Collection[int]], dict[str, Keys]]


def _records(manager: Any, column: str = "content_object", **which: Any) -> Keys:
    return manager.filter(**which).order_by().values_list(column, flat=True)


def _of_records(pks):
    return {"record": pks, "tag": _records(Tagging.objects, "tag", content_object__in=pks)}


def _of_taggings(pks):
    return {
        "record": _records(Tagging.objects, pk__in=pks),
        "tag": _records(Tagging.objects, "tag", pk__in=pks),
    }


def _of_documents(pks):
    return {
        "document": pks,
        "record": _records(Record.objects, "pk", document__in=pks),
        "passage": _records(Passage.objects, "pk", version__document__in=pks),
    }


# What a row of each model is told of in, by the keys of `entries.SOURCES`.
REACH: dict[type[Model], Reach] = {
    Record: _of_records,
    Tagging: _of_taggings,
    Responsibility: lambda pks: {"record": _records(Responsibility.objects, "record", pk__in=pks)},
    Tag: lambda pks: {"tag": pks, "record": _records(Tagging.objects, tag__in=pks)},
    Actor: lambda pks: {"actor": pks, "record": _records(Responsibility.objects, "record", actor__in=pks)},
    Document: _of_documents,
    DocumentVersion: lambda pks: {"passage": _records(Passage.objects, "pk", version__in=pks)},
    Passage: lambda pks: {"passage": pks},
}


class Touched:
    """The things that rows written past the signals are told of in; `follow` brings their entries along."""

    def __init__(self) -> None:
        self.found: dict[str, set[int]] = defaultdict(set)

    def add(self, model: type[Model], pks: Iterable[int]) -> None:
        """Rows that were created or changed, or that are about to be deleted."""
        if (reach := REACH.get(model)) is None:
            return
        pks = list(pks)
        for at in range(0, len(pks), AT_ONCE):
            for source, keys in reach(pks[at : at + AT_ONCE]).items():
                self.found[source].update(keys)

    def follow(self) -> None:
        """Bring all that was touched in line with the tables: a few entries, or the whole index."""
        touched = sum(map(len, self.found.values()))
        if touched > MOST * sum(source.public().count() for source in SOURCES.values()):
            rebuild()
            return
        for source, pks in self.found.items():
            refresh(source, pks)
