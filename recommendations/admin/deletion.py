"""Deleting a record: with a reason, and with the links that lead to it if the editor says so."""

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import actions
from ..models import CrossReference, StaleEdit
from .base import KeptAdmin, why_field
from .record_form import LARGEST_VERSION

MOST_SHOWN = 100


class DeletionForm(forms.Form):
    """The reason, which readers of the old address will see."""

    why = why_field(
        label=_("Reason"),
        required=True,
        help_text=_(
            "Whoever follows the old address will read this. For example: “Entered twice; see chapter-c1-r2.”"
        ),
    )
    with_links = forms.BooleanField(label=_("Delete these links along with it"), required=False)
    version = forms.IntegerField(
        min_value=1, max_value=LARGEST_VERSION, required=False, widget=forms.HiddenInput
    )


class DeletesWithReason(KeptAdmin):
    """The delete page of records."""

    delete_confirmation_template = "admin/recommendations/delete_record.html"

    def _delete_view(self, request, object_id, extra_context):
        record = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, record):
            raise PermissionDenied
        if record is None:
            return self.no_such_row(request, object_id)
        form = DeletionForm(request.POST or None, label_suffix="", initial={"version": record.version})
        if form.is_valid() and self._deleted(request, record, form):
            return self.response_delete(request, str(record), record.pk)
        return self._ask(request, record, form, extra_context)

    def _deleted(self, request, record, form):
        """Whether it could be done; if not, the form says why."""
        label, number = str(record), record.pk
        try:
            with transaction.atomic():
                self.log_deletions(request, type(record).objects.filter(pk=number))
                actions.delete(record=record, by=request.user, **form.cleaned_data)
        except actions.Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        except StaleEdit:
            form.add_error(
                None, gettext("%s was saved by somebody else meanwhile. Look at it again.") % label
            )
        return form.is_valid()

    def _ask(self, request, record, form, extra_context):
        links = CrossReference.objects.touching(record).with_ends()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Delete %s?") % record.code,
            "object": record,
            "original": record,
            "opts": self.opts,
            "form": form,
            "links": links[:MOST_SHOWN],
            "children": record.children.all()[:MOST_SHOWN],
            "media": self.media,
            **(extra_context or {}),
        }
        status = 409 if form.is_bound else 200
        return TemplateResponse(request, self.delete_confirmation_template, context, status=status)
