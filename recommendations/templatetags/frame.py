"""What the frame of every page shows of where the reader is."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..collection import is_of_collection

register = template.Library()

# The five ways in: list address, label, kind whose colour marks it, addresses that belong to it.
WAYS_IN = [
    ("objective-list", _("Objectives"), "objective", {"objective"}),
    ("clause-list", _("Clauses"), "clause", {"clause"}),
    ("recommendation-list", _("Recommendations"), "recommendation", {"recommendation"}),
    (
        "document-list",
        _("Documents"),
        "document",
        {"document", "reader", "received", "data-table", "defects"},
    ),
    (
        "cross-references",
        _("Cross-references"),
        "link",
        {"cross-reference", "cross-reference-list", "cross-reference-gaps", "flow"},
    ),
]


@register.simple_tag(takes_context=True)
def ways_in(context):
    """The ways in as {"url", "label", "css", "current"}; `current` is a value of aria-current or ""."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else ""
    return [
        {"url": reverse(name), "label": label, "css": f"kind-{kind}", "current": _current(here, name, within)}
        for name, label, kind, within in WAYS_IN
    ]


@register.simple_tag(takes_context=True)
def collection_carried(context):
    """The (name, value) pairs of a collection that the address of the page carries along."""
    given = getattr(context.get("request"), "GET", {})
    return [(name, value) for name, value in given.items() if is_of_collection(name)]


def _current(here, name, within):
    if here == name:
        return "page"
    return "true" if here in within else ""
