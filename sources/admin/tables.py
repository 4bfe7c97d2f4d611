"""Tables as printed, and how their cells are read."""

from django.contrib import admin

from ..models import Area, DataTable, Indicator, Observation
from .base import OurAdmin


class NamedBySlug(OurAdmin):
    """Something with a slug and a name."""

    typed_by = "slug"
    search_fields = ["slug", "name"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


@admin.register(Indicator)
class IndicatorAdmin(NamedBySlug):
    list_display = ["name", "slug", "unit"]


@admin.register(Area)
class AreaAdmin(NamedBySlug):
    list_display = ["name", "slug", "kind", "parent"]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent"]


class NeverMoreNorFewer:
    """What is printed is all there is: its reading may be corrected, nothing added or taken away."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(DataTable)
class DataTableAdmin(NeverMoreNorFewer, OurAdmin):
    list_display = ["number", "title", "version"]
    search_fields = ["title"]
    fields = ["version", "number", "title", "row_heading", "caption", "source_note", "columns", "rows"]
    readonly_fields = ["version", "number", "caption", "source_note", "columns", "rows"]

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("version__document", "caption", "source_note")
        return found.defer("version__raw")


@admin.register(Observation)
class ObservationAdmin(NeverMoreNorFewer, OurAdmin):
    """One cell: the print stays, its reading as a number can be corrected."""

    list_display = ["indicator", "area", "printed", "value", "year", "table"]
    list_select_related = ["indicator", "area", "table"]
    list_filter = ["table"]
    search_fields = ["indicator__name", "area__name", "printed", "note"]
    autocomplete_fields = ["indicator", "area"]
    fields = [
        "table",
        "row",
        "column",
        "indicator",
        "area",
        "printed",
        "printed_extra",
        "value",
        "year",
        "note",
    ]
    readonly_fields = ["table", "row", "column", "printed", "printed_extra"]
