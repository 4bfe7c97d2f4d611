"""Every address of the site; the rooms downstairs name their own."""

from django.contrib import admin
from django.urls import include, path

from .views import about, atlas, exports, health, search

handler400 = "asean_japan.views.errors.bad_request"
handler404 = "asean_japan.views.errors.not_found"
handler500 = "asean_japan.views.errors.server_error"

urlpatterns = [
    path("", atlas.atlas, name="atlas"),
    path("", include("recommendations.urls")),
    path("", include("sources.urls")),
    path("search/", search.search, name="search"),
    path("export/", exports.export, name="export"),
    path("about/", about.about, name="about"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
