"""How records, their marks and their places are written."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models.addresses import address_in
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


@register.simple_tag
def mark(kind, count=None) -> SafeString:
    """The letter of a kind (O, C, R, P, A), with a number where some are counted."""
    if count is None:
        return _mark(str(kind), get_language())
    return mark_safe(f"{mark_before_number(str(kind), get_language())}{count}</b></span>")


@lru_cache(maxsize=200)
def _mark(kind, language):
    return mark_safe(f'{_letter(kind)}<span class="sr">{escape(LETTERS[kind][1])}</span></span>')


@lru_cache(maxsize=200)
def mark_before_number(kind: str, language: str) -> str:
    """A mark as far as its number; two ends of elements are to follow."""
    word = PLURALS.get(kind, LETTERS[kind][1])
    return f'{_letter(kind)}<span class="sr">{escape(word)}:</span> <b>'


def _letter(kind):
    return f'<span class="mark kind-{kind}"><span aria-hidden="true">{LETTERS[kind][0]}</span>'


@register.filter
def plural(kind):
    """“Objectives” for objective."""
    return PLURALS[str(kind)]


@register.filter
def place(quotation):
    """The address of the passage in which the words begin, in the reader."""
    document = address_in("document", quotation.version.document.slug)
    return f"{document}read/#{quotation.start_passage.anchor}"


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


def truncatewords(text: str, most: int) -> str:
    """What Django's filter of this name gives, in a tenth of the time."""
    words = text.split(None, most)
    return " ".join([*words[:most], "…"]) if len(words) > most else text


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
