"""The matrix: cross-references counted over two axes, as a page and as a file."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from sources.csv_files import csv_response

from ..matrix import Matrix


def matrix(request: HttpRequest) -> HttpResponse:
    """Any two axes, objectives by clauses unless others are asked for."""
    found = Matrix.read(request.GET)
    return render(request, "recommendations/matrix.html", {"matrix": found, "wanted": found.wanted})


def matrix_as(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The same matrix in long form, whole: a line for each cell, and for each empty row and column."""
    found = Matrix.read(request.GET, strict=True)
    lines = list(found.lines())
    return csv_response(
        f"cross-references-{found.name}", ("row", "column", "count", "strongest_basis"), lines, len(lines)
    )
