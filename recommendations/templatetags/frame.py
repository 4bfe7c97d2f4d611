"""What the frame of every page shows of where the reader is."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import loader
from django.urls import get_script_prefix, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
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

_made: dict[tuple, str] = {}


def made_once(template: str, request: HttpRequest | None, *depends_on: str) -> str:
    """A part of the frame that is the same each time, made by Django once in the life of the process.

    Once for each language and for each value of what it depends on: only for what has few values.
    """
    key = (template, get_language(), get_script_prefix(), *depends_on)
    if key not in _made or settings.DEBUG:
        _made[key] = loader.get_template(template).render({}, request)
    return _made[key]


@register.simple_tag(takes_context=True)
def once(context, template, *depends_on):
    """{% once "parts/_header.html" request.resolver_match.url_name %}: see made_once."""
    return made_once(template, context.get("request"), *map(str, depends_on))


def collect_form(request: HttpRequest | None) -> str:
    """The form that every “collect” belongs to: another only where the address carries a collection."""
    template = "parts/_collect_form.html"
    if any(map(is_of_collection, getattr(request, "GET", ()))):
        return loader.get_template(template).render({}, request)
    return made_once(template, request)


@register.simple_tag(takes_context=True, name="collect_form")
def _collect_form(context):
    return collect_form(context.get("request"))


@register.simple_tag
def part(template, **values):
    """{% part "parts/_attestation.jinja" page=page %}: a part of a page that both engines have, once."""
    return mark_safe(loader.get_template(template).render(values))


def name_of_address(request: HttpRequest | None) -> str:
    """The name by which `urls.py` knows the address that was asked; "" when none was found."""
    match = getattr(request, "resolver_match", None)
    return str(match.url_name) if match else ""


@register.simple_tag(takes_context=True)
def ways_in(context):
    """The ways in as {"url", "label", "css", "current"}; `current` is a value of aria-current or ""."""
    here = name_of_address(context.get("request"))
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
