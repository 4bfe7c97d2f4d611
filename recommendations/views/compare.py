"""Two records, or two sets, side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..compare import Asked, Comparison, echoes, joined_to


def compare(request: HttpRequest) -> HttpResponse:
    """What both sides say and what only one says; 404, with the form kept, if a code is not known."""
    comparison = Comparison(Asked.read(request.GET))
    context = {"comparison": comparison, "asked": comparison.asked}
    if not comparison.is_whole:
        alone = comparison.alone
        suggestions = {"joined": joined_to(alone.record)} if alone else {"echoes": echoes()}
        context |= suggestions
    status = 404 if comparison.missing else 200
    return render(request, "recommendations/compare.html", context, status=status)
