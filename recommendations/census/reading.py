"""Reading the census from the database: two queries, row by row, so that memory stays small."""

from collections import defaultdict
from typing import Any

from django.db.models import F, IntegerField, Value

from ..models import CrossReference, Record, Responsibility, Status, Tagging
from ..parameters import union
from .sets import FROM, TO, WORDS, Asked, Links, Records, Tags

CHUNK = 5_000


def read_records(using: str) -> Records:
    """The published records in their order."""
    published = Record.objects.using(using).published().order_by("sort_key", "code")
    columns = ("pk", "kind", "document", "form", "parent")
    return Records(published.values_list(*columns).iterator(chunk_size=CHUNK))


def read_parts(using: str, records: Records, wanted: set[str]) -> dict[str, Any]:
    """Those of tags, asked and links that are wanted, by one query."""
    if not wanted:
        return {}
    tags: dict[int, list] = defaultdict(list)
    asked: dict[tuple, list] = defaultdict(list)
    links: list[int] = []
    place = records.place.get
    for part, record, other, word, basis, pk in _rows(using, wanted):
        here = place(record)
        if here is None:
            continue  # a draft's
        if part == "links":
            if (there := place(other)) is not None:
                links.append(there << TO | here << FROM | WORDS[word, basis] | pk)
        elif part == "tags":
            tags[other].append(here)
        else:
            asked[word, other].append(here)
    made = {"tags": lambda: Tags(tags), "asked": lambda: Asked(asked), "links": lambda: Links(records, links)}
    return {name: made[name]() for name in wanted}


def _rows(using, wanted):
    """(part, record, other end, role or relation, basis, key) of everything in the parts."""
    none, zero = Value(""), Value(0, output_field=IntegerField())
    parts: dict[str, tuple[Any, ...]] = {
        "tags": (Tagging.objects, "content_object", "tag", none, none, zero),
        "asked": (Responsibility.objects, "record", "actor", F("role"), none, zero),
        "links": (
            CrossReference.objects.filter(status=Status.PUBLISHED),
            "from_record",
            "to_record",
            F("relation"),
            F("basis"),
            F("pk"),
        ),
    }
    querysets = [
        rows.using(using).order_by().values_list(Value(part), *columns)
        for part, (rows, *columns) in parts.items()
        if part in wanted
    ]
    rows: Any = union(querysets)
    return rows.iterator(chunk_size=CHUNK)
