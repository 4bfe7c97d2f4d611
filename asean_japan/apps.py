import gc

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class SiteConfig(AppConfig):
    """The site: what joins the library and the records into pages."""

    name = "asean_japan"

    def ready(self):
        from . import checks  # noqa: F401  (registers itself)

        gc.freeze()  # what is loaded stays: no search for garbage need go through it again
        gc.enable()


class AdminConfig(SimpleAdminConfig):
    """The stock admin, under our own site object; each room's part is read with `admin_addresses`."""

    default_site = "asean_japan.admin_site.EditorsSite"
