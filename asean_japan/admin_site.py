"""The editors' side of the site."""

from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_SUGGESTED = 2_000  # rows; who scrolls further had better type another word
LARGEST = 2**63 - 1  # the largest number that the databases hold
# Parameters whose words are free; every other one of an address may hold numbers of rows.
FREE = {"q", "term", "next", "_changelist_filters"}
# Fields of a form that hold numbers of rows, several at once.
ROWS = {"_selected_action", "groups", "permissions", "user_permissions"}


class Suggestions(Paginator):
    """Pages of which nobody asks the number: one row beyond a page tells whether there is another."""

    def validate_number(self, number):
        if number < 1 or number * self.per_page > MOST_SUGGESTED:
            raise EmptyPage
        return number

    def page(self, number):
        first = (self.validate_number(number) - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        self.num_pages = number + (len(rows) > self.per_page)
        return Page(rows[: self.per_page], number, self)


class LabelledAutocomplete(AutocompleteJsonView):
    """Answers with the labels that the admin of the model gives."""

    def get_paginator(self, *args, **kwargs):
        return Suggestions(*args, **kwargs)

    def serialize_result(self, obj, to_field_name):
        found = super().serialize_result(obj, to_field_name)  # type: ignore[misc]  # not in the stubs
        label = getattr(self.model_admin, "autocomplete_label", str)
        return found | {"text": label(obj)}


class EditorsSite(AdminSite):
    site_title = gettext_lazy("ASEAN–Japan Knowledge Base")
    site_header = gettext_lazy("ASEAN–Japan Knowledge Base: editors")
    index_title = gettext_lazy("Records and sources")

    def admin_view(self, view, cacheable=False):
        # Two of the stock admin's own templates carry inline styles; no other page may.
        allowed = csp_update({"style-src": ["'self'", "'unsafe-inline'"]})
        return allowed(super().admin_view(_refuse_rows_beyond(view), cacheable))

    def autocomplete_view(self, request):
        return LabelledAutocomplete.as_view(admin_site=self)(request)

    def register(self, model_or_iterable, admin_class=None, **options):
        models: Any = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        # The tagging library brings tags of its own; ours are in use, and two of a name confuse.
        wanted = [model for model in models if model._meta.app_label != "taggit"]
        super().register(wanted, admin_class, **options)


def _refuse_rows_beyond(view):
    """400 for rows that can't be: asked for them, some databases would fail."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        asked = [value for key, values in request.GET.lists() if key not in FREE for value in values]
        rows = [row for key in ROWS for row in request.POST.getlist(key)]
        beyond = any(_beyond(part) for value in [*asked, *rows] for part in value.split(","))
        if beyond or not all(row.isdecimal() for row in rows):
            return HttpResponseBadRequest(_("There can be no such row."), content_type="text/plain")
        return view(request, *args, **kwargs)

    return guarded


def _beyond(text):
    try:
        return abs(int(text)) > LARGEST
    except ValueError:
        return text.strip().isdecimal()  # so many digits that they are not even read
