"""What can be taken away, in one place."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations import census
from recommendations.formats import columns, linked_clauses
from recommendations.models import Record
from sources.models import DataTable
from sources.views import OBSERVATIONS


def export(request: HttpRequest) -> HttpResponse:
    """Every file, with how many rows it has and what its columns mean. Two queries."""
    now = census.current()
    pairs = now.links_between(Record.Kind.OBJECTIVE, Record.Kind.CLAUSE)
    tables = DataTable.objects.readable().select_related("version__document").defer("version__raw")
    context = {
        "counts": {kind: len(places) for kind, places in sorted(now.records.kind.items())},
        "links": {"all": len(now.links.all), "pairs": len(pairs)},
        "tables": tables.annotate(cells=Count("observations")).order_by("version__document__slug", "number"),
        "linked_clauses": linked_clauses.COLUMNS,
        "record_columns": columns.RECORDS,
        "link_columns": columns.LINKS,
        "observation_columns": OBSERVATIONS,
    }
    return render(request, "asean_japan/export.html", context)
