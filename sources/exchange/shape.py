"""What a package is described with: files, their columns, and what a cell accepts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models

from ..dates import PartialDateField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Type(Enum):
    """What a cell holds; an empty one is nothing at all."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"  # 2013-02-28
    PARTIAL_DATE = "partial date"  # 1977, 2007-01 or 2007-01-13
    TIME = "time"  # 2013-02-28T09:30:00.000000Z
    OBJECT = "object"  # JSON
    ARRAY = "array"  # JSON


@dataclass(frozen=True)
class Column:
    """One column of a file.

    `accepted` lists the only values, `pattern` is what the whole value has to match, `longest`
    its length in characters. `many`: several values in one cell, joined by "|". `refers` names
    the file and column in which the value has to stand ("documents.slug"), here or in the
    database. Whole numbers lie from `lowest` to `highest`,
    others have at most so many `decimals`.
    """

    name: str
    meaning: "StrOrPromise"
    type: Type = Type.TEXT
    required: bool = False
    accepted: tuple[str, ...] = ()
    pattern: str = ""
    longest: int | None = None
    lowest: int = 0
    highest: int = 2**31 - 1
    decimals: int = 6
    many: bool = False
    refers: str = ""


@dataclass(frozen=True)
class Reference:
    """Cells that together name a row of another file."""

    columns: tuple[str, ...]
    file: str
    there: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """One file of the package: a row for each thing, told apart by the columns of its `key`."""

    name: str
    meaning: "StrOrPromise"
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    references: tuple[Reference, ...] = field(default=())

    @property
    def path(self) -> str:
        """Where it lies in the package."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]

    @property
    def all_references(self) -> Iterable[Reference]:
        """Every reference, those of single columns included."""
        for column in self.columns:
            if column.refers:
                file, there = column.refers.split(".")
                yield Reference((column.name,), file, (there,))
        yield from self.references


TYPES: tuple[tuple[type[models.Field], Type], ...] = (
    (PartialDateField, Type.PARTIAL_DATE),
    (models.DateTimeField, Type.TIME),
    (models.DateField, Type.DATE),
    (models.DecimalField, Type.DECIMAL),
    (models.IntegerField, Type.INTEGER),
)


def of(model: type[models.Model], name: str, meaning: "StrOrPromise", **more) -> Column:
    """The column that holds a field of a model: its type, choices, length and pattern are the field's."""
    kept: models.Field = model._meta.get_field(name)  # type: ignore[assignment]
    rules: dict = {
        "type": _type(kept),
        "required": not (kept.blank or kept.null),
        "accepted": tuple(value for value, _told in kept.choices or ()),
        "longest": kept.max_length if isinstance(kept, models.CharField) else None,
        "pattern": _pattern(kept),
    }
    if rules["type"] is Type.INTEGER:
        rules["lowest"] = 0
        rules["highest"] = 32767 if isinstance(kept, models.SmallIntegerField) else 2**31 - 1
    if isinstance(kept, models.DecimalField):
        rules["decimals"] = kept.decimal_places
    return Column(name, meaning, **rules | more)


def _type(kept: models.Field) -> Type:
    if isinstance(kept, models.JSONField):
        return Type.OBJECT if kept.default is dict else Type.ARRAY
    return next((type_ for known, type_ in TYPES if isinstance(kept, known)), Type.TEXT)


def _pattern(kept: models.Field) -> str:
    patterns = [each.regex for each in kept.validators if isinstance(each, RegexValidator)]
    return str(getattr(patterns[0], "pattern", patterns[0])) if patterns else ""
