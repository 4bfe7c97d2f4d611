"""Records of a list as an outline: under which heading each stands, and how deep."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .models import Status

SHALLOW = 3  # the level of headings that recommendations are grouped under, at most


@dataclass(frozen=True)
class Row:
    """A record, or its line, in an outline; `under` is its parent where that is not on the page itself."""

    record: Any
    depth: int
    under: Any


def rows(records: Iterable[Any]) -> list[Row]:
    """The records (or their lines) in their order, each with its depth among those given."""
    records = list(records)
    depth: dict[int | None, int] = {}
    for record in records:
        depth[record.pk] = depth.get(record.parent_id, -1) + 1
    return [Row(record, depth[record.pk], _missing_parent(record, depth)) for record in records]


def _missing_parent(record, shown):
    parent = record.parent
    is_elsewhere = parent and parent.pk not in shown and parent.status == Status.PUBLISHED
    return parent if is_elsewhere else None
