"""What stands on a page by the hundred: rows of a list and choices of a form, written straight away.

A template of the engine takes a third of a millisecond for such a row; this takes a fiftieth of it.
"""

from functools import lru_cache
from html import escape  # Django's own looks out for lazy text, which takes thrice as long
from itertools import groupby
from types import SimpleNamespace

from django import template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..models import Record
from ..models.addresses import addresses_under
from ..record_page import PLURALS
from .records import hanging, mark_before_number

register = template.Library()
LONGEST_CHOICE = 64  # characters of its label
NAMES = 5_000  # that are remembered as they are written


def words(language: str) -> SimpleNamespace:
    """Our own words in rows, in a language, and the way to addresses: looked up once, not for every row."""
    return _words(language, get_script_prefix())


@lru_cache(maxsize=32)
def _words(language, prefix):
    address = addresses_under(prefix)

    @lru_cache(maxsize=NAMES)
    def link(opening, folder, slug, name):
        return f'{opening} href="{address(folder, slug)}">{escape(name)}</a>'

    return SimpleNamespace(
        address=address,
        link=link,
        under=_("under"),
        silent=_("no clause cited"),
        no_clause=_("no clause"),
        tags=_("Tags"),
        collect=_("collect"),
        forms={value: escape(str(label)) for value, label in Record.Form.choices},
        attestations={value: escape(str(label)) for value, label in Record.Attestation.choices},
        marks={kind: mark_before_number(kind, language) for kind in PLURALS},
    )


@register.simple_tag
def record_groups(rows) -> SafeString:
    """The rows of a list under their documents and, where they have any, their printed headings."""
    said = words(get_language())
    made = []
    for document, own in groupby(rows, key=lambda row: row.record.document):
        made.append(
            f'<h2 class="ruled"><a href="{said.address("document", document.slug)}">'
            f"{escape(document.short_title)}</a></h2>"
        )
        for section, found in groupby(own, key=lambda row: row.record.section):
            heading = f'<h3 class="words section">{escape(section)}</h3>' if section else ""
            items = "".join(_row(row, said) for row in found)
            made.append(f'{heading}<ol class="plain records">{items}</ol>')
    return mark_safe("".join(made))


@register.simple_tag
def record_row(row) -> SafeString:
    """One record in a list: a row of an outline of `record_lines`."""
    return mark_safe(_row(row, words(get_language())))


def _row(row, said):
    record = row.record
    code = escape(record.code)
    return (  # every part that is not ours is escaped
        f'<li class="record kind-{record.kind} depth-{row.depth}" id="{code}" data-entry>'
        f'<span class="number">{escape(hanging(record.number))}</span><div>'
        f"{_under(row.under, said)}{_title(record, said)}{_text(record)}"
        f'<div class="facts">{_facts(record, said)}'
        f'<span class="own">{collect(code, said)} <span class="code quiet">{code}</span></span>'
        "</div></div></li>"
    )


def _under(parent, said):
    if parent is None:
        return ""
    called = escape(Truncator(parent.short).words(9))
    return (
        f'<p class="small quiet">{said.under} <a href="{said.address(parent.kind, parent.code)}">'
        f'{escape(hanging(parent.number))} <span class="words">{called}</span></a></p>'
    )


def _title(record, said):
    url = said.address(record.kind, record.code)
    if title := record.heading or record.text:
        return f'<p class="words title"><a href="{url}">{escape(title)}</a></p>'
    return f'<p class="title implied"><a href="{url}">{said.attestations[record.attestation]}</a></p>'


def _text(record):
    if record.heading and record.text:
        return f'<p class="words text">{escape(record.text)}</p>'
    if record.attestation == "implied":
        return f'<p class="small quiet">{escape(record.editorial_note)}</p>'
    return ""


def _facts(record, said):
    facts = _counts(record, said)
    if record.is_silent:
        facts += f'<span class="silent"><span>{said.silent}</span></span> '
    if record.form and record.form != "numbered":
        facts += f"<span>{said.forms[record.form]}</span> "
    for name, slug in record.addressees:
        facts += said.link('<a class="actor"', "actor", slug, name) + " "
    return facts + (_tags(record.tags, said) if record.tags else "")


def _counts(record, said):
    if not record.met:
        return ""
    marks = "".join(f"{said.marks[kind]}{n}</b></span> " for kind, n in record.met)
    return f'<span class="counts">{marks}</span> '


def _tags(tags, said):
    items = "</li><li>".join([said.link("<a", "tag", slug, name) for name, slug in tags])
    return f'<ul class="tags" aria-label="{said.tags}"><li>{items}</li></ul> '


def child_rows(children) -> SafeString:
    """The records under one, on its own page."""
    said = words(get_language())
    return mark_safe("".join(_child(child, said) for child in children))


def _child(record, said):
    code = escape(record.code)
    return (
        f'<li class="link" data-entry><span class="number">{escape(hanging(record.number))}</span><div>'
        f'{_title(record, said)}<div class="facts">{_counts(record, said)}'
        f'<span class="own">{collect(code, said)} <span class="code quiet">{code}</span></span>'
        "</div></div></li>"
    )


@register.simple_tag
def atlas_rows(rows) -> SafeString:
    """The objectives in the tree of the atlas, with what meets each: rows of an outline of `record_lines`."""
    said = words(get_language())
    return mark_safe("".join(_objective(row, said) for row in rows))


def _objective(row, said):
    record, number = row.record, escape(hanging(row.record.number))
    silent = f'<span class="silent"><span>{said.no_clause}</span></span>' if record.is_silent else ""
    url = said.address(record.kind, record.code)
    return (
        f'<li class="depth-{row.depth}" data-entry><span class="number">{number}</span> '
        f'<span class="words"><a href="{url}">{escape(record.short)}</a></span> '
        f'<span class="met">{_counts(record, said)}{silent}</span></li>'
    )


def collect(code: str, said: SimpleNamespace) -> str:
    """The way of a record, by its code, into the reader's collection; see parts/_collect.html."""
    return (
        f'<button class="collect no-print" type="submit" form="collect" name="add" value="{code}">'
        f'+ <span>{said.collect}</span><span class="sr"> {code}</span></button>'
    )


@register.simple_tag
def facets(form, address) -> SafeString:
    """The facets of a filter form, each a list of boxes to tick with what it would bring."""
    return mark_safe("".join(_facet(each, address) for each in form.facets))


def _facet(facet, address):
    title, boxes = escape(facet.title), "".join(_choice(facet.parameter, each) for each in facet.choices)
    return (
        f"<details{' open' if facet.is_active else ''}><summary>{title}</summary>"
        f'<fieldset><legend class="sr">{title}</legend>{boxes}{_rest(facet, address)}</fieldset></details>'
    )


def _rest(facet, address):
    if not facet.more:
        return ""
    if facet.all_query:
        said = ngettext("%d more: show all", "%d more: show all", facet.more) % facet.more
        query = escape(facet.all_query)
        return f'<p class="small"><a rel="nofollow" href="{address}?{query}#filters">{said}</a></p>'
    said = ngettext("… and %d more, less frequent.", "… and %d more, less frequent.", facet.more)
    return f'<p class="small quiet">{said % facet.more}</p>'


def _choice(parameter, choice):
    checked = " checked" if choice.is_selected else ""
    value, label = _labelled(choice.value, choice.label)
    return (
        f'<label class="choice"><input type="checkbox" name="{parameter}" value="{value}"{checked}>'
        f' <span>{label}</span> <span class="count quiet">{choice.count}</span></label>'
    )


@lru_cache(maxsize=NAMES)
def _labelled(value, label):
    """Both as they are written."""
    if len(label) > LONGEST_CHOICE:
        label = f"{label[: LONGEST_CHOICE - 1]}…"
    return escape(value), escape(label)
