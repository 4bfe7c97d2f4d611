"""Tags, and the suggestions that come while they are typed."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from ..models import Tag, Tagging
from .base import KeptAdmin, WhyForm, counted
from .tag_field import check_tag_name

MOST_SUGGESTIONS = 20


class TagForm(WhyForm):
    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        check_tag_name(name)
        if "," in name:
            raise ValidationError(_("A comma divides tags; a tag can't hold one."))
        if Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is such a tag already; capital letters make no other one."))
        return name


@admin.register(Tag)
class TagAdmin(KeptAdmin):
    """A subject."""

    form = TagForm
    ordering = ["name"]
    list_display = ["name", "slug", "record_count"]
    search_fields = ["name"]
    fields = ["name", "slug", "why"]
    readonly_fields = ["slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(record_count=counted(Tagging, "tag"))

    @admin.display(description=_("records"), ordering="record_count")
    def record_count(self, tag):
        return tag.record_count

    def get_urls(self):
        suggestions = self.admin_site.admin_view(self.suggestions)
        return [
            path("suggestions/", suggestions, name="recommendations_tag_suggestions"),
            *super().get_urls(),
        ]

    def suggestions(self, request):
        """JSON for the script: tags that hold what was typed, those in most use first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = " ".join(request.GET.get("term", "")[:100].split())
        tags = self.get_queryset(request).filter(name__icontains=typed)
        names = tags.order_by("-record_count", "name").values_list("name", flat=True)
        return JsonResponse({"results": [{"id": name, "text": name} for name in names[:MOST_SUGGESTIONS]]})
