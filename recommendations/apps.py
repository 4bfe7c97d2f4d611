from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """The record: what was promised and advised, and how it is joined."""

    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self):
        from .search import keeping

        keeping.connect(self)
