"""Keeping the index: as the tables are, in the same transaction, and proved against them.

Who saves or deletes an object needs nothing of this (see `keeping`). Who writes many rows at once, past
the signals, calls `refresh` for them, or `rebuild`.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from types import ModuleType

from django.db import connection, transaction

from sources import content_version

from ..models import SearchEntry, SearchWord
from . import postgresql, sqlite
from .entries import (
    SOURCE_OF,
    SOURCES,
    Entry,
    can_be_mistyped,
    kind_and_pk,
    number,
    stretches_of,
    words,
)

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
        # In the order of their numbers, in which either database takes them most easily.
        everything = sorted(chain.from_iterable(map(_public, SOURCES.values())))
        done = 0
        for kind, pks in groupby(map(kind_and_pk, everything), key=itemgetter(0)):
            for batch in _batches([pk for _kind, pk in pks]):
                found = list(SOURCE_OF[kind].entries(batch))
                backend().add(found)
                done += len(found)
                told(done, len(everything))
        backend().finish()
        _count_words()
        content_version.change(connection.alias)
    return done


def _count_words():
    """Keep every word, and how many entries it occurs in."""
    SearchWord.objects.all().delete()
    counted = sorted((word, n) for word, n in backend().vocabulary() if can_be_mistyped(word))
    SearchWord.objects.bulk_create((SearchWord(word=word, count=n) for word, n in counted), batch_size=2_000)


def _public(source):
    """The numbers of all that may be read of a source."""
    if len(source.kinds) == 1:
        return [number(source.kinds[0], pk) for pk in source.public().values_list("pk", flat=True)]
    return [number(kind, pk) for kind, pk in source.public().order_by().values_list("kind", "pk")]


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
        public, held = set(_public(source)), _held(source.kinds)
        yield from _named(name, "has no entry", public - held)
        yield from _named(name, "has an entry that should not be", held - public)
        yield from _named(name, "differs from its entry", _wrong(source, sorted(public & held)))


def _held(kinds):
    """Numbers of the entries of these kinds."""
    stretches = (SearchEntry.objects.filter(pk__range=stretch) for stretch in stretches_of(kinds))
    return {each for entries in stretches for each in entries.values_list("pk", flat=True)}


def _wrong(source, numbers):
    for batch in _batches(numbers):
        yield from backend().differing(list(source.entries([kind_and_pk(each)[1] for each in batch])))


def _named(name, fault, numbers):
    pks = sorted(kind_and_pk(each)[1] for each in numbers)
    for pk in pks[:NAMED]:
        yield f"{name} {pk} {fault}"
    if len(pks) > NAMED:
        yield f"{len(pks) - NAMED} more: {name} {fault}"
