"""`manage.py build_fixtures`: the stored texts and the curation files, made into fixtures."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from recommendations.curation import build, write
from recommendations.curation.fixtures import CurationErrors


class Command(BaseCommand):
    help = "Builds fixtures/*.json from fixtures/raw and fixtures/curation."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=settings.FIXTURE_DIRS[0])
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail if a fixture would change."
        )

    def handle(self, *, folder, check, **options):
        try:
            built = build(folder)
        except CurationErrors as errors:
            raise CommandError(errors) from None
        if check:
            self.compare(folder, built)
            return
        changed = write(folder, built)
        self.stdout.write(f"Built {len(built)} fixtures, {len(changed)} changed.")

    def compare(self, folder, built):
        stale = [
            name
            for name, text in built.items()
            if not (folder / name).exists() or (folder / name).read_text() != text
        ]
        if stale:
            raise CommandError(f"Not up to date: {', '.join(stale)}. Run build_fixtures.")
        self.stdout.write("The fixtures are up to date.")
