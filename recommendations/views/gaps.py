"""What is not there, as a page and as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from sources.csv_files import csv_response
from sources.snapshot import Snapshot

from .. import gaps, gaps_page

COLUMNS = ("gap", "code", "document", "number", "words", "address")


def gap_list(request: HttpRequest) -> HttpResponse:
    """Every gap with its rule, what it holds, and what its absence means and does not mean."""
    return render(request, "recommendations/gaps.html", {"page": gaps_page.GapsPage()})


def gap_list_as(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """One row for each thing that a gap holds; of one gap with `gap=`, named as on the page."""
    wanted = gaps_page.read(request.GET)
    with Snapshot() as snapshot:
        return csv_response("gaps", COLUMNS, gaps.lines(wanted), gaps.count(wanted), snapshot.close)
