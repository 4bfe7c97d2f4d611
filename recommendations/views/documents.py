"""Documents: the list, the page of each, and the reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sources.models import Document

from ..bibliography import Bibliography
from ..document_page import DocumentPage
from ..panes import PanesPage
from ..parameters import read
from ..reader import ReaderPage
from .addresses import site_root


def document_list(request: HttpRequest) -> HttpResponse:
    """The documents that are held, and those that they cite."""
    known = Bibliography()
    context = {"held": known.held, "cited": known.cited, "kinds": dict(Document.Kind.choices)}
    return render(request, "sources/document_list.jinja", context)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: what it is, what is kept of it, and what is taken from it."""
    page = DocumentPage.find(slug)
    return render(request, "sources/document.html", {"page": page, "document": page.document})


def reader(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text, its quoted words marked; of a text that may not be shown, the quotations.

    With the codes `a` and `b`, only the places of those records, side by side.
    """
    page = ReaderPage.find(slug)
    a, b = request.GET.get("a", ""), request.GET.get("b", "")
    if a or b:
        context = {"page": PanesPage.of_codes(a, b), "document": page.document}
        return render(request, "sources/panes.html", context)
    address = f"{site_root(request)}{reverse('reader', args=[slug])}"
    kinds = read(request.GET, ("kind",)).terms.get("kind", {})
    page.showing(kinds).cited_at(address, timezone.now().date())
    template = "reader" if page.document.shows_text else "reader_quotations"
    return render(request, f"sources/{template}.html", {"page": page, "document": page.document})


def received(request: HttpRequest, slug: str) -> HttpResponse:
    """The text as received, line by line, beside what is read from it; only of texts that may be shown."""
    page = ReaderPage.find(slug)
    template = "received" if page.document.shows_text else "reader_quotations"
    return render(request, f"sources/{template}.html", {"page": page, "document": page.document})
