"""Lists and pages of the four kinds of record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import principles
from ..converters import Code
from ..filters import RecordFilter
from ..list_page import rows_and_form
from ..missing import former, missing_record
from ..models import Record
from ..record_page import RecordPage
from .addresses import site_root
from .paging import page_of


def record_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The records of a kind that the filter selects, as an outline, fifty to a page."""
    wanted = RecordFilter.read(request.GET, kind=kind)
    found = wanted.selection.of(wanted)
    page = page_of(wanted.census.records.in_order(found), wanted.page)
    rows, form = rows_and_form(wanted, list(page))
    context = {"wanted": wanted, "page": page, "rows": rows, "form": form, "kind": kind}
    if kind == Record.Kind.PRINCIPLE:
        context |= {"sets": principles.side_by_side(rows), "pairs": principles.pairs(wanted.census)}
    return render(request, f"recommendations/{kind}_list.jinja", context)


def record(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One record, with its words, places, links and actors."""
    page = RecordPage.find(code, kind)
    if page is None:
        return elsewhere(request, code, kind)
    permalink = f"{site_root(request)}{page.record.get_absolute_url()}"
    cited = page.citation(permalink, timezone.now().date())
    context = {"page": page, "record": page.record, "permalink": permalink, "cited": cited}
    return render(request, f"recommendations/{kind}.jinja", context)


def elsewhere(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Where a code leads that no published record of this kind bears: on, gone, or nowhere."""
    if code != code.lower():
        return redirect(kind, code.lower(), permanent=True) if Code.fits(code.lower()) else _missing(code)
    if found := Record.objects.published().filter(code=code).first():
        return redirect(found, permanent=True)
    known = former(code)
    if known is None:
        return _missing(code)
    if known.record:
        return redirect(known.record, permanent=True)
    return render(request, "410.html", {"former": known}, status=410)


def _missing(code):
    raise missing_record(code)
