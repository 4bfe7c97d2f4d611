"""Cross-references: on their own, and as rows of a record's page."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin.base import Rows
from sources.admin.words import quotation_form
from sources.library import Library

from .. import actions, lookups
from ..models import CrossReference
from .base import WhyForm, badge
from .files import links_as_csv
from .status_actions import StatusActions

EVIDENCE_NOTE = _("The document’s words that show the link, to the letter; a reading may do without.")
EVIDENCE = ("evidence_words", "evidence_read_in", "evidence_before")


class LinkForm(quotation_form(("evidence", _("Evidence")), required=False, note=EVIDENCE_NOTE)):  # type: ignore[misc]
    """A link: both ends, what the relation is, on what basis, and the words that show it."""

    checked: tuple[str, ...] = ("from_kind", "to_kind", "evidence")
    beside = {
        "link_joins_two_records": "to_record",
        "link_said_once": "to_record",
        "unique_together": "to_record",
        "reading_has_a_reason": "reason",
        "claim_has_evidence": "evidence_words",
        "relation_fits_the_kinds": "relation",
        "link_words_are_known": "basis",
        "from_kind": "relation",
        "to_kind": "relation",
        "evidence": "evidence_words",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_record", "to_record"):
            field = self.fields.get(name)
            if field and self.instance.pk and hasattr(field.widget, "widget"):
                field.widget.widget.known = getattr(self.instance, name)

    def clean(self):
        cleaned = super().clean()
        ends = [cleaned.get("from_record"), cleaned.get("to_record")]
        if all(ends):
            # A record that is only being made has no number yet by which the model finds its kind.
            self.instance.from_kind, self.instance.to_kind = (end.kind for end in ends)
            self._check_echo(*ends)
        return cleaned

    def _check_echo(self, one, other):
        is_new = not (one.pk and other.pk)
        echoes = self.cleaned_data.get("relation") == CrossReference.Relation.ECHOES
        if is_new and echoes and one.document_id == other.document_id:
            self.add_error(
                "relation", gettext("“Echoes” joins records of two documents; use “elaborates” here.")
            )

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        ends_known = {"from_record", "to_record"} <= {name for name, end in self.cleaned_data.items() if end}
        return excluded if ends_known else excluded | {"from_kind", "to_kind"}


class LinkInForm(LinkForm):
    """The same link, seen from the record that it leads to."""

    beside = LinkForm.beside | dict.fromkeys(
        ("link_joins_two_records", "link_said_once", "unique_together"), "from_record"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reversed_verbs = [(value, verb) for value, verb in CrossReference.REVERSED.items()]
        self.fields["relation"].choices = [("", "---------"), *reversed_verbs]


class LinkFormSet(BaseInlineFormSet):
    """Rows of links: one library for all of them, and no link twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form_kwargs = {**self.form_kwargs, "library": Library()}

    def clean(self):
        super().clean()
        other = "from_record" if self.fk.name == "to_record" else "to_record"
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None) or {}
            said = (data.get(other), data.get("relation"))
            if not all(said) or data.get("DELETE"):
                continue
            if said in seen:
                form.add_error(other, gettext("This link stands here twice."))
            seen.add(said)

    def validate_unique(self):
        # `clean` does it with a sentence beside the field, and for records not yet stored as well.
        pass


class LinkInline(Rows, admin.StackedInline):
    """Links of a record as rows of its page."""

    model = CrossReference
    formset = LinkFormSet
    extra = 1
    show_change_link = True
    ordering = ["pk"]
    other = ""

    def get_queryset(self, request):
        return CrossReference.objects.with_ends().order_by("pk")

    def get_fieldsets(self, request, obj=None):
        return [
            (
                None,
                {
                    "fields": [
                        ("relation", self.other),
                        ("basis", "status"),
                        "reason",
                        EVIDENCE[0],
                        EVIDENCE[1:],
                    ]
                },
            )
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "reason":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class LinksOut(LinkInline):
    form = LinkForm
    fk_name = "from_record"
    other = "to_record"
    autocomplete_fields = ["to_record"]
    verbose_name = _("link from this record")
    verbose_name_plural = _("links from this record")


class LinksIn(LinkInline):
    form = LinkInForm
    fk_name = "to_record"
    other = "from_record"
    extra = 0
    autocomplete_fields = ["from_record"]
    verbose_name = _("link to this record")
    verbose_name_plural = _("links to this record")


class LinkAdminForm(LinkForm, WhyForm):
    """A link on its own page."""


@admin.register(CrossReference)
class CrossReferenceAdmin(StatusActions):
    """A claim that one record bears on another, and why we may say so."""

    form = LinkAdminForm
    ordering = ["from_record__sort_key", "to_record__sort_key", "relation"]
    list_display = ["from_record", "relation", "to_record", "basis", "state", "origin", "words"]
    list_display_links = ["from_record", "relation"]
    list_filter = ["status", "relation", "basis", "from_kind", "to_kind", "origin"]
    search_fields = [
        "from_record__code",
        "to_record__code",
        "from_record__text",
        "to_record__text",
        "reason",
        "evidence__exact",
    ]
    search_help_text = _(
        "Searches code, number, heading and text of both records, evidence and reason, "
        "for words that begin as yours do."
    )
    lookup = lookups.REASONS
    autocomplete_fields = ["from_record", "to_record"]
    actions = ["submit", "publish", "return_to_draft", links_as_csv]
    fieldsets = [
        (None, {"fields": ["from_record", "relation", "to_record", ("basis", "status"), "reason"]}),
        (_("Evidence"), {"fields": [EVIDENCE[0], EVIDENCE[1:]]}),
        (_("This change"), {"fields": ["why"]}),
    ]
    steps = {
        "submit": lambda links, by, why: actions.submit_links(links=links, by=by, why=why),
        "publish": lambda links, by, why: actions.publish_links(links=links, by=by, why=why),
        "return_to_draft": lambda links, by, why: actions.return_links_to_draft(links=links, by=by, why=why),
    }

    def get_queryset(self, request):
        return CrossReference.objects.with_ends().order_by(*self.ordering)

    def found(self, typed):
        return lookups.links_with(typed)

    @admin.display(description=_("status"), ordering="status")
    def state(self, link):
        return badge(link.status, link.get_status_display())

    @admin.display(description=_("evidence or reason"))
    def words(self, link):
        return link.reason or (link.evidence and link.evidence.exact)
