"""A reader's own collection: the page, and the files that it can be taken away as."""

from importlib import import_module
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sources.csv_files import csv_response

from ..collection import Collection, Selection, changed, example, is_changed, offers
from ..formats import columns
from ..models import Record
from ..parameters import FilterError, read
from .addresses import site_root

# By their names: the library for Word's files takes its time to load, and is seldom asked for.
BRIEFINGS = {"docx": "docx_briefing", "md": "markdown_briefing"}


def collection(request: HttpRequest) -> HttpResponse:
    """The records named in the address, set as a briefing, with what it takes to arrange them."""
    if is_changed(request.GET):
        return _on_to_what_it_became(request)
    found = _collection(request, Selection.read(request.GET))
    words = read(request.GET, ("q",)).words
    offered, count = offers(words, found.selection.codes) if words else ([], 0)
    context = {"collection": found, "items": found.items, "example": "" if found.items else example()}
    context |= {"q": " ".join(words), "offered": offered, "count": count, "kinds": Record.Kind.values}
    return render(request, "recommendations/collection.html", context)


def _on_to_what_it_became(request):
    """To the address of the changed collection: what is kept and passed on is a state, never a step."""
    selection, moved = changed(request.GET)
    asked = urlencode({"q": words}) if (words := " ".join(read(request.GET, ("q",)).words)) else ""
    query = "&".join(filter(None, [selection.query_string, asked]))
    address = f"{reverse('collection')}?{query}" if query else reverse("collection")
    # Not Django's own class: it refuses a long address, which is of our making here.
    return HttpResponse(status=302, headers={"Location": f"{address}#{moved}" if moved else address})


def collection_as(request: HttpRequest, format: str) -> HttpResponse | StreamingHttpResponse:
    """The same as a file. One that only holds records refuses what it can't name: nothing gets lost."""
    found = _collection(request, Selection.read(request.GET, strict=True))
    if format == "csv":
        if found.missing:
            raise FilterError(" ".join(found.missing), parameter="codes", as_text=True)
        made = columns.rows(columns.RECORDS, found.records)
        return csv_response("collection", columns.header(columns.RECORDS), made, len(found.items))
    written = import_module(f"..formats.{BRIEFINGS[format]}", __package__)
    headers = {"Content-Disposition": f'attachment; filename="collection.{format}"'}
    return HttpResponse(written.write(found), content_type=written.CONTENT_TYPE, headers=headers)


def _collection(request, selection):
    return Collection(selection, site_root(request), timezone.now().date())
