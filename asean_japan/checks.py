"""What `manage.py check` finds of ours: dangerous settings (`--deploy`), and parts that are read late."""

from importlib import import_module

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.checks import check_admin_app
from django.core.checks import Error, Tags, Warning, register

from sources import lazy_views


@register("security", deploy=True)
def secret_is_ours(app_configs, **kwargs):
    if settings.SECRET_KEY == settings.INSECURE_KEY:
        return [
            Error(
                "SECRET_KEY is not set.",
                hint="Set SECRET_KEY to 50 or more random characters.",
                id="asean_japan.E001",
            )
        ]
    return []


@register("security", deploy=True)
def others_come_by_https(app_configs, **kwargs):
    if not settings.HTTPS and not set(settings.ALLOWED_HOSTS) <= set(settings.LOCAL_HOSTS):
        return [
            Warning(
                "Other machines may come, and cookies travel unencrypted.",
                hint="Put a proxy with a certificate in front and set SITE_URL=https://….",
                id="asean_japan.W002",
            )
        ]
    return []


@register(Tags.urls)
def every_address_has_a_view(app_configs, **kwargs):
    """What nobody reads before it is asked for is read here."""
    import_module(settings.ROOT_URLCONF)
    return [
        Error(
            f"An address leads to {view.__module__}.{view.__name__}, which can't be read: {error}",
            hint="Name a view that is there, in the module's urls.py.",
            id="asean_japan.E003",
        )
        for view in lazy_views.named
        if (error := _error_of(view))
    ]


def _error_of(view):
    try:
        view.read()
    except (ImportError, AttributeError) as error:
        return error
    return None


@register(Tags.admin)
def admin_is_sound(app_configs, **kwargs):
    """The stock check again, with every room's admin read: the site reads them when they are asked for."""
    admin.autodiscover()
    return check_admin_app(app_configs, **kwargs)
