from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class SiteConfig(AppConfig):
    """The site: what joins the library and the records into pages."""

    name = "asean_japan"

    def ready(self):
        from . import checks  # noqa: F401  (registers itself)


class AdminConfig(DjangoAdminConfig):
    """The stock admin, under our own site object."""

    default_site = "asean_japan.admin_site.EditorsSite"
