"""The site's own address, as citations and files give it."""

from django.conf import settings
from django.http import HttpRequest


def site_root(request: HttpRequest) -> str:
    """SITE_URL, or the address that was asked, without a slash at its end."""
    return settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")
