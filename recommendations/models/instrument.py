"""The means that documents name: funds, programmes, conventions, commissions …"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.dates import PartialDateField
from sources.models import Document, Quotation

from .actor import SlugManager
from .history import history
from .record import Record


class Instrument(models.Model):
    """A fund, programme, convention, commission, award …, existing or proposed."""

    class Kind(models.TextChoices):
        FUND = "fund", _("fund")
        LOAN = "loan", _("loan")
        PROGRAMME = "programme", _("programme")
        CONVENTION = "convention", _("convention")
        COMMISSION = "commission", _("commission")
        COMMITTEE = "committee", _("committee")
        AWARD = "award", _("award")
        CODE_OF_CONDUCT = "code_of_conduct", _("code of conduct")
        NETWORK = "network", _("network")
        CENTRE = "centre", _("centre")
        DECLARATION = "declaration", _("declaration")
        PLAN = "plan", _("plan")
        OTHER = "other", _("other instrument")

    class State(models.TextChoices):
        EXISTING = "existing", _("existing")
        PROPOSED = "proposed", _("proposed")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State)
    records = models.ManyToManyField(
        Record,
        through="RecordInstrument",
        related_name="instruments",
        verbose_name=_("records"),
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("its document"),
    )
    quotation = models.ForeignKey(
        Quotation,
        on_delete=models.PROTECT,
        related_name="instruments",
        verbose_name=_("quotation"),
    )
    note = models.TextField(_("note"), blank=True)
    history = history()

    objects = SlugManager()

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["sources.quotation"]


class RecordInstrumentManager(models.Manager):
    def get_by_natural_key(self, code, slug):
        return self.get(record__code=code, instrument__slug=slug)


class RecordInstrument(models.Model):
    """A record names, uses or proposes an instrument."""

    record = models.ForeignKey(
        Record,
        on_delete=models.CASCADE,
        related_name="instrument_links",
        verbose_name=_("record"),
    )
    instrument = models.ForeignKey(
        Instrument,
        on_delete=models.PROTECT,
        related_name="record_links",
        verbose_name=_("instrument"),
    )
    history = history()

    objects = RecordInstrumentManager()

    class Meta:
        verbose_name = _("instrument of a record")
        verbose_name_plural = _("instruments of records")
        ordering = ["instrument", "record"]
        constraints = [models.UniqueConstraint(fields=["record", "instrument"], name="instrument_named_once")]

    def __str__(self):
        return f"{self.record}: {self.instrument}"

    def natural_key(self):
        return (*self.record.natural_key(), *self.instrument.natural_key())

    natural_key.dependencies = ["recommendations.record", "recommendations.instrument"]


class AmountManager(models.Manager):
    def get_by_natural_key(self, slug, printed, *place):
        quotation = Quotation.objects.get_by_natural_key(*place)
        return self.get(instrument__slug=slug, printed=printed, quotation=quotation)


class Amount(models.Model):
    """A sum that a document reports of an instrument; `value` in whole units of `currency`."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="amounts")
    year = PartialDateField(_("year"), blank=True)
    printed = models.CharField(_("as printed"), max_length=80)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, help_text=_("ISO 4217 code."))
    quotation = models.ForeignKey(
        Quotation, on_delete=models.PROTECT, related_name="amounts", verbose_name=_("quotation")
    )

    objects = AmountManager()

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ["instrument", "year", "value"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "printed", "quotation"], name="amount_said_once")
        ]

    def __str__(self):
        return f"{self.instrument}: {self.printed}"

    def natural_key(self):
        return (*self.instrument.natural_key(), self.printed, *self.quotation.natural_key())

    natural_key.dependencies = ["recommendations.instrument", "sources.quotation"]
