"""What the documents report, year by year."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.models import Document, Milestone

from .. import parameters


def timeline(request: HttpRequest) -> HttpResponse:
    """The milestones of the documents asked for, by year, each with the words that report it."""
    asked = parameters.read(request.GET, ("document",)).terms.get("document", {})
    found = Milestone.objects.select_related(
        "quotation__version__document", "quotation__start_passage__section", "quotation__end_passage"
    ).defer("quotation__version__raw")
    if asked:
        found = found.filter(quotation__version__document__slug__in=asked)
    years = groupby(found.order_by("date", "slug"), key=lambda milestone: milestone.date[:4])
    context = {
        "years": [(year, list(milestones)) for year, milestones in years],
        "documents": Document.objects.held().order_by("issued"),
        "asked": asked,
    }
    return render(request, "sources/timeline.html", context)
