"""The application that a production server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")


def site():
    """Django, and before it what answers without asking it; all of Django while templates are worked on."""
    application = get_wsgi_application()
    from django.conf import settings

    from .front import Front
    from .replica import choosing
    from .warming import Warming

    if settings.DEBUG or not settings.PAGE_CACHE_MB:
        return Warming(choosing(application))
    return Warming(choosing(Front(application, room=settings.PAGE_CACHE_MB << 20)))


application = site()
