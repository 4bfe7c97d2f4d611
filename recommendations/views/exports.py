"""Lists as files: the same selection as the page of the same address, whole."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from sources.csv_files import csv_response

from ..exchange.description import PACKAGE_VERSION
from ..exchange.dictionary import chapters
from ..exchange.exporting import public_package
from ..filters import LinkFilter, RecordFilter
from ..formats import columns, linked_clauses
from ..models import CrossReference, Record
from ..parameters import read

CHUNK = 2_000


def record_list_as(request: HttpRequest, kind: str, format: str) -> StreamingHttpResponse:
    """The records of a kind that the filter selects, with the columns of the exchange package."""
    wanted = RecordFilter.read(request.GET, kind=kind, strict=True)
    found = wanted.apply(Record.objects.published().filter(kind=kind))
    rows = found.select_related("document", "parent").with_tags().order_by("sort_key")
    made = columns.rows(columns.RECORDS, rows.iterator(chunk_size=CHUNK))
    return csv_response(f"{kind}s", columns.header(columns.RECORDS), made, found.count())


def link_list_as(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The cross-references that the filter selects, with the columns of the exchange package."""
    found = LinkFilter.read(request.GET, strict=True).apply(CrossReference.objects.published())
    made = columns.rows(columns.LINKS, found.for_list().iterator(chunk_size=CHUNK))
    return csv_response("cross-references", columns.header(columns.LINKS), made, found.count())


def linked_clauses_csv(request: HttpRequest) -> StreamingHttpResponse:
    """One row for each objective–clause cross-reference that the filter selects."""
    wanted = LinkFilter.read(request.GET, strict=True)
    found = linked_clauses.between_objectives_and_clauses(wanted.apply(CrossReference.objects.published()))
    root = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    made = columns.rows(linked_clauses.COLUMNS, linked_clauses.pairs(found, root))
    return csv_response("linked-clauses", columns.header(linked_clauses.COLUMNS), made, found.count())


def package_zip(request: HttpRequest) -> StreamingHttpResponse:
    """The exchange package of what readers may see, made while it is sent."""
    read(request.GET, (), strict=True)
    return StreamingHttpResponse(
        public_package(),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="asean-japan.zip"'},
    )


def data_dictionary(request: HttpRequest) -> HttpResponse:
    """Every file and column of the package: meaning, kind, accepted values, an example."""
    context = {"chapters": list(chapters()), "package_version": PACKAGE_VERSION}
    return render(request, "recommendations/data_dictionary.html", context)
