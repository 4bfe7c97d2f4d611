"""What every page's frame needs."""

from django.conf import settings
from django.core.exceptions import DisallowedHost

from . import __version__


def site(request):
    """Template variables: the address of the site, and the version of the software."""
    return {"site_url": settings.SITE_URL or _address_asked(request), "software_version": __version__}


def _address_asked(request):
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:  # this is the page that says so
        return ""
