"""Tags, and the records that bear them."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .. import census
from ..list_page import rows
from ..missing import Missing
from ..models import Tag
from ..parameters import read
from ..record_page import PLURALS
from .paging import page_of


def tag_list(request: HttpRequest) -> HttpResponse:
    """Tags in use, each with the number of published records."""
    bearing = census.current().tags.bearing
    tags = [(tag, n) for tag in Tag.objects.order_by("name") if (n := len(bearing.get(tag.pk, ())))]
    return render(request, "recommendations/tag_list.html", {"tags": tags})


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The published records with one tag, kind by kind."""
    found, now = Tag.objects.filter(slug=slug).first(), census.current()
    bearing = now.tags.bearing.get(found.pk) if found else None
    if not bearing:
        raise Missing(_("No published record has the tag “%s”.") % slug)
    by_kind = [(kind, plural, bearing & now.records.of_kind(kind)) for kind, plural in PLURALS.items()]
    kinds = [(kind, plural, len(places)) for kind, plural, places in by_kind if places]
    chain = Chain([now.records.in_order(places) for _kind, _plural, places in by_kind])
    page = page_of(chain, read(request.GET, ()).page)
    context = {"tag": found, "page": page, "rows": rows(now, list(page)), "kinds": kinds}
    return render(request, "recommendations/tag.html", context)


class Chain:
    """Several sets of places one after the other, to be cut into pages."""

    def __init__(self, sets: Sequence):
        self.sets = sets

    def __len__(self) -> int:
        return sum(map(len, self.sets))

    def __getitem__(self, wanted: slice) -> list[int]:
        found: list[int] = []
        start, stop = wanted.start, wanted.stop
        for places in self.sets:
            found += places[max(start, 0) : max(stop, 0)]
            start, stop = start - len(places), stop - len(places)
        return found
