"""Subjects typed as words with commas between them; suggestions come while typing."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Tag

LONGEST = Tag._meta.get_field("name").max_length
MOST = 40


class TagsInput(forms.TextInput):
    """A line of text; the page's script makes it a list of tags with suggestions."""

    class Media:
        css = {"all": ["admin/css/vendor/select2/select2.css", "admin/css/autocomplete.css"]}
        js = [
            "admin/js/vendor/jquery/jquery.js",
            "admin/js/vendor/select2/select2.full.js",
            "admin/js/jquery.init.js",
            "asean_japan/js/admin.js",
        ]

    def get_context(self, name, value, attrs):
        suggestions = reverse("admin:recommendations_tag_suggestions")
        return super().get_context(name, value, {**attrs, "data-tags": suggestions, "class": "vTextField"})


class SubjectsField(forms.CharField):
    """Tags as text: “migrant workers, human rights”. Cleans to a list of names, each once."""

    widget = TagsInput

    def __init__(self, **options):
        options.setdefault("label", _("Tags"))
        options.setdefault("help_text", _("Subjects, separated by commas: migrant workers, human rights."))
        super().__init__(required=False, max_length=4_000, **options)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else ", ".join(str(tag) for tag in value)

    def clean(self, value):
        names = named(super().clean(value))
        if len(names) > MOST:
            raise ValidationError(gettext("At most %d tags.") % MOST)
        for name in names:
            check_tag_name(name)
        return names

    def has_changed(self, initial, data):
        return {str(tag).casefold() for tag in initial or ()} != {
            name.casefold() for name in named(data or "")
        }


def named(text: str) -> list[str]:
    """The names between the commas, white space mended, each once whatever its case."""
    names = (" ".join(name.split()) for name in text.split(","))
    return list({name.casefold(): name for name in reversed([*names]) if name}.values())[::-1]


def check_tag_name(name: str) -> None:
    """Refuse, with a message, what can't be the name of a tag."""
    if len(name) > LONGEST:
        raise ValidationError(
            gettext("“%(start)s …” is too long for a tag: at most %(most)d characters.")
            % {"start": name[:30], "most": LONGEST}
        )
    if not slugify(name, allow_unicode=True):
        raise ValidationError(gettext("“%s” has no letters or digits, so it can't have an address.") % name)
