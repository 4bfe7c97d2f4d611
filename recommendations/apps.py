from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """The record: what was promised and advised, and how it is joined."""

    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self):
        from sources import lookup
        from sources.content_version import watch

        from .census import journal
        from .lookups import OURS
        from .models import SearchEntry, SearchWord
        from .models.change import ChangeSet, InChangeSet
        from .search import keeping

        # What was, and what the search makes of what is, changes with a change of today.
        but = (ChangeSet, InChangeSet, SearchEntry, SearchWord)
        post_migrate.connect(partial(watch, but=but), sender=self, weak=False)
        post_migrate.connect(partial(lookup.keep, lookups=OURS), sender=self, weak=False)
        post_migrate.connect(journal.watch, sender=self)
        keeping.connect(self)
