"""What a search found, written straight away: there are some thirty on a page."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from types import SimpleNamespace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sources.marking import Piece

from ..search.hits import Hit
from .records import hanging, mark_in
from .rows import collect
from .rows import words as row_words


@lru_cache(maxsize=32)
def words(language: str) -> SimpleNamespace:
    """Our own words in hits, in a language: looked up once, not for every hit."""
    return SimpleNamespace(
        passage=escape(_("Passage")), document=escape(_("Document")), tag=escape(_("Tag")),
        matched=escape(_("matched:")),
    )  # fmt: skip


def hit_rows(hits: Iterable[Hit]) -> SafeString:
    """Each hit: what it is, its words with those looked for marked, and which forms stand where."""
    language = get_language()
    said, rows = words(language), row_words(language)
    return mark_safe("".join(_row(hit, said, rows, language) for hit in hits))


def _row(hit, said, rows, language):
    thing, heading, excerpt = hit.thing, _marked(hit.heading), _marked(hit.excerpt)
    number, below = "", ""
    if hit.kind == "passage":
        number, title = thing.page or thing.anchor, heading + excerpt
    else:
        number = hanging(thing.number) if hit.is_record else ""
        title = heading or excerpt or escape(thing.get_attestation_display())
        below = f'<p class="words text">{excerpt}</p>' if heading and excerpt else ""
    return (  # every part that is not ours is escaped
        f'<li class="record kind-{hit.kind}" data-entry><span class="number">{escape(number)}</span><div>'
        f'<p class="words title"><a href="{escape(thing.get_absolute_url())}">{title}</a></p>{below}'
        f'<p class="small quiet">{_told(hit, said, rows, language)}</p>{_matched(hit.matched, said)}'
        "</div></li>"
    )


def _told(hit, said, rows, language):
    """What the thing is, and where it stands."""
    thing, kind = hit.thing, hit.kind
    if hit.is_record:
        code = escape(thing.code)
        return (
            f"{mark_in(kind, language)} {escape(thing.document.short_title)} · "
            f'<span class="code">{code}</span> {collect(code, rows)}'
        )
    if kind == "passage":
        section = f" · {escape(thing.section)}" if thing.section else ""
        return f"{said.passage} · {escape(thing.document.short_title)}{section}"
    if kind == "actor":
        return f"{mark_in(kind, language)} {escape(thing.get_kind_display())}"
    if kind == "document":
        issued = f" · {escape(thing.issued)}" if thing.issued else ""
        return f"{said.document} · {escape(thing.get_kind_display())}{issued}"
    return said.tag


def _matched(matched, said):
    if not matched:
        return ""
    places = (f"<b>{escape(', '.join(forms))}</b> {escape(place)}" for place, forms in matched)
    return f'<p class="matched">{said.matched} {"; ".join(places)}</p>'


def _marked(pieces: Iterable[Piece]) -> str:
    """The text with the words that were looked for marked."""
    return "".join(
        [f"<mark>{escape(piece.text)}</mark>" if piece.marks else escape(piece.text) for piece in pieces]
    )
