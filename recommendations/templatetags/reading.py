"""Pieces of a text as HTML, without a blank that is not the text's own."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.marking import Piece
from sources.models import Document, Quotation
from sources.quoting import CONTEXT
from sources.received import Line

from .. import scholar
from ..citing import cite_document

register = template.Library()


@register.filter
def in_place(runs: Iterable[tuple[bool, list[Piece]]]) -> SafeString:
    """A passage with each of its marked runs in one <mark>, whose text is the words and nothing else."""
    return format_html_join("", "{}", ((_run(is_marked, run),) for is_marked, run in runs))


def _run(is_marked, run):
    html = format_html_join("", "{}", ((_bare(piece),) for piece in run))
    return format_html("<mark>{}</mark>", html) if is_marked else html


def _bare(piece):
    # The number of a page is drawn by the style sheet, so that it is no part of the words.
    if piece.point is None:
        return piece.text
    return format_html('<span class="turned" data-page="{}"></span>', _("p. %s") % piece.point.text)


@register.filter
def as_received(line: Line) -> SafeString:
    """A line to the character, with each stretch that is read otherwise marked by its rule."""
    return format_html_join("", "{}", ((_stretch(stretch),) for stretch in line.raw))


def _stretch(stretch):
    if not stretch.rule:
        return stretch.text
    return format_html('<span class="mend {}">{}</span>', stretch.rule, stretch.text)


@register.filter
def before(quotation: Quotation) -> str:
    """The words in front of a quotation in its passage, whole ones only, "…" where more go before."""
    if not quotation.version.document.shows_text:
        return ""
    _passage, told, words = quotation.prefix.rpartition("\n")
    if told or len(words) < CONTEXT:
        return words
    return "… " + words.partition(" ")[2]


@register.filter
def after(quotation: Quotation) -> str:
    """The words behind it, likewise."""
    if not quotation.version.document.shows_text:
        return ""
    words, told, _passage = quotation.suffix.partition("\n")
    if told or len(words) < CONTEXT:
        return words
    return words.rpartition(" ")[0] + " …"


@register.filter
def citation(document: Document) -> str:
    """The document in one sentence, as one cites it."""
    return cite_document(_csl(document))


@register.filter
def imprint(document: Document) -> str:
    """The same without its title, which stands above."""
    return cite_document({**_csl(document), "title": ""}) if document.csl else ""


def _csl(document):
    return document.csl or {"title": document.title}


@register.simple_tag
def scholar_tags(document: Document, url: str, title: str = "") -> list[tuple[str, str]]:
    """The tags of a document's page; with a title, those of a record that stands in the document."""
    csl = _csl(document)
    if title:
        inside = {name: csl[name] for name in ("author", "issued", "language") if name in csl}
        csl = inside | {"title": title, "container-title": document.title}
    return list(scholar.tags(csl, url))
