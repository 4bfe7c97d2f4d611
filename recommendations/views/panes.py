"""The page of a cross-reference: both of its ends, each in the place where its words are read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ..panes import PanesPage, find_link
from .addresses import site_root


def cross_reference(request: HttpRequest, from_code: str, relation: str, to_code: str) -> HttpResponse:
    """What is claimed, on what basis, and the words at both ends of it."""
    link = find_link(from_code, relation, to_code)
    if (link.from_record.code, link.to_record.code) != (from_code, to_code):
        return redirect(link, permanent=True)
    permalink = f"{site_root(request)}{link.get_absolute_url()}"
    context = {"page": PanesPage.of_link(link), "link": link, "permalink": permalink}
    return render(request, "recommendations/cross_reference.html", context)
