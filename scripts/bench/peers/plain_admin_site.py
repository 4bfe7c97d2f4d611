"""An admin of Django's own, with the columns, filters and searches of ours, each in the plainest way."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import path

from recommendations.models import Recommendation

site = admin.AdminSite(name="admin")


class PlainAdmin(admin.ModelAdmin):
    """Recommendations as the documentation of Django's admin would list them."""

    list_display = ["code", "short", "status", "link_count", "document"]
    list_filter = ["status", "document", "attestation", "tags"]
    search_fields = ["code", "number", "heading", "text"]

    def link_count(self, record):
        """How many links it has."""
        return record.links_out.count() + record.links_in.count()


site.register(Recommendation, PlainAdmin)
urlpatterns = [path("admin/", site.urls), path("", lambda request: HttpResponse("Here."))]
