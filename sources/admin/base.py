"""What all our admin pages share: bounded work, choosing by words, and errors that can be followed."""

from collections.abc import Callable
from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import ForeignKey, Q
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext as _of_django  # for its own sentences, in its own catalogues

from ..lookup import Lookup, condition
from .choosing import Chooser, ChosenField
from .counting import Pages
from .deleting import counted
from .held import suggestions
from .listing import LeanList

MOST_ROWS = 200  # of one kind on a page
MOST_WORDS = 12  # of a search; each is looked for in every column searched
LONGEST_SEARCH = 200  # characters


class Choosing(BaseModelAdmin):
    """Foreign keys named in `autocomplete_fields` are chosen by words, or typed."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request) and "widget" not in kwargs:
            kwargs |= self._chosen(db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # A red cross beside a document would delete the document.
            field.widget.can_delete_related = False
        return field

    def _chosen(self, db_field: ForeignKey) -> dict:
        other = self.admin_site.get_model_admin(db_field.remote_field.model)
        widget = Chooser(db_field, self.admin_site)
        widget.typed_by = typed_by = getattr(other, "typed_by", "")
        label_of: Callable = getattr(other, "autocomplete_label", str)
        return {"widget": widget, "form_class": ChosenField, "typed_by": typed_by, "label_of": label_of}


class OurAdmin(Choosing, admin.ModelAdmin):
    """The base of every admin of ours."""

    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    change_list_template = "admin/lean_list.html"
    paginator: ClassVar[type[Paginator]] = Pages
    save_on_top = False
    typed_by = ""
    lookup: Lookup | None = None  # the index that is searched; without one, every row is read

    def autocomplete_label(self, obj):
        return str(obj)

    def get_changelist(self, request, **kwargs):
        return LeanList

    def action_checkbox(self, obj):
        """The stock admin's box of a row, without a form field and three templates for each."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            format_html(_of_django("Select this object for an action - {}"), obj),
        )

    def rows(self, request, keys):
        """The rows with these keys, and what the columns of a list show of them."""
        return self.get_queryset(request).filter(pk__in=keys)

    def get_search_results(self, request, queryset, search_term):
        """The first words only: a page of pasted text is not a search."""
        words = search_term.replace("\0", "")[:LONGEST_SEARCH].split()
        if len(words) > MOST_WORDS or len(search_term) > LONGEST_SEARCH:
            self._say_shortened(request)
        typed = " ".join(words[:MOST_WORDS])
        if not (self.lookup and typed):
            return super().get_search_results(request, queryset, typed)
        found = self.found(typed)
        return (queryset.none() if found is None else queryset.filter(found)), False

    def found(self, typed: str) -> Q | None:
        """The condition on the rows that a search finds; None: there are no words in it."""
        keys = self.lookup.matching(typed) if self.lookup else None
        return condition({"pk": keys}) if keys else None

    def _say_shortened(self, request):
        if "term" not in request.GET:
            text = _("Only the first %d words of your search were used.") % MOST_WORDS
            self.message_user(request, text, messages.WARNING)

    def get_deleted_objects(self, objs, request):
        return counted(objs, request, self.admin_site) or super().get_deleted_objects(objs, request)

    def view_on_site(self, obj):
        """The public page; None where there is none (yet)."""
        try:
            return obj.get_absolute_url()
        except (AttributeError, NoReverseMatch):
            return None

    def _changeform_view(self, request, object_id, form_url, extra_context):
        shown = super()._changeform_view  # type: ignore[misc]  # not in the stubs
        response = shown(request, object_id, form_url, extra_context)
        if request.method == "POST" and (getattr(response, "context_data", None) or {}).get("errors"):
            # A form that is shown again has saved nothing.
            transaction.set_rollback(True)
        return response

    def render_change_form(self, request, context, *args, **kwargs):
        if context.get("errors"):
            context["error_summary"] = summary(context)
        context["held_texts"] = suggestions(context["adminform"].form)
        return super().render_change_form(request, context, *args, **kwargs)


def summary(context) -> list[dict]:
    """The errors of a page: the id of each field (or ""), its label and its first sentence.

    Those of no field of the main form are left out: the page shows them beside the list.
    """
    main = context["adminform"].form
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    rows = [form for formset in formsets for form in formset.forms]
    found = [line for form in (main, *rows) for line in _lines(form) if form is not main or line["id"]]
    return found + [
        {"id": "", "label": formset.model._meta.verbose_name_plural, "text": text}
        for formset in formsets
        for text in formset.non_form_errors()
    ]


def _lines(form):
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        for error in errors:
            yield {
                "id": bound.id_for_label if bound else "",
                "label": bound.label if bound else "",
                "text": _first_words(error),
            }


def _first_words(error):
    # What a message lists or quotes below its sentence stands beside the field.
    return error.split("<", 1)[0].strip() if hasattr(error, "__html__") else error


class Rows(Choosing, InlineModelAdmin):
    """Rows within a page: a bounded number, whatever the page sends."""

    max_num: int | None = MOST_ROWS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, absolute_max=MOST_ROWS, **kwargs)


class ReadOnly:
    """Shown, never changed: what was received stays as it is."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def link(url: str, text: str):
    """A link, or the text alone when there is no address."""
    return format_html('<a href="{}">{}</a>', url, text) if url else text
