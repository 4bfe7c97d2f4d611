"""Milestones and defects, each with the words that it rests on."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Defect, Milestone
from .base import OurAdmin
from .words import quotation_form

MilestoneForm = quotation_form(("quotation", _("Reporting words")))
DefectWords = quotation_form(
    ("quotation", _("Words as printed")), ("contrast", _("Words that disagree")), required=False
)


class DefectForm(DefectWords):  # type: ignore[valid-type,misc]
    """A defect stands in words, or in a table, or in both."""

    beside = DefectWords.beside | {"defect_has_a_place": "quotation_words"}


class RestsOnWords(OurAdmin):
    """Rows that show a quotation beside them."""

    prepopulated_fields = {"slug": ["title"]}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("quotation__version__document")
        return found.defer("quotation__version__raw")

    @admin.display(description=_("words"))
    def words(self, row):
        return row.quotation and row.quotation.exact


@admin.register(Milestone)
class MilestoneAdmin(RestsOnWords):
    form = MilestoneForm
    list_display = ["date", "date_end", "title", "words"]
    search_fields = ["title", "slug", "quotation__exact"]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("date", "date_end"), "note"]}),
        (_("Where it is reported"), {"fields": ["quotation_words", "quotation_read_in", "quotation_before"]}),
    ]


@admin.register(Defect)
class DefectAdmin(RestsOnWords):
    form = DefectForm
    list_display = ["title", "kind", "document", "words"]
    list_filter = ["kind", "document"]
    search_fields = ["title", "slug", "explanation", "quotation__exact"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "document", "kind", "explanation", "table"]}),
        (_("As printed"), {"fields": ["quotation_words", "quotation_read_in", "quotation_before"]}),
        (_("Elsewhere"), {"fields": ["contrast_words", "contrast_read_in", "contrast_before"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document")
