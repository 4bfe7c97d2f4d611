"""A program for the tests of durability: `python -m tests.site.saving NAME COUNT`.

Waits for a line, then makes and changes COUNT records, each in a transaction and a change set, and says
each code as soon as the transaction is acknowledged.
"""

import os
import sys

import django


def save(name: str, count: int) -> None:
    """Make the records `name-1` to `name-COUNT`, and save each a second time."""
    from django.db import transaction

    from recommendations.models import Principle
    from recommendations.models.change import change_set
    from sources.models import Document

    home = {"kind": "other", "title": "Home", "short_title": "Home"}
    document, _ = Document.objects.get_or_create(slug="home", defaults=home)
    for n in range(1, count + 1):
        with transaction.atomic(), change_set(why=f"{name} {n}"):
            number = (
                Principle.objects.count()
            )  # to read first and then write, as a form does, is the hard case
            said = {"number": number, "text": "Words. " * 100}
            record = Principle.objects.create(code=f"{name}-{n}", document=document, **said)
            record.status = "published"
            record.save()
        print(record.code, flush=True)  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    django.setup()
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    save(sys.argv[1], int(sys.argv[2]))
