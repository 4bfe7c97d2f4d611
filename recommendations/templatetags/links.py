"""The links of a record's page, written straight away: there may be hundreds."""

from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import NamedTuple

from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..models import CrossReference, Record
from ..models.addresses import address_of
from ..record_page import HEADINGS, PLURALS
from .records import hanging, mark_in
from .rows import collect
from .rows import words as row_words


class At(NamedTuple):
    """Where addresses begin: those of links, and all."""

    links: str
    prefix: str


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
        first=_("These are the first %(n)s of %(all)s: all in the list"),
        bases={value: escape(str(label)) for value, label in CrossReference.Basis.choices},
        attestations={value: escape(str(label)) for value, label in Record.Attestation.choices},
    )


@lru_cache(maxsize=500)
def heading(kind: str, relation: str, is_outward: bool, _language: str) -> str:
    """How a group of links is headed: “Clauses that address it”."""
    out, back = HEADINGS[relation]
    return escape((out if is_outward else back) % {"records": PLURALS[kind]})


def link_groups(groups) -> SafeString:
    """The groups of `record_links`: what is joined, and what each link rests on."""
    language = get_language()
    said = words(language)
    at = At(address_of("cross-references"), get_script_prefix())
    return mark_safe("".join(_group(group, said, at, language) for group in groups))


def _group(group, said, at, language):
    kind, anchor, code, count = group.kind, group.anchor, group.record.code, group.count
    rows = "".join(_row(told, code, said, at) for told in group.links)
    return (
        f'<section class="group kind-{kind}" id="{anchor}" aria-labelledby="{anchor}-title">'
        f'<h2 class="ruled" id="{anchor}-title">{mark_in(kind, language)} '
        f"{heading(kind, group.relation, group.is_outward, language)} "
        f'<span class="count quiet">{count}</span></h2>'
        f'<ol class="plain links">{rows}</ol>{_rest(group, said)}</section>'
    )


def _rest(group, said):
    if not (url := group.all_url):
        return ""
    told = said.first % {"n": len(group.links), "all": group.count}
    return f'<p class="small"><a href="{escape(url)}">{told}</a></p>'


def _row(told, code, said, at):
    other = told.other
    title = other.heading or _cut(other.text, 36)
    title = escape(title) if title else said.attestations[other.attestation]
    text = ""
    if other.heading and other.text:
        text = f'<p class="words quiet">{escape(_cut(other.text, 30))}</p>'
    other_code, basis = escape(other.code), told.seen.basis
    return (
        f'<li class="link" data-entry><span class="number">{escape(hanging(other.number))}</span><div>'
        f'<p class="words title"><a href="{other.url(at.prefix)}">{title}</a></p>{text}'
        f'<details class="evidence"><summary><span class="basis basis-{basis}">{said.bases[basis]}</span>'
        f' <span class="small quiet">{escape(other.document)} · <span class="code">{other_code}</span></span>'
        f'</summary><p class="small"><a href="{at.links}{escape(told.path(code))}">{said.both}</a></p>'
        f"{_reason(told.reason, said)}{_evidence(told.evidence, said, at)}"
        f'<p class="small">{collect(other_code, said.rows)}</p></details></div></li>'
    )


def _cut(text, most):
    return Truncator(text).words(most) if text.count(" ") >= most else text


def _reason(reason, said):
    if not reason:
        return ""
    return f'<p class="ours"><span class="label">{said.reason}</span> {escape(reason)}</p>'


def _evidence(evidence, said, at):
    if evidence is None:
        return ""
    url, page = escape(evidence.url(at.prefix)), evidence.page
    printed = f", {said.page % {'page': escape(page)}}" if page else ""
    return (
        f'<p class="label">{said.evidence}</p>'
        f'<blockquote class="words quoted" cite="{url}" lang="{escape(evidence.language or "en")}">'
        f"{escape(evidence.exact)}</blockquote>"
        f'<p class="small">{escape(evidence.document)}{printed} · <a href="{url}">{said.in_place}</a></p>'
    )
