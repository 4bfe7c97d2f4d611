"""Funds, programmes, conventions, and the sums that are reported of them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.admin.base import Rows
from sources.admin.beside import BesideFields
from sources.admin.words import quotation_form

from ..models import Amount, Instrument, RecordInstrument
from .base import KeptAdmin, WhyForm
from .inlines import InstrumentsOnce

QuotedForm = quotation_form(("quotation", _("Words that name it")))


class InstrumentForm(QuotedForm, WhyForm):  # type: ignore[misc,valid-type]
    """An instrument with its words."""


class AmountForm(quotation_form(("quotation", _("Words that report it")))):  # type: ignore[misc]
    """A sum with its words."""

    beside = {"quotation": "quotation_words", "amount_said_once": "printed", "unique_together": "printed"}


class AmountInline(Rows, admin.StackedInline):
    model = Amount
    form = AmountForm
    extra = 0
    fields = [
        ("year", "printed"),
        ("value", "currency"),
        "quotation_words",
        ("quotation_read_in", "quotation_before"),
    ]

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("quotation__version__document")
        return found.defer("quotation__version__raw")


class RecordsOnce(InstrumentsOnce):
    said_by = ("record",)


class RecordRow(BesideFields):
    beside = {"instrument_named_once": "record", "unique_together": "record"}


class RecordInline(Rows, admin.TabularInline):
    model = RecordInstrument
    form = RecordRow
    formset = RecordsOnce
    autocomplete_fields = ["record"]
    extra = 1


@admin.register(Instrument)
class InstrumentAdmin(KeptAdmin):
    """A fund, programme, convention …, existing or proposed."""

    form = InstrumentForm
    typed_by = "slug"
    list_display = ["name", "kind", "state", "document"]
    list_filter = ["kind", "state"]
    list_select_related = ["document"]
    search_fields = ["name", "slug", "note", "quotation__exact"]
    autocomplete_fields = ["document"]
    inlines = [AmountInline, RecordInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("kind", "state"), "document", "note"]}),
        (_("Where it is named"), {"fields": ["quotation_words", "quotation_read_in", "quotation_before"]}),
        (_("This change"), {"fields": ["why"]}),
    ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("quotation__version__document")
        return found.defer("quotation__version__raw")
