"""`manage.py serve`: everything from an empty folder to a running site, in one command."""

import json
from contextlib import suppress
from os.path import getmtime
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from recommendations.models import Record
from sources.models import Document

from ...server import listen, serve
from ...settled import is_settled, settle

FIXTURES = ["chapter", "brief", "records"]


class Command(BaseCommand):
    help = "Makes what is missing (key, database, documents, static files) and serves the site."
    requires_system_checks: list[str] = []  # not at every start: once for a software and its settings

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--prepare-only", action="store_true", help="Make what is missing, then stop.")

    def handle(self, *, port, host, prepare_only, **options):
        settings.VAR_DIR.mkdir(exist_ok=True)
        keep_a_secret()
        settled = is_settled()
        if not settled:
            self.check()
            call_command("migrate", verbosity=0)
        if not Document.objects.exists() and not Record.objects.exists():
            self.stdout.write("Loading both documents …")
            from recommendations.loading import load

            load(settings.FIXTURE_DIRS[0] / f"{name}.json" for name in FIXTURES)
        if static_is_stale():
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            settled = False
        if not settled:
            settle()
        if not prepare_only:
            self.serve(host, port)

    def serve(self, host, port):
        from ...wsgi import application  # now that what it serves is there

        try:
            sockets = listen(host, port)
        except OSError as error:
            raise CommandError(f"Port {port}: {error.strerror}. Choose another: PORT=8001.") from error
        connections.close_all()  # each process opens its own
        with suppress(KeyboardInterrupt):
            self.stdout.write(f"Serving on http://localhost:{port}/  (Ctrl-C ends it)")
            serve(application, sockets, settings.PROCESSES, application.begin, **behind_a_proxy())


def behind_a_proxy() -> dict:
    """With https, a proxy on this machine holds the certificate and says who asked, and how."""
    if not settings.HTTPS:
        return {}
    return {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"},
    }


def keep_a_secret() -> None:
    """Make the secret key on the first run, readable by its owner alone, and use it."""
    if settings.SECRET_KEY != settings.INSECURE_KEY:
        return
    path = settings.VAR_DIR / "secret-key"
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(token_urlsafe(50) + "\n")
    settings.SECRET_KEY = path.read_text().strip()


def static_is_stale() -> bool:
    """Whether a source file is newer than what was collected, or nothing was collected."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    known = json.loads(manifest.read_text())["paths"]
    found = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    return any(path not in known or getmtime(full) > collected for path, full in found)
