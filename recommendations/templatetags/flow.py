"""The bands of the flow diagram, written straight away: a page has a hundred of them, twice."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..flow import Band
from ..flow_drawing import Stroke

register = template.Library()
LONGEST_NAME = 60  # characters of a box's name in the table


@register.simple_tag
def flow_bands(strokes: Iterable[Stroke], root: str = "", is_linked: bool = True) -> SafeString:
    """The outlines of bands; `root` is put before addresses, in a file by itself."""
    draw = _linked if is_linked else _outline
    return mark_safe("\n".join(draw(stroke, root or "") for stroke in strokes))


def _linked(stroke, root):
    # In a page the addresses are many and alike: no crawler is to follow them all.
    follow = "" if root else ' rel="nofollow"'
    return (
        f'<a href="{escape(root + stroke.band.address)}"{follow}>'
        f"<title>{escape(stroke.band.title)}</title>{_outline(stroke)}</a>"
    )


def _outline(stroke, _root=""):
    dashes = f' stroke-dasharray="{stroke.dashes}"' if stroke.dashes else ""
    return f'<path d="{stroke.path}"{dashes}/>'


@register.simple_tag
def flow_rows(bands: Iterable[Band]) -> SafeString:
    """A table row for each band; the first that leaves a box is marked."""
    said, source, rows = escape(_("records: the list")), None, []
    for band in bands:
        opening = "<tr>" if band.source == source else '<tr class="first">'
        source = band.source
        rows.append(
            f'{opening}<th scope="row">{_name(band.source)}</th><td>{_name(band.target)}</td>'
            f'<td class="n"><a href="{escape(band.address)}" rel="nofollow">{band.count}'
            f'<span class="sr"> {said}</span></a></td>'
            f'<td class="quiet">{escape(band.basis_words)}</td></tr>'
        )
    return mark_safe("\n".join(rows))


def _name(node):
    label = node.label
    return escape(label if len(label) <= LONGEST_NAME else Truncator(label).chars(LONGEST_NAME))
