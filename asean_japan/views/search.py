"""Search over everything an anonymous reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations.search import Search


def search(request: HttpRequest) -> HttpResponse:
    """What holds every word asked for; whatever is asked, the answer is a page."""
    found = Search(request.GET.get("q", ""))
    return render(request, "asean_japan/search.html", {"found": found})
