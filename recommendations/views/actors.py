"""Actors, and what is asked of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .. import asked
from ..missing import Missing
from ..models import Actor
from ..parameters import read
from .paging import page_of

PER_PAGE = 200


def actor_list(request: HttpRequest) -> HttpResponse:
    """Every actor with the number of published records in each role, by name."""
    wanted = read(request.GET, ())
    page = page_of(Actor.objects.select_related("parent").order_by("name"), wanted.page, PER_PAGE)
    counts = asked.role_counts(actor__in=[actor.pk for actor in page])
    rows = [{"actor": actor, "roles": asked.in_words(counts[actor.pk])} for actor in page]
    return render(request, "recommendations/actor_list.html", {"page": page, "rows": rows})


def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor: its other names, what it belongs to, what it is asked to do."""
    found = Actor.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Missing(_("No actor has the name “%s” in its address.") % slug)
    roles = asked.records_by_role(found)
    context = {"actor": found, "parts": found.children.order_by("name"), "roles": roles}
    return render(request, "recommendations/actor.html", context)
