"""What stands on a record's page beside its links: who acts, quotations, instruments, old codes."""

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin.base import ReadOnly, Rows
from sources.admin.beside import BesideFields
from sources.admin.misquotes import passage_link

from ..models import FormerCode, RecordInstrument, RecordQuotation, Responsibility


class OnceOnly(BaseInlineFormSet):
    """No row twice, also while the record has no number yet; `said_by` is what makes a row."""

    said_by: tuple[str, ...] = ()

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            said = tuple(data.get(name) for name in self.said_by)
            if not all(said) or data.get("DELETE"):
                continue
            if said in seen:
                form.add_error(self.said_by[0], gettext("This stands here twice."))
            seen.add(said)

    def validate_unique(self):
        # `clean` does it with a sentence beside the field, and for records not yet stored as well.
        pass


class ActorsOnce(OnceOnly):
    said_by = ("actor", "role")


class InstrumentsOnce(OnceOnly):
    said_by = ("instrument",)


class KnownRow(BesideFields):
    """A row whose chosen row (`known`) is already read, so that showing it asks nothing more."""

    known = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.known in self.fields:
            self.fields[self.known].widget.widget.known = getattr(self.instance, self.known)


class ActorRow(KnownRow):
    known = "actor"
    beside = {"responsibility_said_once": "actor", "unique_together": "actor", "role_is_known": "role"}


class InstrumentRow(KnownRow):
    known = "instrument"
    beside = {"instrument_named_once": "instrument", "unique_together": "instrument"}


class ResponsibilityInline(Rows, admin.TabularInline):
    """Who is asked to act, who supports, for whom."""

    model = Responsibility
    form = ActorRow
    formset = ActorsOnce
    autocomplete_fields = ["actor"]
    fields = ["role", "actor"]
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("record", "actor")


class InstrumentInline(Rows, admin.TabularInline):
    model = RecordInstrument
    form = InstrumentRow
    formset = InstrumentsOnce
    autocomplete_fields = ["instrument"]
    extra = 1

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("record", "instrument")


class ReadOnlyRows(ReadOnly, admin.TabularInline):
    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return True


class QuotationInline(ReadOnlyRows):
    """Where the words stand; they follow from the words above."""

    model = RecordQuotation
    fields = ["role", "words", "place"]
    readonly_fields = ["words", "place"]
    verbose_name_plural = _("where the words stand")

    def get_queryset(self, request):
        places = ("record", "quotation__version__document", "quotation__start_passage")
        return super().get_queryset(request).select_related(*places).defer("quotation__version__raw")

    @admin.display(description=_("words"))
    def words(self, use):
        return use.quotation.exact

    @admin.display(description=_("place"))
    def place(self, use):
        passage = use.quotation.start_passage
        passage.version = use.quotation.version
        return passage_link(passage)


class FormerCodeInline(ReadOnlyRows):
    """Codes that lead on to this record."""

    model = FormerCode
    fields = ["code", "reason", "at"]
    readonly_fields = ["at"]
