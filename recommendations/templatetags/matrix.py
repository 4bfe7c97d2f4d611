"""The cells of a matrix, and the marks that tell a basis by its shape."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..axis_values import Entry
from ..matrix import Cell, Matrix

register = template.Library()

EMPTY = mark_safe("<td></td>")
LONGEST = 90  # characters of a column's name that a cell repeats where the table is a list


@register.simple_tag
def matrix_cells(matrix: Matrix, row: Entry) -> SafeString:
    """The cells of a row: each number opens the list behind it."""
    address = reverse("cross-reference-list")
    # Thousands of cells: joined as they are, for each is safe already.
    cells = [_cell(matrix, address, cell) if cell else EMPTY for cell in matrix.cells_of(row)]
    return mark_safe("".join(cells))


def _cell(matrix: Matrix, address: str, cell: Cell) -> SafeString:
    return format_html(
        '<td><a href="{}?{}" rel="nofollow"><i class="m m-{}"></i><b>{}</b> '
        '<span class="in">{} · {}</span></a></td>',
        address,
        matrix.query_of(cell.row, cell.column),
        cell.basis,
        cell.count,
        cell.basis_in_words,
        cell.column.label[:LONGEST],
    )


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
