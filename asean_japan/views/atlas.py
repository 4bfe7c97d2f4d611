"""The atlas: what is here, and the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations import census
from recommendations.flow import whole_flow
from recommendations.flow_drawing import SMALL, drawn

from ..overview import objectives, overview


def atlas(request: HttpRequest) -> HttpResponse:
    """The Blueprint's tree with what meets each objective, the documents, the gaps, the flow."""
    now = census.current()
    flow = whole_flow(now, one_by_one=False)
    context = {
        "rows": objectives(now),
        "overview": overview(now),
        "flow": flow,
        "drawing": drawn(flow, SMALL),
    }
    return render(request, "asean_japan/atlas.html", context)
