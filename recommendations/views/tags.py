"""Tags, and the records that bear them."""

from django.db.models import Case, Count, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .. import outline
from ..missing import Missing
from ..models import Record, Status, Tag
from ..parameters import read
from ..record_page import PLURALS
from .paging import page_of

# Kinds in the order of the site, not of the alphabet.
BY_KIND = Case(*(When(kind=kind, then=Value(at)) for at, kind in enumerate(PLURALS)))


def tag_list(request: HttpRequest) -> HttpResponse:
    """Tags in use, each with the number of published records."""
    published = Q(taggings__content_object__status=Status.PUBLISHED)
    tags = Tag.objects.annotate(count=Count("taggings", filter=published)).filter(count__gt=0)
    return render(request, "recommendations/tag_list.html", {"tags": tags.order_by("name")})


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The published records with one tag, kind by kind."""
    found = Tag.objects.filter(slug=slug).first()
    tagged = Record.objects.published().tagged([found.pk] if found else [])
    counts = dict(tagged.order_by().values_list("kind").annotate(n=Count("pk")))
    if not counts:
        raise Missing(_("No published record has the tag “%s”.") % slug)
    page = page_of(tagged.for_list().order_by(BY_KIND, "sort_key"), read(request.GET, ()).page)
    kinds = [(kind, plural, counts[kind]) for kind, plural in PLURALS.items() if kind in counts]
    context = {"tag": found, "page": page, "rows": outline.rows(page), "kinds": kinds}
    return render(request, "recommendations/tag.html", context)
