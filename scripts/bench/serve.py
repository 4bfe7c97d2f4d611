"""Serve a peer by the site's own server, with the site's own options.

python -m scripts.bench.serve empty-wsgi|empty-django|raw-sql|plain-admin PORT DATABASE
"""

import os
import sys

from asean_japan.server import listen, serve

from .peers import empty, raw_sql

PROCESSES = 2  # as the site's own setting has it, when nobody sets it
# Those that are a Django of their own: by their settings.
DJANGOS = {
    "empty-django": "scripts.bench.peers.empty_settings",
    "plain-admin": "scripts.bench.peers.plain_admin",
}


def application(name, database):
    """The peer of this name."""
    if name in DJANGOS:
        os.environ["DJANGO_SETTINGS_MODULE"] = DJANGOS[name]
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()
    return empty.wsgi() if name == "empty-wsgi" else raw_sql.application(database)


def main():
    name, port, database = sys.argv[1:]
    serve(application(name, database), listen("127.0.0.1", int(port)), PROCESSES)


if __name__ == "__main__":
    main()
