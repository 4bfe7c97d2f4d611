"""How records, their marks and their places are written."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..outline import SHALLOW
from ..record_page import PLURALS

register = template.Library()

LETTERS = {
    "objective": ("O", _("objective")),
    "clause": ("C", _("clause")),
    "recommendation": ("R", _("recommendation")),
    "principle": ("P", _("principle")),
    "actor": ("A", _("actor")),
}


@register.inclusion_tag("parts/_mark.html")
def mark(kind, count=None):
    """The letter of a kind (O, C, R, P, A), with a number where some are counted."""
    letter, word = LETTERS[str(kind)]
    return {
        "kind": kind,
        "letter": letter,
        "word": word,
        "plural": PLURALS.get(str(kind), word),
        "count": count,
    }


@register.filter
def plural(kind):
    """“Objectives” for objective."""
    return PLURALS[str(kind)]


@register.filter
def place(quotation):
    """The address of the passage in which the words begin, in the reader."""
    slug = quotation.version.document.slug
    return f"{reverse('reader', args=[slug])}#{quotation.start_passage.anchor}"


@register.filter
def is_deep(section):
    """Whether a heading says too little without the one above it."""
    return section.parent is not None and section.level > SHALLOW


@register.filter
def counts(record):
    """(kind, published records of it joined to this one), for kinds that have any."""
    if hasattr(record, "met"):  # a line of a list
        return record.met
    known = ((kind, getattr(record, f"{kind}_count", 0)) for kind in PLURALS)
    return [(kind, n) for kind, n in known if n]


@register.filter
def hanging(number):
    """A number as it hangs in the margin: a lone letter in brackets, as the Blueprint has them."""
    return f"({number})" if len(number) == 1 and number.isalpha() else number


@register.filter
def addressees(record):
    """Who is asked to act, from prefetched responsibilities."""
    return [each.actor for each in record.responsibilities.all() if each.role == "addressee"]


@register.simple_tag
def list_url(kind):
    """The address of the list of a kind."""
    return reverse(f"{kind}-list")


@register.simple_tag
def list_file_url(kind):
    """The address of the same list as a file."""
    return reverse(f"{kind}-list-as", args=["csv"])
