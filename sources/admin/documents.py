"""Documents, and their texts as received."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from ..models import Citation, Document, DocumentVersion
from .base import OurAdmin, ReadOnly
from .words import quotation_form


class DocumentForm(forms.ModelForm):
    def clean_csl(self):
        csl = self.cleaned_data["csl"] or {}
        if not isinstance(csl, dict):
            raise ValidationError(_("A CSL-JSON item is one object, in braces."))
        if "\\u0000" in self.data.get("csl", ""):
            raise ValidationError(_("NUL characters are not accepted."))
        return csl


class VersionInline(ReadOnly, admin.TabularInline):
    model = DocumentVersion
    fields = ["number", "file_name", "received", "sha256"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).defer("raw")


@admin.register(Document)
class DocumentAdmin(OurAdmin):
    """A source: held, or only cited."""

    form = DocumentForm
    typed_by = "slug"
    ordering = ["slug"]
    list_display = ["short_title", "slug", "kind", "issued", "rights", "is_held"]
    list_filter = ["kind", "rights"]
    search_fields = ["slug", "title", "short_title"]
    prepopulated_fields = {"slug": ["short_title"]}
    inlines = [VersionInline]
    fieldsets = [
        (None, {"fields": ["title", "short_title", "slug", "kind", "issued", "language"]}),
        (_("Rights"), {"fields": ["rights", "rights_holder"]}),
        (_("Beyond the text"), {"fields": ["note", "csl"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(version_count=Count("versions"))

    @admin.display(description=_("text held"), boolean=True)
    def is_held(self, document):
        return bool(document.version_count)


@admin.register(DocumentVersion)
class DocumentVersionAdmin(ReadOnly, OurAdmin):
    """A text as received. A new text comes in as a new version, by the fixtures or the command line."""

    list_display = ["document", "number", "file_name", "received", "sha256"]
    list_select_related = ["document"]
    search_fields = ["document__slug", "document__title", "file_name"]
    fields = ["document", "number", "file_name", "received", "sha256", "text_as_received"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document").defer("raw")

    @admin.display(description=_("text as received"))
    def text_as_received(self, version):
        return version.raw_text


CitedWords = quotation_form(("quotation", _("Words that name it")))


class CitationForm(CitedWords):  # type: ignore[valid-type,misc]
    """The same words name a document once."""

    beside = CitedWords.beside | {
        "citation_said_once": "quotation_words",
        "unique_together": "quotation_words",
    }


@admin.register(Citation)
class CitationAdmin(OurAdmin):
    """A place at which a held document names another."""

    form = CitationForm
    list_display = ["document", "words", "read_in"]
    list_select_related = ["document", "quotation__version__document"]
    search_fields = ["document__slug", "document__title", "quotation__exact"]
    autocomplete_fields = ["document"]
    fields = ["document", "quotation_words", "quotation_read_in", "quotation_before"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("quotation__version__raw")

    @admin.display(description=_("words"))
    def words(self, citation):
        return citation.quotation.exact

    @admin.display(description=_("read in"))
    def read_in(self, citation):
        return citation.quotation.version.document
