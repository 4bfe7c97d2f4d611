"""Codes that were in use: citations of them must not die."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .record import Record


class FormerCode(models.Model):
    """A code that was renamed (it redirects) or deleted (it answers 410, with the reason)."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    record = models.ForeignKey(
        Record,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="former_codes",
        verbose_name=_("record"),
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("former code")
        verbose_name_plural = _("former codes")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False) | ~Q(reason=""),
                name="deleted_code_has_a_reason",
            )
        ]

    def __str__(self):
        return self.code
