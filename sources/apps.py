from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """The library: what the documents say, word for word."""

    name = "sources"
    verbose_name = _("Sources")
