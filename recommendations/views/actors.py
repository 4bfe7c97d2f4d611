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
    """Every actor with the number of published records in each role, by kind or in another order."""
    order = asked.read_order(request.GET)
    page = page_of(asked.actors_by(order), read(request.GET, ()).page, PER_PAGE)
    query = "" if order == asked.ORDERS[0] else f"sort={order}"
    context = {"page": page, "kinds": dict(Actor.Kind.choices), "order": order, "query": query}
    return render(request, "recommendations/actor_list.jinja", context)


def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor: its other names, what it belongs to, what it is asked to do, by whom, for whom."""
    found = Actor.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Missing(_("No actor has the name “%s” in its address.") % slug)
    context = {"actor": found, "page": asked.ActorPage(found)}
    return render(request, "recommendations/actor.html", context)
