"""What the frame of every page shows of where the reader is."""

from django import template
from django.conf import settings
from django.urls import get_script_prefix, reverse
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


class OnceNode(template.Node):
    """A part of the page that is the same each time, rendered once in the life of the process."""

    def __init__(self, name, depends_on, nodes):
        self.name, self.depends_on, self.nodes = name, depends_on, nodes
        self.rendered: dict[tuple, str] = {}

    def render(self, context):
        values = (str(each.resolve(context, ignore_failures=True)) for each in self.depends_on)
        key = (get_language(), get_script_prefix(), *values)
        if key in self.rendered and not settings.DEBUG:
            return self.rendered[key]
        self.rendered[key] = made = self.nodes.render(context)
        return made


@register.tag
def once(parser, token):
    """{% once "name" variable … %} … {% endonce %}: rendered once for each value of the variables.

    Only for variables with few values, and for what depends on nothing else but the language.
    """
    _tag, name, *variables = token.split_contents()
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(name, [parser.compile_filter(each) for each in variables], nodes)


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
