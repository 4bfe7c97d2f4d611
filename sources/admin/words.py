"""Forms in which a quotation is given by its words, and found in a held text."""

from typing import TYPE_CHECKING, TypeAlias, cast

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..library import HeldText, Library
from ..models import Quotation
from ..quoting import Ambiguous, NotVerbatim
from . import misquotes
from .beside import BesideFields
from .held import HeldTextField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def one_line_ends(words: str) -> str:
    """Browsers send two characters for the end of a line; texts have one."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


Words: TypeAlias = "str | _StrPromise"  # what is shown to people, translated when it is


class WordsField(forms.CharField):
    """Words as a document has them."""

    def to_python(self, value):
        return one_line_ends(super().to_python(value) or "")

    def has_changed(self, initial, data):
        return super().has_changed(initial, one_line_ends(data or ""))


def a_words_field(**options) -> WordsField:
    """A field for a document's words, several lines of them."""
    return WordsField(max_length=20_000, widget=AdminTextareaWidget(attrs={"rows": 3}), **options)


def a_line_field(**options) -> WordsField:
    """A field for a line of a document's words, which may stay empty."""
    return WordsField(required=False, max_length=500, widget=AdminTextInputWidget(), **options)


class QuotationByWords(BesideFields):
    """A form for a model with a quotation: its exact words are typed, and located when saved.

    `quoting` names the foreign keys to quotations; each gets the fields `<name>_words`,
    `<name>_read_in` and `<name>_before`. With the words left as they are, so is the quotation.
    """

    quoting: tuple[str, ...] = ("quotation",)

    def __init__(self, *args, library: Library | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.library = library or Library()
        self.found: dict[str, Quotation | None] = {}
        for name in self.quoting:
            self._add_fields(name)

    def _add_fields(self, name):
        quotation = getattr(self.instance, name, None)
        cast(HeldTextField, self.fields[f"{name}_read_in"]).offer(self.library)
        if quotation:
            self.initial.setdefault(f"{name}_words", quotation.exact)
            self.initial.setdefault(f"{name}_read_in", quotation.version.document.slug)

    def clean(self):
        cleaned = super().clean()
        for name in self.quoting:
            if set(self.changed_data) & {f"{name}_{part}" for part in ("words", "read_in", "before")}:
                self._find(name)
        return cleaned

    def _find(self, name):
        words = self.cleaned_data.get(f"{name}_words") or ""
        slug = self.cleaned_data.get(f"{name}_read_in") or ""
        self.found[name] = None
        if not words.strip():
            return
        text = self.library.newest_of(slug)
        if text is None:
            self.add_error(f"{name}_read_in", _("Choose the document in which these words stand."))
            return
        self._locate(name, text, words)

    def _locate(self, name, text: HeldText, words):
        try:
            place = text.locate(words, self.cleaned_data.get(f"{name}_before") or "")
        except NotVerbatim:
            self.add_error(f"{name}_words", ValidationError(misquotes.not_verbatim(text, words)))
        except Ambiguous as found:
            self.add_error(f"{name}_before", ValidationError(misquotes.several(text, found)))
        else:
            # Kept at once: the checks of the model want a stored row. A form that is shown
            # again for another reason takes it back (`OurAdmin._changeform_view`).
            self.found[name] = text.keep(place)

    def _post_clean(self):
        for name, quotation in self.found.items():
            setattr(self.instance, name, quotation)
        super()._post_clean()


def quotation_fields(name: str, label: Words, *, required: bool, note: Words = "") -> dict[str, forms.Field]:
    """The three fields that stand for the quotation called `name`."""
    note = note or _("As the document has them, to the letter.")
    return {
        f"{name}_words": a_words_field(label=label, help_text=note, required=required),
        f"{name}_read_in": HeldTextField(label=_("Read in"), required=False),
        f"{name}_before": a_line_field(
            label=_("Words before"),
            help_text=_("Only when the words stand in several places: some that come just before."),
        ),
    }


def quotation_form(
    *names_and_labels: tuple[str, Words], required: bool = True, note: Words = ""
) -> type[QuotationByWords]:
    """A form class with the fields of these quotations; `note` is the help beside their words."""
    fields: dict = {}
    for name, label in names_and_labels:
        fields |= quotation_fields(name, label, required=required, note=note)
    names = tuple(name for name, _label in names_and_labels)
    beside = {name: f"{name}_words" for name in names}
    return type(
        "QuotationForm", (QuotationByWords,), {**fields, "quoting": names, "checked": names, "beside": beside}
    )
