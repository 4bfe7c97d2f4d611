"""A selection in a list, taken along as a file."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.csv_files import csv_response

from ..formats import columns


@admin.action(description=_("Take the selected along as CSV"), permissions=["view"])
def records_as_csv(modeladmin, request, selection):
    """Records with the columns of the public files, drafts too."""
    found = selection.model.objects.filter(pk__in=selection.order_by().values("pk"))
    rows = found.select_related("document", "parent").with_tags().order_by("sort_key")
    return _file(modeladmin, columns.RECORDS, rows)


@admin.action(description=_("Take the selected along as CSV"), permissions=["view"])
def links_as_csv(modeladmin, request, selection):
    """Cross-references with the columns of the public files, drafts too."""
    found = selection.model.objects.filter(pk__in=selection.order_by().values("pk"))
    return _file(modeladmin, columns.LINKS, found.for_list())


def _file(modeladmin, of, found):
    made = columns.rows(of, found.iterator(chunk_size=2_000))
    return csv_response(f"{modeladmin.opts.model_name}s", columns.header(of), made, found.count())
