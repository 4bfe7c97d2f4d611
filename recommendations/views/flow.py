"""The flow diagram: a page, a drawing to take away, a picture."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ..filters import RecordFilter
from ..flow import flow_of
from ..flow_drawing import drawn, picture
from ..models import Record

KIND = Record.Kind.RECOMMENDATION


def flow(request: HttpRequest) -> HttpResponse:
    """Objectives, clauses, recommendations and those asked to act, joined by bands."""
    wanted = RecordFilter.read(request.GET, kind=KIND)
    found = flow_of(wanted)
    context = {"wanted": wanted, "flow": found, "drawing": drawn(found), "form": wanted.form}
    return render(request, "recommendations/flow.html", context)


def flow_svg(request: HttpRequest) -> HttpResponse:
    """The diagram as a file: the same bands, with whole addresses."""
    return _file(_svg(request), "image/svg+xml", "flow.svg")


def flow_png(request: HttpRequest) -> HttpResponse:
    """The diagram as a picture."""
    return _file(picture(_svg(request)), "image/png", "flow.png")


def _svg(request):
    wanted = RecordFilter.read(request.GET, kind=KIND, strict=True)
    root = settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
    context = {
        "drawing": drawn(flow_of(wanted)),
        "root": root,
        "is_linked": True,
        "query": wanted.query_string,
    }
    return render_to_string("recommendations/_flow.svg", context)


def _file(content, content_type, name):
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
