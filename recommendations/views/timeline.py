"""What the documents report, year by year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..parameters import read
from ..timeline import Timeline


def timeline(request: HttpRequest) -> HttpResponse:
    """What is dated in the documents asked for, by decade and year, in the words that report it."""
    found = Timeline(read(request.GET, ("document", "q")))
    return render(request, "sources/timeline.html", {"timeline": found, "years": found.years})
