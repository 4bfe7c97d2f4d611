"""Pages of a list: a number beyond the last is not found, rather than quietly another page."""

from django.core.paginator import EmptyPage, Page, Paginator
from django.utils.translation import ngettext

from ..missing import Missing

PER_PAGE = 50


def page_of(found, number: int, per_page: int = PER_PAGE) -> Page:
    """The page of this number, or Missing (404) that says how many there are."""
    paginator = Paginator(found, per_page)
    try:
        return paginator.page(number)
    except EmptyPage:
        count = paginator.num_pages
        there = ngettext("This list has %d page.", "This list has %d pages.", count)
        raise Missing(there % count) from None
