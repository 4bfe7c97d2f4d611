"""Who is asked to act."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import lookups
from ..models import Actor, Responsibility
from .base import KeptAdmin, WhyForm, counted

LONGEST_ALIAS = 200
MOST_ALIASES = 50


class LinesField(forms.CharField):
    """A list of names, one on each line."""

    widget = forms.Textarea

    def __init__(self, *, encoder=None, decoder=None, **options):
        super().__init__(**{**options, "required": False})

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value):
        names = lines(super().clean(value))
        if len(names) > MOST_ALIASES or any(len(name) > LONGEST_ALIAS for name in names):
            raise ValidationError(
                gettext("At most %(most)d names, of at most %(long)d characters each.")
                % {"most": MOST_ALIASES, "long": LONGEST_ALIAS}
            )
        return names

    def has_changed(self, initial, data):
        return (initial or []) != lines(data or "")


def lines(text: str) -> list[str]:
    """The lines that say something, white space mended."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class ActorForm(WhyForm):
    aliases = LinesField(label=_("Also called"), help_text=_("One name on each line."))

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        above = cleaned.get("parent")
        while above:
            if self.instance.pk and above.pk == self.instance.pk:
                self.add_error("parent", gettext("An actor can’t be part of itself."))
                break
            above = above.parent
        return cleaned


@admin.register(Actor)
class ActorAdmin(KeptAdmin):
    """An organisation, government or group of people."""

    form = ActorForm
    typed_by = "slug"
    ordering = ["name"]
    list_display = ["name", "kind", "parent", "record_count"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "aliases", "slug"]
    autocomplete_fields = ["parent"]
    fields = ["name", "slug", "kind", "parent", "aliases", "why"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(record_count=counted(Responsibility, "actor"))

    @admin.display(description=_("records"), ordering="record_count")
    def record_count(self, actor):
        return actor.record_count


class ResponsibilityForm(WhyForm):
    beside = {"responsibility_said_once": "actor", "unique_together": "actor"}


@admin.register(Responsibility)
class ResponsibilityAdmin(KeptAdmin):
    """An actor's role towards a record."""

    form = ResponsibilityForm
    list_display = ["record", "role", "actor"]
    list_filter = ["role"]
    list_select_related = ["record", "actor"]
    search_fields = ["record__code", "actor__name"]
    search_help_text = _(
        "Searches code, number, heading and text of the record, for words that begin as yours do, "
        "and the names of the actor."
    )
    lookup = lookups.RECORDS
    autocomplete_fields = ["record", "actor"]
    fields = ["record", "role", "actor", "why"]

    def found(self, typed):
        return lookups.responsibilities_with(typed)
