"""What this is, whose words it quotes, and how to read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sources.models import Document


def about(request: HttpRequest) -> HttpResponse:
    """The page about the site."""
    held = Document.objects.held().order_by("issued", "slug")
    return render(request, "asean_japan/about.html", {"held": held})
