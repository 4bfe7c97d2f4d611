"""What can be taken away, in one place."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations.formats import columns, linked_clauses
from recommendations.models import CrossReference, Record
from sources.models import DataTable
from sources.views import OBSERVATIONS


def export(request: HttpRequest) -> HttpResponse:
    """Every file, with how many rows it has and what its columns mean. Three queries."""
    published = Record.objects.published().order_by()
    pair = Q(from_kind="objective", to_kind="clause") | Q(from_kind="clause", to_kind="objective")
    links = CrossReference.objects.published().aggregate(all=Count("pk"), pairs=Count("pk", filter=pair))
    tables = DataTable.objects.readable().select_related("version__document").defer("version__raw")
    context = {
        "counts": dict(published.values_list("kind").annotate(n=Count("pk"))),
        "links": links,
        "tables": tables.annotate(cells=Count("observations")).order_by("version__document__slug", "number"),
        "linked_clauses": linked_clauses.COLUMNS,
        "record_columns": columns.RECORDS,
        "link_columns": columns.LINKS,
        "observation_columns": OBSERVATIONS,
    }
    return render(request, "asean_japan/export.html", context)
