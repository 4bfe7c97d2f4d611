"""Two edits of one record: theirs, which is stored, and yours, which is in the form."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sources.admin.differences import marked

from ..models import Record

# Fields of the form that say nothing about the record.
APART = {"seen_version", "why", "words_before", "heading_before"}


@dataclass(frozen=True)
class Side:
    """One field in which the two edits differ; `changes` leads from theirs to yours, word by word."""

    label: str
    theirs: str
    yours: str
    changes: SafeString
    changed_by: str


@dataclass(frozen=True)
class Conflict:
    """Who saved the stored edit, when and why, and every field in which yours differs from it."""

    by: str
    at: datetime | None
    why: str
    sides: list[Side]

    @classmethod
    def of(cls, form) -> "Conflict":
        """The conflict that a record's form has run into."""
        last = Record.history.filter(id=form.instance.pk).select_related("change_set", "history_user").first()
        base = _as_read(form)
        return cls(
            by=str(last.history_user) if last and last.history_user else _("somebody"),
            at=last.history_date if last else None,
            why=last.change_set.why if last and last.change_set else "",
            sides=[_side(form, name, base) for name in form.changed_data if name not in APART],
        )


def _as_read(form):
    """The record as it was when you opened it, from its history; None if that is not kept."""
    version = form.cleaned_data.get("seen_version")
    return Record.history.filter(id=form.instance.pk, version=version).first() if version else None


def _side(form, name, base):
    theirs = said(form, name, form.initial.get(name))
    yours = said(form, name, form.cleaned_data.get(name, form.data.get(form.add_prefix(name))))
    was = said(form, name, _column(base, name)) if hasattr(base, name) else None
    return Side(str(form[name].label), theirs, yours, marked(theirs, yours), _whose(was, theirs, yours))


def _column(row, name):
    return getattr(row, f"{name}_id" if hasattr(row, f"{name}_id") else name)


def _whose(was, theirs, yours):
    if was is None:
        return ""
    if was == theirs:
        return _("changed by you")
    return _("changed by them") if was == yours else _("changed by both")


def said(form, name, value) -> str:
    """A value as a reader would say it: the label of a choice, the name of a row."""
    if value in (None, ""):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(sorted(str(one) for one in value))
    field = form.fields[name]
    if hasattr(field, "queryset"):
        key = getattr(value, "pk", value)
        found = field.queryset.filter(pk=key).first()
        return str(found) if found else str(value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", [])}
    return labels.get(str(value), str(value))
