"""What the admin pages for records share: every change is in a change set, with who and why."""

from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sources.admin.beside import BesideFields

from ..models.change import change_set
from .history import ShowsWhy

LONGEST_REASON = 2_000  # characters


def why_field(**options) -> forms.CharField:
    """The reason for a change, which goes into its change set."""
    defaults: dict[str, Any] = {
        "label": _("Why"),
        "required": False,
        "max_length": LONGEST_REASON,
        "help_text": _("The reason for this change; it is kept with the change and shown in its history."),
        "widget": forms.TextInput(attrs={"class": "vTextField"}),
    }
    return forms.CharField(**(defaults | options))


class WhyForm(BesideFields):
    """A form that asks why."""

    why = why_field()


class WhyActions(ActionForm):
    """The action bar above a list, with room for the reason."""

    why = why_field(label=_("Why:"), help_text="", widget=forms.TextInput(attrs={"size": 24}))


class KeptAdmin(ShowsWhy):
    """The base of admins whose changes enter the history."""

    form = WhyForm
    action_form = WhyActions

    def no_such_row(self, request, number):
        """Back to the index, with a sentence on what was asked for."""
        missing = self._get_obj_does_not_exist_redirect  # type: ignore[attr-defined]  # not in the stubs
        return missing(request, self.opts, number)

    def _in_change_set(self, request):
        why = request.POST.get("why", "").replace("\0", "")[:LONGEST_REASON]
        return change_set(by=request.user, why=why)

    def changeform_view(self, request, *args, **kwargs):
        with self._in_change_set(request):
            return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        with self._in_change_set(request):
            return super().changelist_view(request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        with self._in_change_set(request):
            return super().delete_view(request, *args, **kwargs)


def counted(model: type[Model], name: str):
    """How many rows of the model point here by this field; rows that are not shown are not counted."""
    rows = model._base_manager.filter(**{name: OuterRef("pk")}).order_by()
    # Joining and grouping would count for every row before the first page is cut off.
    return Coalesce(Subquery(rows.values(name).annotate(n=Count("pk")).values("n")), 0)


@lru_cache(maxsize=64)
def badge(status: str, words: str):
    """A status as a word with a mark; colour never speaks alone."""
    return format_html('<span class="status status-{}">{}</span>', status, words)
