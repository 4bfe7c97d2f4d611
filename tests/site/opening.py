"""A program for the tests of durability: `python -m tests.site.opening COUNT`.

Signs an editor in and opens the admin's pages of COUNT records; prints, as JSON, the name of the session and
{"/admin/…/": {field: value}}: what the form of each page would send.
"""

import json
import os
import sys

import django


def open_pages(count: int) -> dict:
    """What the browser of an editor would hold."""
    from django.test import Client

    from recommendations.models import Record
    from tests.editing import address, an_editor, sent

    client = Client(headers={"host": "localhost"})
    client.force_login(an_editor())
    paths = [address(record) for record in Record.objects.filter(kind="clause").order_by("code")[:count]]
    forms = {path: sent(client.get(path)) for path in paths}
    return {"session": client.cookies["sessionid"].value, "forms": forms}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()  # so that the pages tell of their forms
    print(json.dumps(open_pages(int(sys.argv[1])), default=str))  # noqa: T201
