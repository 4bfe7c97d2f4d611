"""What a document reports as an event, and what it prints wrongly."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..dates import PartialDateField, spoken
from .data import DataTable, SlugManager
from .document import Document
from .passage import Quotation


class Milestone(models.Model):
    """A dated event that a document reports."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    date = PartialDateField(_("date"))
    date_end = PartialDateField(_("end"), blank=True)
    title = models.CharField(_("title"), max_length=200)
    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="milestones")
    note = models.TextField(_("note"), blank=True)

    objects = SlugManager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["date", "slug"]

    def __str__(self):
        return f"{self.date} {self.title}"

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["sources.quotation"]

    def get_absolute_url(self):
        return reverse("timeline") + f"#{self.slug}"

    @property
    def when(self):
        """The date or period in words."""
        return " – ".join(spoken(date) for date in (self.date, self.date_end) if date)


class Defect(models.Model):
    """Something the source itself prints wrongly or leaves out: kept, registered, never mended."""

    class Kind(models.TextChoices):
        LABEL = "label", _("label")
        ARITHMETIC = "arithmetic", _("arithmetic")
        MISSING = "missing", _("announced and missing")
        NAMING = "naming", _("naming")
        WORDING = "wording", _("wording")
        NUMBERING = "numbering", _("numbering")
        CONTRADICTION = "contradiction", _("contradiction")
        TYPOGRAPHY = "typography", _("typography")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="defects")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    explanation = models.TextField(_("explanation"))
    quotation = models.ForeignKey(
        Quotation, on_delete=models.PROTECT, null=True, blank=True, related_name="defects"
    )
    contrast = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contrasted_defects",
        verbose_name=_("contrasting quotation"),
    )
    table = models.ForeignKey(
        DataTable, on_delete=models.PROTECT, null=True, blank=True, related_name="defects"
    )

    objects = SlugManager()

    class Meta:
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        ordering = ["document", "quotation", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quotation__isnull=False) | models.Q(table__isnull=False),
                name="defect_has_a_place",
            )
        ]

    def __str__(self):
        return self.title

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["sources.quotation", "sources.datatable"]

    def get_absolute_url(self):
        return reverse("defects", args=[self.document.slug]) + f"#{self.slug}"
