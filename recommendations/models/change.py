"""Change sets: who changed what, when, and why."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.signals import pre_create_historical_record

_open: "ContextVar[_Opened | None]" = ContextVar("open_change_set", default=None)


class ChangeSet(models.Model):
    """Changes that belong together, so that they can be shown, compared and undone whole."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="change_sets",
        verbose_name=_("by"),
    )
    why = models.TextField(_("why"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change set")
        verbose_name_plural = _("change sets")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.why}".strip()


class InChangeSet(models.Model):
    """Base of every history table; no change set means: as first loaded."""

    change_set = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class _Opened:
    """A change set that is stored when the first change arrives, not before."""

    def __init__(self, by, why):
        self.by, self.why, self.stored = by, why, None

    def get(self):
        if self.stored is None or not _is_still_there(self.stored):
            self.stored = ChangeSet.objects.create(by=self.by, why=self.why)
        return self.stored


def _is_still_there(stored):
    # It is gone when the part of the work that stored it was rolled back.
    return ChangeSet.objects.filter(pk=stored.pk, at=stored.at).exists()


@contextmanager
def change_set(*, by=None, why: str = ""):
    """All that is saved within belongs to one change set."""
    token = _open.set(_Opened(by, why))
    try:
        yield
    finally:
        _open.reset(token)


def person_at_work(**_kwargs):
    """The user of the open change set, for the history rows."""
    opened = _open.get()
    return opened.by if opened else None


def _enter(sender, history_instance, **_kwargs):
    opened = _open.get() or _Opened(None, "")
    history_instance.change_set = opened.get()


pre_create_historical_record.connect(_enter, dispatch_uid="change set")
