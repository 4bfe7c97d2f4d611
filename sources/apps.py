from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    """The library: what the documents say, word for word."""

    name = "sources"
    verbose_name = _("Sources")

    def ready(self):
        from .content_version import watch
        from .lookup import QUOTATIONS, keep

        post_migrate.connect(watch, sender=self)
        post_migrate.connect(partial(keep, lookups=[QUOTATIONS]), sender=self, weak=False)
