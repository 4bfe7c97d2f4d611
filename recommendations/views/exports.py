"""Lists as files: the same selection as the page of the same address, whole."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ..exchange.description import PACKAGE_VERSION
from ..exchange.dictionary import chapters
from ..exchange.exporting import public_package
from ..filters import LinkFilter, RecordFilter
from ..formats import linked_clauses, plain
from ..parameters import read
from .addresses import site_root


def record_list_as(request: HttpRequest, kind: str, format: str) -> StreamingHttpResponse:
    """The records of a kind that the filter selects, with the columns of the exchange package."""
    wanted = RecordFilter.read(request.GET, kind=kind, strict=True)
    return plain.records_file(f"{kind}s", wanted)


def link_list_as(request: HttpRequest, format: str) -> StreamingHttpResponse:
    """The cross-references that the filter selects, with the columns of the exchange package."""
    wanted = LinkFilter.read(request.GET, strict=True)
    return plain.links_file("cross-references", wanted)


def linked_clauses_csv(request: HttpRequest) -> StreamingHttpResponse:
    """One row for each objective–clause cross-reference that the filter selects."""
    wanted = LinkFilter.read(request.GET, strict=True)
    return linked_clauses.file("linked-clauses", wanted, site_root(request))


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
