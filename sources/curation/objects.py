"""Model objects that are made, checked and counted without a database row."""

from collections import defaultdict
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from .files import CurationError, Row

AnyModel = TypeVar("AnyModel", bound=models.Model)


class Objects:
    """All objects made so far, by model and in order, and every error on the way.

    Each object gets a provisional key, so that the rules of its model can be tried on it;
    what is written in the end names objects by their natural keys alone.
    """

    def __init__(self):
        self.made: dict[type[models.Model], dict[tuple, models.Model]] = defaultdict(dict)
        self.folder_of: dict[models.Model, str] = {}
        self.errors: list[CurationError] = []

    def add(self, made: AnyModel, row: Row) -> AnyModel:
        """Keep an object, unless its model's rules or an object of the same key forbid it."""
        same_kind = self.made[type(made)]
        made.pk = len(same_kind) + 1
        key = tuple(made.natural_key())  # type: ignore[attr-defined]
        if key in same_kind:
            raise row.error("row", f"{made._meta.verbose_name} {key} is given twice.")
        self._try_rules(made, row)
        same_kind[key] = made
        self.folder_of[made] = row.folder
        return made

    def get(self, model: type[AnyModel], row: Row, column: str, *key) -> AnyModel:
        """The object that a cell names; raises CurationError when there is none."""
        wanted = key or (row[column],)
        try:
            return self.made[model][wanted]  # type: ignore[return-value]
        except KeyError:
            name = model._meta.verbose_name
            raise row.error(column, f"there is no {name} “{'/'.join(map(str, wanted))}”.") from None

    def all(self, model: type[AnyModel]) -> list[AnyModel]:
        return list(self.made[model].values())  # type: ignore[arg-type]

    @contextmanager
    def noting_errors(self):
        """Go on after a bad row, so that one run names every one of them."""
        try:
            yield
        except CurationError as error:
            self.errors.append(error)

    @staticmethod
    def _try_rules(made, row):
        relations = {field.name for field in made._meta.fields if field.is_relation}
        try:
            made.clean_fields(exclude=relations)
            made.clean()
            for constraint in made._meta.constraints:
                if isinstance(constraint, models.CheckConstraint):
                    constraint.validate(type(made), made)  # type: ignore[attr-defined]
        except ValidationError as error:
            raise row.error("row", "; ".join(_messages(error))) from None


def _messages(error):
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{field}: {' '.join(found)}" for field, found in error.message_dict.items()]
