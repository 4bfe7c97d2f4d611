"""Cross-references as a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..filters import LinkFilter
from ..models import CrossReference
from .paging import page_of


def cross_reference_list(request: HttpRequest) -> HttpResponse:
    """Every link as a sentence, with its basis and its evidence, fifty to a page."""
    wanted = LinkFilter.read(request.GET)
    found = wanted.apply(CrossReference.objects.published()).for_list()
    context = {"wanted": wanted, "page": page_of(found, wanted.page), "form": wanted.form}
    return render(request, "recommendations/cross_reference_list.html", context)
