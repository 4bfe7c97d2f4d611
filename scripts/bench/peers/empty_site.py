"""The addresses of an empty Django site, as `startproject` writes them, and one page."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path


def empty(request):
    """A page that asks nothing of anybody."""
    return HttpResponse("<!DOCTYPE html><title>Empty</title><p>Nothing.")


urlpatterns = [path("admin/", admin.site.urls), path("", empty)]
