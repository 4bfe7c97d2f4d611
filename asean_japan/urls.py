"""Every address of the site; the rooms downstairs name their own."""

from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern

from sources.lazy_views import Views

views = Views("asean_japan.views")

handler400 = "asean_japan.views.errors.bad_request"
handler404 = "asean_japan.views.errors.not_found"
handler500 = "asean_japan.views.errors.server_error"

urlpatterns = [
    path("", views.atlas.atlas, name="atlas"),
    path("", include("recommendations.urls")),
    path("", include("sources.urls")),
    path("search/", views.search.search, name="search"),
    path("export/", views.exports.export, name="export"),
    path("about/", views.about.about, name="about"),
    path("healthz", views.health.healthz, name="healthz"),
    path("readyz", views.health.readyz, name="readyz"),
    # Not by `include`, which would read all of the admin before the first reader is answered.
    URLResolver(RoutePattern("admin/"), "asean_japan.admin_addresses", app_name="admin", namespace="admin"),
]
