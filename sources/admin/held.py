"""Choosing the held text in which words were read: from a list, or among many by its slug."""

from django import forms

from ..library import Library

MOST_LISTED = 60  # texts in a list; more would be repeated in every row of a page
SUGGESTED = "held-texts"  # the id of the page's list of suggestions


class HeldTextField(forms.ChoiceField):
    """The slug of a held document, chosen or, where there are many, typed with suggestions."""

    def offer(self, library: Library) -> None:
        """Let it be one of these."""
        self.choices = [("", "---------"), *library.choices]
        if len(library.titles) > MOST_LISTED:
            self.widget = forms.TextInput(attrs={"list": SUGGESTED, "class": "vTextField", "maxlength": 200})


def suggestions(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(slug, short title) of the texts that fields of a page are filled in with; none if they list them."""
    library = getattr(form, "library", None)
    return library.choices if library and len(library.titles) > MOST_LISTED else []
