"""A program for the tests of downloads: `python -m tests.site.downloads PORT`.

Serves, as the site is served, files that are whole and files that are not; and one of the database, before
whose rows are sent everything in it is unpublished by somebody else.
"""

import os
import sys

import django

ROWS = 20_000  # more than any buffer on the way


def rows(failing):
    """Some thousand rows, or an error in the middle of them."""
    for n in range(ROWS):
        if failing and n == ROWS // 2:
            raise ConnectionError("The database went away.")
        yield [f"row {n}", "words " * 5]


def answer(request):
    """The file that the address names."""
    from sources.csv_files import csv_response

    if request.path == "/plainly":
        return csv_response("plainly", ["n", "words"], rows(False), ROWS)
    if request.path == "/long":
        return csv_response(
            "long", ["n", "words"], (row for _ in range(20) for row in rows(False)), 20 * ROWS
        )
    if request.path == "/too-few":
        return csv_response("too-few", ["n", "words"], rows(False), ROWS + 1)
    if request.path == "/failing":
        return csv_response("failing", ["n", "words"], rows(True), ROWS)
    return meanwhile_unpublished()


def meanwhile_unpublished():
    """The file of all principles, which are drafts before it is sent."""
    from django.http import QueryDict

    from recommendations.filters import RecordFilter
    from recommendations.formats import plain
    from recommendations.models import Record

    response = plain.records_file("principles", RecordFilter.read(QueryDict(), kind="principle"))
    elsewhere = Record.objects.db_manager("elsewhere")
    elsewhere.update(status="draft")
    response["X-Now"] = str(elsewhere.filter(status="published").count())
    return response


def serve(port: int) -> None:
    """Serve the files until ended."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from asean_japan.server import create_server

    settings.DATABASES["elsewhere"] = settings.DATABASES["default"]
    settings.MIDDLEWARE = []
    django.setup()
    handler = WSGIHandler()
    handler.get_response = answer
    server = create_server(handler, host="127.0.0.1", port=port)
    print(os.getpid(), flush=True)  # noqa: T201
    server.run()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    serve(int(sys.argv[1]))
