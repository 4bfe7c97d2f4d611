from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """The record: what was promised and advised, and how it is joined."""

    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self):
        from .search import keeping

        keeping.connect()
        post_migrate.connect(_make_what_is_beside, sender=self)


def _make_what_is_beside(**signal):
    from .beside import make  # which nobody needs who only starts the site

    make(**signal)
