"""Who changed what and why, and codes that were in use: looked up here, never changed."""

from django.contrib import admin
from django.core.paginator import Paginator

from sources.admin.base import OurAdmin, ReadOnly

from ..models import ChangeSet, FormerCode


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnly, OurAdmin):
    """Changes that belong together."""

    list_display = ["at", "by", "why"]
    list_select_related = ["by"]
    list_filter = ["at"]
    search_fields = ["why", "by__username"]
    fields = ["at", "by", "why"]
    paginator = Paginator  # these are no content


@admin.register(FormerCode)
class FormerCodeAdmin(ReadOnly, OurAdmin):
    """Codes that lead on to another, or answer with the reason of their end."""

    list_display = ["code", "record", "reason", "at"]
    list_select_related = ["record"]
    search_fields = ["code", "reason", "record__code"]
    fields = ["code", "record", "reason", "at"]
