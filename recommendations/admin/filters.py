"""Ways to narrow a list of records; each offers only what some record has, and costs one query."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from sources.models import Document

from ..models import CrossReference, Record, Tag, Tagging

MOST = 100  # choices offered
MANY = 10_000  # records of a kind


class ByDocument(SimpleListFilter):
    title = _("document")
    parameter_name = "document"

    def lookups(self, request, model_admin):
        records = Record.objects.filter(kind=model_admin.model.KIND, document=OuterRef("pk"))
        return Document.objects.filter(Exists(records)).values_list("slug", "short_title")[:MOST]

    def queryset(self, request, queryset):
        return queryset.filter(document__slug=self.value()) if self.value() else queryset


class ByTag(SimpleListFilter):
    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        records = Record.objects.filter(kind=model_admin.model.KIND)
        are_many = Exists(records[MANY : MANY + 1])
        # Among many records each tag soon meets one of its own; few are quicker asked for their tags.
        taggings = Tagging.objects.filter(Exists(records.filter(pk=OuterRef("content_object"))))
        latest = taggings.filter(tag=OuterRef("pk")).order_by("-pk").values("pk")
        of_many = Q(GreaterThan(Subquery(latest[:1]), 0))
        of_few = Q(pk__in=Tagging.objects.filter(content_object__in=records.order_by()).values("tag"))
        tagged = Tag.objects.filter(Q(are_many) & of_many | ~Q(are_many) & of_few)
        return tagged.order_by("name").values_list("slug", "name")[:MOST]

    def queryset(self, request, queryset):
        return queryset.tagged(Tag.objects.filter(slug=self.value())) if self.value() else queryset


class ByLinks(SimpleListFilter):
    """Records with a link of some basis, or with none at all."""

    title = _("links")
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("none", _("none")), *CrossReference.Basis.choices]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        links = CrossReference.objects.filter(Q(from_record=OuterRef("pk")) | Q(to_record=OuterRef("pk")))
        if self.value() == "none":
            return queryset.filter(~Exists(links))
        return queryset.filter(Exists(links.filter(basis=self.value())))
