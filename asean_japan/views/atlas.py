"""The atlas: what is here, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..overview import objectives, overview


def atlas(request: HttpRequest) -> HttpResponse:
    """The Blueprint's tree with what meets each objective, the documents, the gaps."""
    context = {"rows": objectives(), "overview": overview()}
    return render(request, "asean_japan/atlas.html", context)
