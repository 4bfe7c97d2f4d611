"""Documents: the list, the page of each, and the reader."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.models import Citation, Document, DocumentVersion

from ..document_page import DocumentPage
from ..models import Status
from ..reader import ReaderPage


def document_list(request: HttpRequest) -> HttpResponse:
    """The documents that are held, and those that they cite."""
    published = Q(records__status=Status.PUBLISHED)
    documents = Document.objects.annotate(record_count=Count("records", filter=published)).order_by(
        "issued", "slug"
    )
    counted = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    passages = counted.annotate(n=Count("passages")).values("n")[:1]
    named = Citation.objects.filter(document=OuterRef("pk")).order_by().values("document")
    places = named.annotate(n=Count("pk")).values("n")
    context = {
        "held": documents.held().annotate(passage_count=Subquery(passages)),
        "cited": documents.only_cited().annotate(place_count=Subquery(places)),
    }
    return render(request, "sources/document_list.html", context)


def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One document: what it is, what is kept of it, and what is taken from it."""
    page = DocumentPage.find(slug)
    return render(request, "sources/document.html", {"page": page, "document": page.document})


def reader(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text, its quoted words marked; of a text that may not be shown, the quotations."""
    page = ReaderPage.find(slug)
    template = "reader" if page.document.shows_text else "reader_quotations"
    return render(request, f"sources/{template}.html", {"page": page, "document": page.document})
