"""The four kinds of record, each with its own manager, admin and addresses."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .history import enter_into
from .record import RECORD_HISTORY, Record, RecordManager


class KindManager(RecordManager):
    """Records of the one kind that the proxy stands for."""

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.model.KIND)


class KindOfRecord:
    """A new instance of a proxy is of the proxy's kind."""

    def __init__(self, *args, **fields):
        if not args:
            fields.setdefault("kind", self.KIND)
        super().__init__(*args, **fields)


class Objective(KindOfRecord, Record):
    """What a Blueprint wants: six lettered objectives, and the strategic ones under them."""

    KIND = Record.Kind.OBJECTIVE
    objects: ClassVar = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")


class Clause(KindOfRecord, Record):
    """A numbered provision of a plan of action, or one of the headings above it."""

    KIND = Record.Kind.CLAUSE
    objects: ClassVar = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")


class Recommendation(KindOfRecord, Record):
    """What an author advises."""

    KIND = Record.Kind.RECOMMENDATION
    objects: ClassVar = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")


class Principle(KindOfRecord, Record):
    """A named statement that guides a partnership or an argument."""

    KIND = Record.Kind.PRINCIPLE
    objects: ClassVar = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("principle")
        verbose_name_plural = _("principles")


for kind in (Objective, Clause, Recommendation, Principle):
    enter_into(RECORD_HISTORY, kind)
