"""The rows of an editors' list, letter for letter as the stock admin writes them.

What depends on a column alone is found out once for a list and not for each of its cells: where a value
comes from, how it is shown, and how the address of a row is made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib.admin.templatetags.admin_list import ResultList
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import DateField, ForeignKey, ManyToOneRel, Model, TimeField
from django.db.models.constants import LOOKUP_SEP
from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe

KEY = "-key-"  # stands in the address of a row for the row's own


@dataclass(frozen=True)
class Column:
    """How the cells of a column are made.

    `shown` gives what a row has there, and whether that is kept on one line; `empty` stands for what a row
    points to and is gone.
    """

    tag: str
    name: str
    is_link: bool
    empty: str
    shown: Callable[[Model], tuple[Any, bool]]

    def cell(self, row: Model, link: str) -> str:
        """The cell of a row, as HTML; `link` opens the link to the row's page."""
        try:
            what, on_one_line = self.shown(row)
        except ObjectDoesNotExist:
            what, on_one_line = self.empty, False
        words = conditional_escape(what)
        inner = f"{link}{words}</a>" if self.is_link else words
        name = f"{self.name} nowrap" if on_one_line else self.name
        return f'<{self.tag} class="{name}">{inner}</{self.tag}>'


def suit(cl: ChangeList) -> bool:
    """Whether the rows of a list are made here: not where they hold forms, nor in a popup."""
    usual = all(isinstance(name, str) and LOOKUP_SEP not in name for name in cl.list_display)
    return usual and not (cl.is_popup or getattr(cl, "formset", None))


def rows(cl: ChangeList) -> list[ResultList]:
    """The rows of the page that a list shows, all cells of a row in one string."""
    columns = list(_columns(cl))
    before, after = _address(cl)

    def made(row):
        link = f'<a href="{before}{row.pk}{after}">'
        return ResultList(None, [mark_safe("".join([column.cell(row, link) for column in columns]))])

    return [made(row) for row in cl.result_list]


def _address(cl):
    """What stands before and after the key in the addresses of rows, which lead back to the list as it is."""
    name = f"admin:{cl.opts.app_label}_{cl.opts.model_name}_change"
    made = reverse(name, args=[KEY], current_app=cl.model_admin.admin_site.name)
    back = {"preserved_filters": cl.preserved_filters, "opts": cl.opts}
    before, _key, after = escape(add_preserved_filters(back, made)).partition(KEY)
    return before, after


def _columns(cl):
    links, is_first = cl.list_display_links, True
    for name in cl.list_display:
        is_link = links is not None and (name in links or (is_first and not links))
        tag = "th" if is_link and is_first else "td"
        is_first = is_first and not is_link
        called = "action-checkbox" if name == "action_checkbox" else f"field-{name}"
        empty = cl.model_admin.get_empty_value_display()
        yield Column(tag, called, is_link, empty, _shown(cl, name, empty, is_link))


def _shown(cl, name, empty, is_link):
    try:
        field = cl.lookup_opts.get_field(name)
    except FieldDoesNotExist:
        field = None
    if field is None or field.auto_created or field.name != name:
        return _said(cl, name, empty)
    if isinstance(field.remote_field, ManyToOneRel):
        return _pointed_to(field, empty)
    return _stored(field, empty, is_link)


def _said(cl, name, empty):
    """What a method of the admin says of a row, or the row of itself."""
    method = getattr(cl.model_admin, name, None) if name != "__str__" else None
    source = method or getattr(cl.model, name, None)
    said = method or (lambda row: lookup_field(name, row, cl.model_admin)[-1])
    empty = getattr(source, "empty_value_display", empty)
    is_boolean = getattr(getattr(source, "fget", source), "boolean", False)

    def shown(row):
        value = _unless_blank(said(row))
        return display_for_value(value, empty, is_boolean), isinstance(value, (date, time))

    return shown


def _pointed_to(field, empty):
    """The row that a row points to."""
    on_one_line = isinstance(field, ForeignKey)

    def shown(row):
        other = getattr(row, field.name)
        return empty if other is None else other, on_one_line

    return shown


def _stored(field, empty, is_link):
    """The value in a column of the table, or what it is called where it is one of few."""
    on_one_line = isinstance(field, (DateField, TimeField))
    called = {value: str(label) for value, label in field.flatchoices}

    def shown(row):
        value = _unless_blank(getattr(row, field.name))
        if called:
            return called.get(value, empty), on_one_line
        return display_for_field(value, field, empty, avoid_link=is_link), on_one_line

    return shown


def _unless_blank(value):
    return "" if isinstance(value, str) and not value.strip() else value
