"""Keeping the index: as the tables are, in the same transaction, and proved against them.

Who saves or deletes an object needs nothing of this (see `keeping`). Who writes many rows at once, past
the signals, calls `refresh` for them, or `rebuild`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from django.db import connection, transaction
from django.db.models import F

from sources import content_version

from ..models import SearchEntry, SearchWord
from . import postgresql, sqlite
from .entries import BITS, SOURCES, Entry, kind_and_pk, number, words

BATCH = 500  # things that are read and written at a time
NAMED = 20  # entries of one fault that are named one by one


def backend() -> ModuleType:
    """The module that knows the database at hand."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def refresh(source: str, pks: Iterable[int]) -> None:
    """Bring the entries of these things in line with the tables.

    `source` is a key of `entries.SOURCES`; a key that is gone, or that stands for something that may not
    be read, loses its entry.
    """
    with transaction.atomic():
        for batch in _batches(sorted(set(pks))):
            _wait_for_others(source, batch)
            found = list(SOURCES[source].entries(batch))
            backend().remove(number(kind, pk) for kind in SOURCES[source].kinds for pk in batch)
            backend().add(found)
            _learn(found)


def _wait_for_others(source, pks):
    """Two that change one record at once (each puts a tag on it) must each see what the other did."""
    rows = SOURCES[source].public().model._base_manager.filter(pk__in=pks).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def rebuild(told: Callable[[int, int], None] = lambda done, count: None) -> int:
    """Make the whole index anew; the number of entries. `told` hears how many of how many are written."""
    with transaction.atomic():
        backend().empty()
        SearchWord.objects.all().delete()
        everything = {name: _public(source) for name, source in SOURCES.items()}
        count, done, counted = sum(map(len, everything.values())), 0, Counter()
        for name, pks in everything.items():
            for batch in _batches(pks):
                found = list(SOURCES[name].entries(batch))
                backend().add(found)
                for entry in found:
                    counted.update(words(entry))
                done += len(found)
                told(done, count)
        known = (SearchWord(word=word, count=n) for word, n in sorted(counted.items()))
        SearchWord.objects.bulk_create(known, batch_size=2_000)
        backend().finish()
        content_version.change(connection.alias)
    return done


def _public(source):
    return list(source.public().order_by("pk").values_list("pk", flat=True))


def _batches(pks: list[int]) -> Iterator[list[int]]:
    return (pks[at : at + BATCH] for at in range(0, len(pks), BATCH))


def _learn(entries: list[Entry]) -> None:
    """Keep the words that are new; how often each occurs is counted when the index is made anew."""
    said = sorted(set().union(*map(words, entries)))
    for at in range(0, len(said), BATCH):
        batch = said[at : at + BATCH]
        known = set(SearchWord.objects.filter(word__in=batch).values_list("word", flat=True))
        new = [SearchWord(word=word) for word in batch if word not in known]
        if new:
            SearchWord.objects.bulk_create(new, ignore_conflicts=True)


def has_tables() -> bool:
    """Whether the migrations that are applied include those of the search."""
    made = connection.introspection.table_names()
    return SearchEntry._meta.db_table in made and SearchWord._meta.db_table in made


def is_missing() -> bool:
    """Whether there is something to find and nothing in the index."""
    return not SearchEntry.objects.exists() and any(each.public().exists() for each in SOURCES.values())


def size() -> int:
    """How many entries there are."""
    return SearchEntry.objects.count()


def holds(kind: str, pk: int) -> bool:
    """Whether the thing has an entry."""
    return SearchEntry.objects.filter(pk=number(kind, pk)).exists()


def differs(source: str, pk: int) -> bool:
    """Whether the thing's entry is not as the tables say."""
    found = list(SOURCES[source].entries([pk]))
    return not found or bool(backend().differing(found))


# Proving it


def problems() -> Iterator[str]:
    """A line for each thing in which index and tables differ."""
    if damage := backend().damage():
        yield f"search index: {damage}"
    for name, source in SOURCES.items():
        public, held = _public(source), _held(source.kinds)
        yield from _named(name, "has no entry", sorted(set(public) - held))
        yield from _named(name, "has an entry that should not be", sorted(held - set(public)))
        yield from _named(name, "differs from its entry", _wrong(source, public, held))


def _held(kinds):
    """Primary keys of the things of these kinds that have an entry."""
    marked = SearchEntry.objects.annotate(mark=F("pk").bitand((1 << BITS) - 1))
    held = marked.filter(mark__in=[number(kind, 0) for kind in kinds])
    return {kind_and_pk(each)[1] for each in held.values_list("pk", flat=True)}


def _wrong(source, public, held):
    wrong: list[int] = []
    for batch in _batches([pk for pk in public if pk in held]):
        wrong += backend().differing(list(source.entries(batch)))
    return sorted(kind_and_pk(each)[1] for each in wrong)


def _named(name, fault, pks):
    for pk in pks[:NAMED]:
        yield f"{name} {pk} {fault}"
    if len(pks) > NAMED:
        yield f"{len(pks) - NAMED} more: {name} {fault}"
