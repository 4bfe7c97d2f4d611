"""Reading the census from the database, in two queries: whole, row by row, or what changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Value

from ..models import CrossReference, Record, Responsibility, Status, Tagging
from ..parameters import union
from .keep import Census
from .sets import FROM, TO, WORDS, Asked, Links, Records, Tags

CHUNK = 5_000
NONE, ZERO = Value(""), Value(0, output_field=IntegerField())
COLUMNS = ("pk", "kind", "document", "form", "parent")


class Row(NamedTuple):
    """A published record; `before` is the record that it stands after, of those that did not change."""

    key: int
    kind: str
    document: int
    form: str
    parent: int | None
    before: int | None


@dataclass(frozen=True)
class Changed:
    """What is published of some records, and of all that were late before, in their order."""

    keys: set[int]
    rows: list[Row]
    parts: list[tuple]

    def children(self) -> Iterator[tuple[int, int]]:
        """(record, a published record under it) of the records that changed."""
        return ((record, child) for part, record, child, *_ in self.parts if part == "under")

    def borne(self, place: dict[int, int]) -> "Borne":
        """Tags, actors and links, with places for the records."""
        return Borne(place, (row for row in self.parts if row[0] != "under"))


class Borne:
    """What records bear: places under tags, places under (role, actor), and links packed into numbers."""

    def __init__(self, place: dict[int, int], rows: Iterable[tuple]):
        self.tags: dict[int, list[int]] = defaultdict(list)
        self.asked: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.links: list[int] = []
        for part, record, other, word, basis, pk in rows:
            here = place.get(record)
            if here is None:
                continue  # a draft's
            if part == "links":
                if (there := place.get(other)) is not None:
                    self.links.append(there << TO | here << FROM | WORDS[word, basis] | pk)
            elif part == "tags":
                self.tags[other].append(here)
            else:
                self.asked[word, other].append(here)


def read(using: str) -> Census:
    """Everything that is published."""
    published = Record.objects.using(using).published().order_by("sort_key", "code")
    records = Records(published.values_list(*COLUMNS, "code").iterator(chunk_size=CHUNK))
    borne = Borne(records.place, _rows(using, _parts()))
    return Census(records, Tags(borne.tags), Asked(borne.asked), Links(records, borne.links))


def read_changed(using: str, keys: set[int], late: set[int]) -> Changed:
    """What is published of the records with these keys, and where those stand that were late before."""
    published = Record.objects.using(using).published()
    moved = keys | late
    earlier = Q(sort_key__lt=OuterRef("sort_key")) | Q(
        sort_key=OuterRef("sort_key"), code__lt=OuterRef("code")
    )
    # That the sort key is not above another one says the same again, and lets an index answer.
    before = published.filter(earlier, sort_key__lte=OuterRef("sort_key")).exclude(pk__in=moved)
    before = before.order_by("-sort_key", "-code").values("pk")[:1]
    rows = published.filter(pk__in=moved).annotate(before=Subquery(before)).order_by("sort_key", "code")
    found = [Row(*row) for row in rows.values_list(*COLUMNS, "before")]
    return Changed(keys, found, list(_rows(using, _parts_of(keys))))


def _parts():
    """Everything that is borne: (part, rows, record, other end, role or relation, basis, key)."""
    return [
        ("tags", Tagging.objects, "content_object", "tag", NONE, NONE, ZERO),
        ("asked", Responsibility.objects, "record", "actor", F("role"), NONE, ZERO),
        _links(Q()),
    ]


def _parts_of(keys):
    """What these records bear, and what is under them."""
    children = Record.objects.published().filter(parent__in=keys)
    return [
        ("tags", Tagging.objects.filter(content_object__in=keys), "content_object", "tag", NONE, NONE, ZERO),
        ("asked", Responsibility.objects.filter(record__in=keys), "record", "actor", F("role"), NONE, ZERO),
        _links(Q(from_record__in=keys)),
        _links(Q(to_record__in=keys) & ~Q(from_record__in=keys)),
        ("under", children, "parent", "pk", NONE, NONE, ZERO),
    ]


def _links(wanted):
    found = CrossReference.objects.filter(wanted, status=Status.PUBLISHED)
    return "links", found, "from_record", "to_record", F("relation"), F("basis"), F("pk")


def _rows(using, parts):
    querysets = [
        rows.using(using).order_by().values_list(Value(part), *columns) for part, rows, *columns in parts
    ]
    rows: Any = union(querysets)
    return rows.iterator(chunk_size=CHUNK)
