"""The four kinds of record: one page each, made alike."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import Exact
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .. import actions, lookups
from ..models import Clause, CrossReference, Objective, Principle, Recommendation, Record, StaleEdit, Status
from . import inlines
from .base import KeptAdmin, badge
from .deletion import DeletesWithReason
from .files import records_as_csv
from .filters import ByDocument, ByLinks, ByTag
from .links import LinksIn, LinksOut
from .record_form import RecordForm
from .status_actions import StatusActions

MOST_LINKS = 150  # shown as rows of a record's page; more are edited in their list


def label_of(record) -> str:
    """A record in a list of suggestions: its code, and its heading or first words."""
    return f"{record.code} · {record.short}" if record.short else record.code


class RecordAdmin(DeletesWithReason, StatusActions):
    """The admin of a kind of record."""

    form = RecordForm
    change_form_template = "admin/recommendations/change_record.html"
    typed_by = "code"
    ordering = ["sort_key", "code"]
    save_on_top = True
    list_display = ["code", "words", "state", "link_count", "document", "changed"]
    list_filter = ["status", ByDocument, "attestation", ByLinks, ByTag]
    list_select_related = ["document"]
    search_fields = lookups.RECORDS.columns
    search_help_text = _(
        "Searches code, number, heading and text in any status, for words that begin as yours do."
    )
    lookup = lookups.RECORDS
    autocomplete_fields = ["parent"]
    actions = ["submit", "publish", "return_to_draft", records_as_csv]
    inlines = [
        inlines.QuotationInline,
        LinksOut,
        LinksIn,
        inlines.ResponsibilityInline,
        inlines.InstrumentInline,
        inlines.FormerCodeInline,
    ]
    fieldsets = [
        (_("What it is"), {"fields": ["code", "document", "parent", "number", "heading"]}),
        (
            _("Its exact words"),
            {"fields": ["text", "read_in", "words_before", "heading_before", "attestation"]},
        ),
        (_("About it"), {"fields": ["tags", "editorial_note"]}),
        (_("This change"), {"fields": ["status", "why", "seen_version"]}),
    ]
    steps = {
        "submit": lambda records, by, why: actions.submit_for_review(records=records, by=by, why=why),
        "publish": lambda records, by, why: actions.publish(records=records, by=by, why=why),
        "return_to_draft": lambda records, by, why: actions.return_to_draft(records=records, by=by, why=why),
    }

    # The list

    def get_queryset(self, request):
        found = super().get_queryset(request)
        if request.GET.keys() & {"q", "term"}:
            # Its words lead to a record. By its kind, SQLite would look through every record of the kind.
            kind = Exact(Concat("kind", Value("")), self.model.KIND)
            found = self.model._base_manager.filter(kind).order_by(*self.ordering)
        return _with_columns(found)

    def rows(self, request, keys):
        # All are of the kind. Asked for the kind again, SQLite would look through every record of it.
        return _with_columns(self.model._base_manager.filter(pk__in=keys))

    def get_actions(self, request, action_location=None):
        # Newer Djangos ask for the actions of one place; 5.2 knows a single one.
        where = {"action_location": action_location} if action_location else {}
        found = super().get_actions(request, **where)
        found.pop("delete_selected", None)  # deleting a record needs a reason for each
        return found

    @admin.display(description=_("words"))
    def words(self, record):
        return record.short

    @admin.display(description=_("status"), ordering="status")
    def state(self, record):
        return badge(record.status, record.get_status_display())

    @admin.display(description=_("links"), ordering="links_of_any_status")
    def link_count(self, record):
        return record.links_of_any_status

    @admin.display(description=_("last change"), ordering="last_change")
    def changed(self, record):
        return record.last_change

    def autocomplete_label(self, record):
        return label_of(record)

    def view_on_site(self, record):
        return super().view_on_site(record) if record.status == Status.PUBLISHED else None

    # The page

    def get_inlines(self, request, obj):
        """What only a stored record has is left out while it is made; so are links by the hundred."""
        left_out: set = set()
        if obj is None:
            left_out = {inlines.QuotationInline, inlines.FormerCodeInline}
        elif obj.links_of_any_status > MOST_LINKS:
            left_out = {LinksOut, LinksIn}
        return [inline for inline in self.inlines if inline not in left_out]

    def get_form(self, request, obj=None, *args, **kwargs):
        form = super().get_form(request, obj, *args, **kwargs)
        if obj and obj.parent_id:
            form.base_fields["parent"].widget.widget.known = obj.parent
        return form

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except StaleEdit:
            # Somebody was quicker by less than a second: read again, and the form sees it.
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context["conflict"] = conflict = context["adminform"].form.conflict
        context["most_links"] = MOST_LINKS
        response = super().render_change_form(request, context, *args, **kwargs)
        if conflict:
            response.status_code = 409
        return response

    def save_model(self, request, obj, form, change):
        obj.version = form.cleaned_data["seen_version"] if change else 1
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.keep_quotations()
        if change and "code" in form.changed_data:
            actions.keep_former_code(form.instance, form.initial["code"], form.cleaned_data["why"])
        self._say_what_is_left(request, form)

    def _say_what_is_left(self, request, form):
        for warning in form.warnings:
            saved = gettext("Saved as a draft; it can’t be published like this.")
            self.message_user(request, format_html("{} {}", saved, warning), messages.WARNING)
        waiting = CrossReference.objects.touching(form.instance).exclude(status=Status.PUBLISHED).count()
        if form.instance.status == Status.PUBLISHED and waiting:
            text = ngettext(
                "%d of its links is not published yet.", "%d of its links are not published yet.", waiting
            )
            self.message_user(request, text % waiting, messages.WARNING)


def _with_columns(records):
    """Each with its document, the links of any status, and the day of its last change."""
    last = Record.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    return records.select_related("document", "parent").annotate(
        links_of_any_status=_links_of_any_status(), last_change=Subquery(last.values("history_date")[:1])
    )


def _links_of_any_status():
    # A correlated subquery: joining and grouping costs a hundred times as much at size.
    links = CrossReference.objects.filter(Q(from_record=OuterRef("pk")) | Q(to_record=OuterRef("pk")))
    counted = links.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@admin.register(Objective)
class ObjectiveAdmin(RecordAdmin):
    """Objectives of a Blueprint."""


@admin.register(Clause)
class ClauseAdmin(RecordAdmin):
    """Clauses of a plan of action, and the headings above them."""


@admin.register(Principle)
class PrincipleAdmin(RecordAdmin):
    """Principles."""


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    """Recommendations, which have a form."""

    list_filter = ["status", ByDocument, "form", "attestation", ByLinks, ByTag]
    fieldsets = [
        (_("What it is"), {"fields": ["code", "form", "document", "parent", "number", "heading"]}),
        *RecordAdmin.fieldsets[1:],
    ]


@admin.register(Record)
class AnyRecordAdmin(KeptAdmin):
    """Records of every kind, to be chosen from; each is edited on the page of its kind."""

    typed_by = "code"
    ordering = ["sort_key", "code"]
    search_fields = RecordAdmin.search_fields
    lookup = lookups.RECORDS

    def autocomplete_label(self, record):
        return label_of(record)

    def get_model_perms(self, request):
        return {}  # not in the index

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:index"))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            return self.no_such_row(request, object_id)
        return HttpResponseRedirect(reverse(f"admin:recommendations_{record.kind}_change", args=[record.pk]))
