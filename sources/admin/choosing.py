"""Choosing one record, actor, quotation … among many.

With JavaScript it is the stock admin's autocomplete. Without, its code is typed beside it.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import gettext as _

TYPED = "="  # in front of what was typed, to tell it from the number of a chosen row
LONGEST_KEY = 18  # digits of the largest primary key that every database holds


class Chooser(AutocompleteSelect):
    """The select; `known`, when the form sets it, is the row chosen now (spares a query)."""

    known: Model | None = None
    typed_by = ""

    def value_from_datadict(self, data, files, name):
        typed = data.get(f"{name}-typed", "").strip()
        return f"{TYPED}{typed}" if typed else super().value_from_datadict(data, files, name)

    def optgroups(self, name, value, attr=None):
        chosen = [one for one in value if one.isdecimal() and len(one) <= LONGEST_KEY]
        if self.known and chosen == [str(self.known.pk)]:
            label = self.choices.field.label_from_instance(self.known)
            empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            return [(None, [*empty, self.create_option(name, self.known.pk, label, True, 1)], 0)]
        return super().optgroups(name, chosen, attr)

    def render(self, name, value, attrs=None, renderer=None):
        select = super().render(name, value, attrs, renderer)
        if not self.typed_by:
            return select
        typed = value[1:] if isinstance(value, str) and value.startswith(TYPED) else ""
        return format_html(
            "{}<noscript><label>{} <input type='text' name='{}-typed' value='{}' maxlength='200'>"
            "</label></noscript>",
            select,
            _("or give its %s:") % self.typed_by,
            name,
            typed,
        )


class ChosenField(forms.ModelChoiceField):
    """One row, by its number (chosen) or by its code, slug or name (typed)."""

    def __init__(self, *args, typed_by="", label_of=str, **kwargs):
        super().__init__(*args, **kwargs)
        self.typed_by, self.label_of = typed_by, label_of

    def label_from_instance(self, obj):
        return self.label_of(obj)

    def to_python(self, value):
        if not (isinstance(value, str) and value.startswith(TYPED)):
            return super().to_python(value)
        typed = {self.typed_by: value[1:].replace("\0", "")}
        found = self.queryset.filter(**typed).first() if self.queryset is not None else None
        if not found:
            raise ValidationError(_("Nothing here is called “%s”.") % value[1:])
        return found
