"""Cross-references as a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..filters import LinkFilter
from ..models import CrossReference
from .paging import page_of


def cross_reference_list(request: HttpRequest) -> HttpResponse:
    """Every link as a sentence, with its basis and its evidence, fifty to a page."""
    wanted = LinkFilter.read(request.GET)
    found = wanted.selection.of(wanted)
    page = page_of(wanted.census.links.in_order(found), wanted.page)
    keys = [wanted.census.links.keys[number] for number in page.object_list]
    known = CrossReference.objects.with_ends().in_bulk(keys)
    page.object_list = [known[key] for key in keys if key in known]
    context = {"wanted": wanted, "page": page, "form": wanted.form}
    return render(request, "recommendations/cross_reference_list.html", context)
