"""The form for a record: its words are looked up in the text that they were read in."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.admin import misquotes
from sources.admin.held import HeldTextField
from sources.admin.words import WordsField, a_line_field, one_line_ends
from sources.library import Library
from sources.quoting import Ambiguous, NotVerbatim

from .. import wording
from ..models import FormerCode, Record, Status
from .base import WhyForm
from .conflict import Conflict
from .tag_field import SubjectsField

Role = wording.Role
LARGEST_VERSION = 2**31 - 1
# Role of the quotation, field of the words, field of the words before them.
WORDED = ((Role.TEXT, "text", "words_before"), (Role.HEADING, "heading", "heading_before"))


class RecordForm(WhyForm):
    """Checks that the words stand in the document, that nobody saved meanwhile, and the code."""

    seen_version = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput
    )
    read_in = HeldTextField(
        label=_("Read in"),
        required=False,
        help_text=_("The text in which the words were read; every save looks them up in it."),
    )
    words_before = a_line_field(
        label=_("Words before"),
        help_text=_("Only when the exact words stand in several places: some that come just before."),
    )
    heading_before = a_line_field(
        label=_("Words before the heading"),
        help_text=_("Only when the heading stands in several places."),
    )
    tags = SubjectsField()

    beside = {
        "recommendations_have_a_form": "form",
        "record_has_words": "text",
        "implied_record_says_so": "attestation",
        "record_is_not_its_own_parent": "parent",
        "record_words_are_known": "status",
        "kind": "code",
    }
    checked = ("kind",)

    class Meta:
        model = Record
        fields = [
            "code", "number", "heading", "text", "form", "document", "parent",
            "attestation", "tags", "status", "editorial_note",
        ]  # fmt: skip
        field_classes = {"text": WordsField, "heading": WordsField}
        help_texts = {
            "number": _("As the document prints it: 3.9.1, (c), 1."),
            "heading": _("As the document prints it, to the letter; may be empty."),
            "text": _(
                "As the document has them, to the letter. Parts that stand apart are joined by “ … ”. "
                "Empty for a mere heading."
            ),
            "document": _("The document whose statement this is, even if it was read elsewhere."),
            "parent": _("The record of the same document that this one stands under."),
            "attestation": _("Second-hand: another document quotes it, and its own text is not held."),
            "status": _("Drafts may be incomplete. Readers see only what is published."),
            "editorial_note": _("Ours, not the document’s: what a reader should know of this record."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.library = Library()
        self.conflict: Conflict | None = None
        self.warnings: list[str] = []
        self.quoted: dict[str, list] = {}
        self._known = self._quotations()
        cast(HeldTextField, self.fields["read_in"]).offer(self.library)
        self.initial["seen_version"] = self.instance.version
        self.fields["seen_version"].required = bool(self.instance.pk)
        self.initial.setdefault("read_in", self._first_read_in())
        if "form" in self.fields:
            self.fields["form"].required = True

    def _quotations(self):
        if not self.instance.pk:
            return {}
        uses = self.instance.record_quotations.select_related("quotation__version__document")
        return self._by_role(uses.defer("quotation__version__raw").order_by("position"))

    @staticmethod
    def _by_role(uses):
        known: dict[str, list] = {}
        for use in uses:
            known.setdefault(use.role, []).append(use.quotation)
        return known

    def _first_read_in(self):
        for role in (Role.TEXT, Role.HEADING):
            for quotation in self._known.get(role, []):
                return quotation.version.document.slug
        document = self.instance.document if self.instance.document_id else None
        return document.slug if document and document.slug in self.library.titles else ""

    # Checks

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        self._check_attestation()
        for role, field, before in WORDED:
            self._look_up(role, field, before)
        if self.instance.pk and cleaned.get("seen_version", self.instance.version) != self.instance.version:
            self._refuse_stale()
        return cleaned

    def clean_text(self):
        return one_line_ends(self.cleaned_data["text"])

    def clean_code(self):
        code = self.cleaned_data["code"]
        former = FormerCode.objects.filter(code=code).first()
        if former and (former.record_id is None or former.record_id != self.instance.pk):
            raise ValidationError(
                gettext("This code was in use before (%s). Codes are for ever: choose another one.")
                % (former.record.code if former.record else former.reason)
            )
        return code

    @property
    def _text(self):
        """The held text that the words were read in; by default the record's own document."""
        slug = self.cleaned_data.get("read_in")
        if not slug and (document := self.cleaned_data.get("document")):
            slug = document.slug
        return self.library.newest_of(slug or "")

    def _check_attestation(self):
        text, document = self._text, self.cleaned_data.get("document")
        primary = self.cleaned_data.get("attestation") == Record.Attestation.PRIMARY
        if primary and document and text and text.version.document_id != document.pk:
            self.add_error(
                "attestation",
                gettext("The words were read in “%(read)s”, not in “%(own)s”: that is second-hand.")
                % {"read": text, "own": document},
            )

    def _look_up(self, role, field, before):
        words = self.cleaned_data.get(field) or ""
        self.quoted[role] = []
        if not words.strip():
            return
        if (text := self._text) is None:
            self._refuse_unquoted("read_in", gettext("Choose the document in which these words were read."))
            return
        try:
            places = wording.locate(
                text, words, self.cleaned_data.get(before) or "", self._known.get(role, ())
            )
        except NotVerbatim as missed:
            self._refuse_unquoted(field, misquotes.not_verbatim(text, missed.exact))
        except Ambiguous as several:
            self.add_error(before, ValidationError(misquotes.several(text, several)))
        else:
            self.cleaned_data[field] = wording.joined(places)
            self.quoted[role] = [(text, place) for place in places]

    def _refuse_unquoted(self, field, message):
        """A draft may wait for its words; nothing else may."""
        if self.cleaned_data.get("status") == Status.DRAFT:
            self.warnings.append(message)
        elif field not in self.errors:
            self.add_error(field, ValidationError(message))

    def _refuse_stale(self):
        self.conflict = Conflict.of(self)
        # Who has seen both may save over it: the form goes back with the newer version.
        again = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        again[self.add_prefix("seen_version")] = str(self.instance.version)
        self.data = again
        self.add_error(None, gettext("This record was saved by somebody else while you were editing it."))

    # Saving

    def keep_quotations(self):
        """Store where the words stand; call it once the record itself is stored."""
        for role, found in self.quoted.items():
            wording.quote(self.instance, role, [text.keep(place) for text, place in found])
