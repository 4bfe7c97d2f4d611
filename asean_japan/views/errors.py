"""Errors in one plain sentence each, with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was not understood, and what would be. A file answers in plain text."""
    if getattr(exception, "as_text", False):
        return HttpResponse(f"{exception}\n", status=400, content_type="text/plain; charset=utf-8")
    return render(request, "400.html", {"refusal": exception}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: what was looked for, and the published records whose codes are near it."""
    context = {"explanation": getattr(exception, "explanation", ""), "near": getattr(exception, "near", ())}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says so without asking the database or the session for anything."""
    return HttpResponse(loader.render_to_string("500.html"), status=500)
