from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """The record: what was promised and advised, and how it is joined."""

    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self):
        from sources.content_version import watch

        from .models.change import ChangeSet, InChangeSet

        # What was is no content: a change of today always comes with it.
        post_migrate.connect(partial(watch, but=(ChangeSet, InChangeSet)), sender=self, weak=False)
        from .search import keeping

        keeping.connect(self)
