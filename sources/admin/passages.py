"""The reading text and what is quoted from it: looked up here, never changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..lookup import QUOTATIONS
from ..models import Passage, Quotation, Section
from .base import OurAdmin, ReadOnly
from .misquotes import passage_link


class InVersion(ReadOnly, OurAdmin):
    """Something that stands in a version of a document."""

    list_filter = ["version__document"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("version__document").defer("version__raw")


@admin.register(Section)
class SectionAdmin(InVersion):
    list_display = ["heading", "label", "page", "level", "version"]
    search_fields = ["heading", "label"]
    fields = ["version", "parent", "position", "level", "label", "heading", "page"]


@admin.register(Passage)
class PassageAdmin(InVersion):
    list_display = ["anchor", "kind", "page", "text", "version"]
    list_filter = ["version__document", "kind"]
    search_fields = ["text", "label"]
    fields = [
        "version",
        "section",
        "position",
        "kind",
        "label",
        "text",
        "page",
        "raw_start",
        "raw_end",
        "mends",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("section")


@admin.register(Quotation)
class QuotationAdmin(InVersion):
    """A span of the text. A new one is made by typing its words where they are needed."""

    list_display = ["exact", "place", "version"]
    search_fields = QUOTATIONS.columns
    lookup = QUOTATIONS
    fields = ["exact", "prefix", "suffix", "version", "place"]

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("start_passage__version__document")
        return found.defer("version__raw", "start_passage__version__raw")

    @admin.display(description=_("where it stands"))
    def place(self, quotation):
        return passage_link(quotation.start_passage)

    def autocomplete_label(self, quotation):
        return f"{quotation} · {quotation.version.document}, {quotation.start_passage.anchor}"
