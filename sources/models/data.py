"""Tables printed in a document, and each of their cells."""

from itertools import groupby, zip_longest

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..json_fields import KeysInOrder
from .document import DocumentVersion
from .passage import Passage


class SlugManager(models.Manager):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Indicator(models.Model):
    """What a column of a table measures."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    definition = models.TextField(_("definition"), blank=True)

    objects = SlugManager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class Area(models.Model):
    """A country, a group of countries or a region of the world."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = SlugManager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class DataTableQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug, version, number):
        return self.get(version__document__slug=slug, version__number=version, number=number)

    def readable(self):
        """Tables of the documents that may be shown whole: a printed table is no quotation."""
        return self.filter(version__document__rights="full_text")


class DataTable(models.Model):
    """A table as printed.

    `columns` is a list of {"heading", "group", "indicator", "year", "source_mark"} and `rows`
    a list of {"label", "group", "area"}, both in printed order; `raw_start:raw_end` is the
    body in the raw text.
    """

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="tables")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    caption = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="captioned_tables")
    source_note = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="noted_tables"
    )
    row_heading = models.CharField(_("heading of the first column"), max_length=80)
    columns = models.JSONField(_("columns"), default=list, blank=True, decoder=KeysInOrder)
    rows = models.JSONField(_("rows"), default=list, blank=True, decoder=KeysInOrder)
    raw_start = models.PositiveIntegerField(_("first raw character"))
    raw_end = models.PositiveIntegerField(_("end in the raw text"))

    objects = DataTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("data table")
        verbose_name_plural = _("data tables")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="table_number_once"),
            models.CheckConstraint(condition=Q(raw_start__lt=F("raw_end")), name="table_span_is_forward"),
        ]

    def __str__(self):
        return _("Table %(number)d. %(title)s") % {"number": self.number, "title": self.title}

    def natural_key(self):
        return (*self.version.natural_key(), self.number)

    natural_key.dependencies = ["sources.passage"]

    def get_absolute_url(self):
        return reverse("data-table", args=[self.version.document.slug, self.number])

    def tokens(self, cells):
        """What its row labels and these cells (in printed order) say was printed, blank by blank."""
        told, group = [], ""
        for row, in_row in groupby(cells, key=lambda cell: cell.row):
            heading = self.rows[row - 1]
            if heading["group"] != group:
                group = heading["group"]
                told += group.split()
            told += heading["label"].split()
            for cell in in_row:
                told += [*cell.printed.split(), *cell.printed_extra.split()]
        return told

    def unaccounted(self, cells):
        """The first (printed, told) pair that differs between the raw body and the cells, if any.

        The header stands before the rows, so it is the end of the body that must agree.
        """
        told = self.tokens(cells)
        body = self.version.raw_text[self.raw_start : self.raw_end]
        printed = body.split()[-len(told) :] if told else []
        return next(((there, here) for there, here in zip_longest(printed, told) if there != here), None)


class ObservationManager(models.Manager):
    def get_by_natural_key(self, slug, version, number, row, column):
        return self.get(
            table__version__document__slug=slug,
            table__version__number=version,
            table__number=number,
            row=row,
            column=column,
        )


class Observation(models.Model):
    """One cell: an indicator for an area, as printed, and as a number where there is one.

    `row` and `column` count from 1 in the table's `rows` and `columns`; `printed_extra` is
    what is printed beside the value, such as the year “(2005)”.
    """

    table = models.ForeignKey(DataTable, on_delete=models.CASCADE, related_name="observations")
    row = models.PositiveSmallIntegerField(_("row"))
    column = models.PositiveSmallIntegerField(_("column"))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="observations")
    printed = models.CharField(_("as printed"), max_length=80)
    printed_extra = models.CharField(_("printed beside it"), max_length=80, blank=True)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = ObservationManager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["table", "row", "column"]
        constraints = [
            models.UniqueConstraint(fields=["table", "row", "column"], name="cell_once"),
            models.CheckConstraint(condition=Q(row__gte=1, column__gte=1), name="cell_counts_from_one"),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.area}: {self.printed}"

    def natural_key(self):
        return (*self.table.natural_key(), self.row, self.column)

    natural_key.dependencies = ["sources.datatable", "sources.indicator", "sources.area"]
