"""What stands on a page by the hundred: rows of a list and choices of a form, written straight away.

A template of the engine takes a third of a millisecond for such a row; this takes a fiftieth of it.
"""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..models import Record
from ..models.addresses import address_in
from ..record_page import PLURALS
from .records import LETTERS, hanging

register = template.Library()
LONGEST_CHOICE = 64  # characters of its label


@register.simple_tag
def record_row(row) -> SafeString:
    """One record in a list: a row of an outline of `record_lines`."""
    record = row.record
    return mark_safe(
        f'<li class="record kind-{record.kind} depth-{row.depth}" id="{record.code}" data-entry>'
        f'<span class="number">{escape(hanging(record.number))}</span><div>'
        f"{_under(row.under)}{_title(record)}{_text(record)}"
        f'<div class="facts">{_facts(record)}'
        f'<span class="own">{collect(record.code)} <span class="code quiet">{record.code}</span></span>'
        "</div></div></li>"
    )


def _under(parent):
    if parent is None:
        return ""
    words = escape(Truncator(parent.short).words(9))
    return (
        f'<p class="small quiet">{_("under")} <a href="{parent.get_absolute_url()}">'
        f'{escape(hanging(parent.number))} <span class="words">{words}</span></a></p>'
    )


def _title(record):
    if words := record.heading or record.text:
        return f'<p class="words title"><a href="{record.url}">{escape(words)}</a></p>'
    said = escape(Record.Attestation(record.attestation).label)
    return f'<p class="title implied"><a href="{record.url}">{said}</a></p>'


def _text(record):
    if record.heading and record.text:
        return f'<p class="words text">{escape(record.text)}</p>'
    if record.attestation == Record.Attestation.IMPLIED:
        return f'<p class="small quiet">{escape(record.editorial_note)}</p>'
    return ""


def _facts(record):
    said = marks(record.met)
    if record.is_silent:
        said += f'<span class="silent"><span>{_("no clause cited")}</span></span> '
    if record.form and record.form != Record.Form.NUMBERED:
        said += f"<span>{escape(Record.Form(record.form).label)}</span> "
    for name, slug in record.addressees:
        said += f'<a class="actor" href="{address_in("actor", slug)}">{escape(name)}</a> '
    return said + _tags(record.tags)


def _tags(tags):
    if not tags:
        return ""
    items = "".join(f'<li><a href="{address_in("tag", slug)}">{escape(name)}</a></li>' for name, slug in tags)
    return f'<ul class="tags" aria-label="{_("Tags")}">{items}</ul> '


@register.simple_tag
def marks(met) -> SafeString:
    """The letters of kinds, each with the number of records of it: met is (kind, number)."""
    if not met:
        return mark_safe("")
    each = "".join(
        f'<span class="mark kind-{kind}"><span aria-hidden="true">{LETTERS[kind][0]}</span>'
        f'<span class="sr">{escape(PLURALS[kind])}:</span> <b>{n}</b></span> '
        for kind, n in met
    )
    return mark_safe(f'<span class="counts">{each}</span> ')


def collect(code) -> str:
    """The way of a record into the reader's collection; see parts/_collect.html."""
    return (
        f'<button class="collect no-print" type="submit" form="collect" name="add" value="{code}">'
        f'+ <span>{_("collect")}</span><span class="sr"> {code}</span></button>'
    )


@register.simple_tag
def choices(facet) -> SafeString:
    """The choices of a facet as boxes to tick, each with its count."""
    return mark_safe("".join(_choice(facet.parameter, each) for each in facet.choices))


def _choice(parameter, choice):
    label = choice.label
    if len(label) > LONGEST_CHOICE:
        label = f"{label[: LONGEST_CHOICE - 1]}…"
    checked = " checked" if choice.is_selected else ""
    return (
        f'<label class="choice"><input type="checkbox" name="{parameter}" '
        f'value="{escape(choice.value)}"{checked}>'
        f' <span>{escape(label)}</span> <span class="count quiet">{choice.count}</span></label>'
    )
