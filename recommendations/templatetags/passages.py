"""The passages of a text as the reader shows them, written straight away, as rows are: there are hundreds.

Each has its number, its words with the quoted spans underlined, the records that quote it, and its citation.
There is no blank within the words that is not the text's own.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from types import SimpleNamespace

from django import template
from django.template import loader
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sources.marking import Piece

from ..models.addresses import addresses_under
from ..reader import ReaderPage
from .records import mark_in, truncatewords
from .rows import collect

register = template.Library()

DEEPEST = 4  # lines that can be told apart under one word
WORDS_BESIDE = 9  # of a record, in the margin


@register.simple_tag
def passages(page: ReaderPage) -> SafeString:
    """Every passage of the text, in reading order."""
    said = _words(get_language(), get_script_prefix())
    return mark_safe("\n".join([_passage(row, page.document, said) for row in page.rows]))


@lru_cache(maxsize=32)
def _words(language, prefix):
    """Our own words in passages, in a language, and the way to addresses."""
    return SimpleNamespace(
        language=language,
        address=addresses_under(prefix),
        collect=_("collect"),
        passage=escape(_("Passage %(n)s")),
        page=escape(_("p. %(page)s")),
        turn=escape(_("p. %s")),
        note=escape(_("note")),
        cite=escape(_("cite")),
        cited=escape(_("passage %(n)s")),
        copy=escape(_("Copy with its citation")),
        copied=escape(_("Copied")),
        table=escape(_("This table, its notes and its data")),
    )


def _passage(row, document, said):
    passage, numbered = row.passage, {"n": row.passage.position}
    beside = f'<ul class="plain beside" lang="en">{_beside(row, said)}</ul>' if row.beside else ""
    return (  # every part that is not ours is escaped
        f'<div class="passage {escape(passage.kind)}" id="{passage.anchor}"><p class="gutter">'
        f'<a href="#{passage.anchor}" aria-label="{said.passage % numbered}">{passage.position}</a>'
        f"{_begun(row.page, said)}</p>{_body(row, document, said)}{beside}"
        f'<details class="cite-it no-print" lang="en"><summary>{said.cite}<span class="sr"> '
        f"{said.cited % numbered}</span></summary>"
        f'<p class="citation" data-cite="{said.copy}" data-copied="{said.copied}">{escape(row.cited)}</p>'
        "</details></div>"
    )


def _begun(page, said):
    """The page that begins with a passage."""
    if page is None or not page.text:
        return ""
    return f' <span class="page"{_anchor(page)}>{said.page % {"page": escape(page.text)}}</span>'


def _anchor(page):
    return f' id="{escape(page.anchor)}"' if page.anchor else ""


def _body(row, document, said):
    words, passage = _marked(row.pieces, said), row.passage
    if row.table and not row.heading:
        return _table(row.table, words, document, said)
    if passage.kind == passage.Kind.BLOCK_QUOTATION and not row.heading:
        return f'<blockquote class="words"><p>{words}</p></blockquote>'
    label = f'<span class="hang">{escape(passage.label)}</span> ' if passage.label else ""
    element = f"h{row.heading}" if row.heading else "p"
    return f'<{element} class="words">{label}{words}</{element}>'


def _table(printed, words, document, said):
    values = {"printed": printed, "notes": False, "document": document}
    table = loader.get_template("sources/_table.html").render(values)
    url = f"{said.address('document', document.slug)}tables/{printed.table.number}/"
    return (
        f'<div class="words table-part"><p class="caption">{words}</p>{table}'
        f'<p class="small"><a href="{url}">{said.table}</a></p></div>'
    )


def _beside(row, said):
    return "".join([_record(each.record, each.is_again, said) for each in row.beside])


def _record(record, is_again, said):
    url, code, called = said.address(record.kind, record.code), escape(record.code), ""
    if not is_again:
        called = f" {escape(truncatewords(record.heading or record.text, WORDS_BESIDE))}"
    way = f" {collect(code, said)}" if not is_again else ""
    return (
        f'<li class="kind-{record.kind}" data-for="{url}">{mark_in(record.kind, said.language)} '
        f'<span><a href="{url}"><span class="code">{code}</span>{called}</a>{way}</span></li>'
    )


def _marked(pieces: Iterable[Piece], said: SimpleNamespace) -> str:
    """The words with their quoted spans underlined, each a link to its record."""
    return "".join([_piece(piece, said) for piece in pieces])


def _piece(piece, said):
    if piece.point is not None:
        return _note(piece.point, said) if piece.point.kind == "note" else _turn(piece.point, said)
    html = escape(piece.text)
    if not piece.marks:
        return html
    (level, nearest), *others = piece.marks
    url = said.address(nearest.kind, nearest.code)
    html = f'<a class="q u{min(level, DEEPEST)} kind-{nearest.kind}" href="{url}">{html}</a>'
    for level, record in others:
        html = f'<span class="q u{min(level, DEEPEST)} kind-{record.kind}">{html}</span>'
    return html


def _note(note, said):
    return f'<sup class="note-mark"><span class="sr">{said.note} </span>{escape(note.text)}</sup>'


def _turn(page, said):
    label = said.turn % escape(page.text)
    return f'<span class="page-turn"{_anchor(page)}><span>{label}</span></span>'
