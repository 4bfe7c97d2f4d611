"""Search over everything an anonymous reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations.search.results import PER_PAGE, Search
from recommendations.views.paging import page_of


def search(request: HttpRequest) -> HttpResponse:
    """What was found for the words asked for, the most relevant first; whatever is asked is answered."""
    found = Search(request.GET)
    page = page_of(found.hits, found.page_number, PER_PAGE)
    return render(request, "asean_japan/search.jinja", {"found": found, "page": page})
