"""The cells of a matrix, and the marks that tell a basis by its shape."""

from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..axis_values import Entry
from ..matrix import IN_WORDS, Cell, Matrix

register = template.Library()

EMPTY = mark_safe("<td></td>")
LONGEST = 90  # characters of a column's name that a cell repeats where the table is a list


@register.simple_tag
def matrix_cells(matrix: Matrix, row: Entry) -> SafeString:
    """The cells of a row: each number opens the list behind it."""
    begun, tails = matrix.cells_query_of(row)
    address, bases = f"{reverse('cross-reference-list')}?{escape(begun)}", _bases(get_language())
    cells = zip(matrix.cells_of(row), tails, strict=True)
    # Thousands of cells: every part that is not ours is escaped, and they are joined as they are.
    written = (_cell(f"{address}{_escaped(tail)}", bases, cell) if cell else EMPTY for cell, tail in cells)
    return mark_safe("".join(written))


def _cell(address: str, bases: dict[str, str], cell: Cell) -> str:
    return (
        f'<td><a href="{address}" rel="nofollow"><i class="m m-{cell.basis}"></i><b>{cell.count}</b> '
        f'<span class="in">{bases[cell.basis]} · {_escaped(cell.column.label[:LONGEST])}</span></a></td>'
    )


# What is said of a column is the same in each of its cells.
_escaped = lru_cache(maxsize=1_000)(escape)


@lru_cache(maxsize=32)
def _bases(language):
    """What the bases are called in a language: looked up once, not for every cell."""
    return {basis: escape(str(words)) for basis, words in IN_WORDS.items()}


@register.simple_tag
def matrix_total(matrix: Matrix, count: int, row: Entry | None = None, column: Entry | None = None):
    """A total, with the way to its list."""
    if not count:
        return format_html('<td class="total"><span class="zero">{}</span></td>', count)
    return format_html(
        '<td class="total"><a href="{}?{}" rel="nofollow"><b>{}</b> <span class="in">{}</span></a></td>',
        reverse("cross-reference-list"),
        matrix.query_of(row, column),
        count,
        _("all links"),
    )
