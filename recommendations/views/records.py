"""Lists and pages of the four kinds of record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import citing, outline
from ..converters import Code
from ..filters import RecordFilter
from ..missing import former, missing_record
from ..models import Record
from ..record_page import RecordPage
from .paging import page_of


def record_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The records of a kind that the filter selects, as an outline, fifty to a page."""
    wanted = RecordFilter.read(request.GET, kind=kind)
    found = wanted.apply(Record.objects.published().filter(kind=kind)).for_list()
    if kind == Record.Kind.RECOMMENDATION:
        found = outline.with_section(found)
    page = page_of(found, wanted.page)
    silent_without = "clause" if kind == Record.Kind.OBJECTIVE else ""
    rows = outline.rows(page, silent_without=silent_without)
    context = {"wanted": wanted, "page": page, "rows": rows, "kind": kind}
    return render(request, f"recommendations/{kind}_list.html", context)


def record(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One record, with its words, places, links and actors."""
    page = RecordPage.find(code, kind)
    if page is None:
        return elsewhere(request, code, kind)
    permalink = request.build_absolute_uri(page.record.get_absolute_url())
    context = {"page": page, "record": page.record, "permalink": permalink, "cited": _cited(page, permalink)}
    return render(request, f"recommendations/{kind}.html", context)


def _cited(page, permalink):
    record = page.record
    second_hand = page.read_in and page.read_in.pk != record.document_id
    return citing.cite_record(
        record.document.csl or {"title": record.document.title},
        name=page.name,
        code=record.code,
        pages=page.pages,
        quoted_in=page.read_in.csl if second_hand else None,
        url=permalink,
        accessed=timezone.now().date(),
    )


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
