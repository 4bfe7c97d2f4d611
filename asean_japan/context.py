"""What every page's frame needs."""

from django.conf import settings

from . import __version__


def site(request):
    """Template variables: the address of the site, and the version of the software."""
    return {
        "site_url": settings.SITE_URL or f"{request.scheme}://{request.get_host()}",
        "software_version": __version__,
    }
