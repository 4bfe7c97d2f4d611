"""Serve a peer by the site's own server, with the site's own options.

python -m scripts.bench.serve empty-wsgi|empty-django|raw-sql|plain-admin PORT OPTIONS [DATABASE]
"""

import json
import os
import sys

import waitress

from .peers import empty, raw_sql


def application(name, database):
    """The peer of this name."""
    if name == "empty-wsgi":
        return empty.wsgi()
    if name == "empty-django":
        return django_site("scripts.bench.peers.empty_settings")
    if name == "plain-admin":
        return django_site("scripts.bench.peers.plain_admin")
    return raw_sql.application(database)


def django_site(settings):
    """A Django with these settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def main():
    name, port, options, *database = sys.argv[1:]
    waitress.serve(
        application(name, *database or [""]),
        host="127.0.0.1",
        port=int(port),
        _quiet=True,
        **json.loads(options),
    )


if __name__ == "__main__":
    main()
