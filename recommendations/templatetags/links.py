"""The links of a record's page, written straight away: there may be hundreds."""

from functools import lru_cache
from html import escape
from types import SimpleNamespace

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import CrossReference, Record
from ..record_page import HEADINGS, PLURALS
from .records import hanging
from .rows import collect
from .rows import words as row_words

register = template.Library()


@lru_cache(maxsize=32)
def words(language: str) -> SimpleNamespace:
    """Our own words in links, in a language: looked up once, not for every link."""
    return SimpleNamespace(
        rows=row_words(language),
        both=_("read both in place"),
        reason=_("Our reason"),
        evidence=_("Evidence"),
        page=_("p. %(page)s"),
        in_place=_("read it in its place"),
        bases={value: escape(str(label)) for value, label in CrossReference.Basis.choices},
        attestations={value: escape(str(label)) for value, label in Record.Attestation.choices},
    )


@register.simple_tag
def group_heading(group) -> str:
    """How a group of links is headed: “Clauses that address it”."""
    out, back = HEADINGS[group.relation]
    return (out if group.is_outward else back) % {"records": PLURALS[group.kind]}


@register.simple_tag
def link_rows(group) -> SafeString:
    """The links of a group of `record_links`: what is joined, and what the link rests on."""
    said, code = words(get_language()), group.record.code
    return mark_safe("".join(_row(told, code, said) for told in group.links))


def _row(told, code, said):
    other = told.other
    title = other.heading or _cut(other.text, 36)
    title = escape(title) if title else said.attestations[other.attestation]
    text = ""
    if other.heading and other.text:
        text = f'<p class="words quiet">{escape(_cut(other.text, 30))}</p>'
    other_code, basis = escape(other.code), told.seen.basis
    return (
        f'<li class="link" data-entry><span class="number">{escape(hanging(other.number))}</span><div>'
        f'<p class="words title"><a href="{other.url}">{title}</a></p>{text}'
        f'<details class="evidence"><summary><span class="basis basis-{basis}">{said.bases[basis]}</span>'
        f' <span class="small quiet">{escape(other.document)} · <span class="code">{other_code}</span></span>'
        f'</summary><p class="small"><a href="{escape(told.url(code))}">{said.both}</a></p>'
        f"{_reason(told.reason, said)}{_evidence(told.evidence, said)}"
        f'<p class="small">{collect(other_code, said.rows)}</p></details></div></li>'
    )


def _cut(text, most):
    return Truncator(text).words(most) if text.count(" ") >= most else text


def _reason(reason, said):
    if not reason:
        return ""
    return f'<p class="ours"><span class="label">{said.reason}</span> {escape(reason)}</p>'


def _evidence(evidence, said):
    if evidence is None:
        return ""
    url, page = escape(evidence.url), evidence.page
    printed = f", {said.page % {'page': escape(page)}}" if page else ""
    return (
        f'<p class="label">{said.evidence}</p>'
        f'<blockquote class="words quoted" cite="{url}" lang="{escape(evidence.language or "en")}">'
        f"{escape(evidence.exact)}</blockquote>"
        f'<p class="small">{escape(evidence.document)}{printed} · <a href="{url}">{said.in_place}</a></p>'
    )
