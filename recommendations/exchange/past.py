"""The history of an import: one change set, and an entry for each row, written by the database itself."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models
from django.utils import timezone

from sources.exchange.writing import BLOCK, Writer, blocks

from ..models import ChangeSet

CREATED, CHANGED, DELETED = "+", "~", "-"


class Past:
    """Enters what an import did into the history; the change set is stored with the first entry."""

    def __init__(self, by: AbstractBaseUser | None, why: str):
        self.by, self.why, self.at = by, why, timezone.now()
        self._stored: ChangeSet | None = None

    @property
    def change_set(self) -> ChangeSet:
        if self._stored is None:
            self._stored = ChangeSet.objects.create(by=self.by, why=self.why)  # type: ignore[misc]
        return self._stored

    def enter(self, writer: Writer) -> None:
        """The rows that a writer created and changed."""
        if not hasattr(writer.model, "history"):
            return
        if writer.next_key > writer.first_new:
            self._copy(writer.model, CREATED, "id >= %s", [writer.first_new])
        for some in blocks(writer.changed, BLOCK):
            self._some(writer.model, CHANGED, some)

    def enter_removed(self, model: type[models.Model], pks: Collection[int]) -> None:
        """Rows that are about to be deleted."""
        if hasattr(model, "history"):
            for some in blocks(list(pks), BLOCK):
                self._some(model, DELETED, some)

    def _some(self, model, kind, pks):
        self._copy(model, kind, f"id IN ({', '.join(['%s'] * len(pks))})", list(pks))

    def _copy(self, model, kind, which, parameters):
        kept = model.history.model
        quote = connection.ops.quote_name
        told = {field.column for field in kept._meta.concrete_fields}
        columns = ", ".join(quote(each.column) for each in model._meta.concrete_fields if each.column in told)
        sql = (
            f"INSERT INTO {quote(kept._meta.db_table)} "
            f"({columns}, history_date, history_type, history_user_id, change_set_id) "
            f"SELECT {columns}, %s, %s, %s, %s FROM {quote(model._meta.db_table)} WHERE {which} ORDER BY id"
        )
        at = connection.ops.adapt_datetimefield_value(self.at)
        by = self.by.pk if self.by else None
        with connection.cursor() as cursor:
            cursor.execute(sql, [at, kind, by, self.change_set.pk, *parameters])
