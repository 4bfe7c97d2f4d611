"""`manage.py export_package PATH`: the whole knowledge base as plain files."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from recommendations.exchange.exporting import export_package
from sources.exchange.report import PackageError

from ._progress import Told


class Command(BaseCommand):
    help = "Writes everything into a package of CSV files: a zip when PATH ends in .zip, else a new folder."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH")
        parser.add_argument(
            "--published", action="store_true", help="Only what readers may see, as at /export/package.zip."
        )

    def handle(self, *, path, published, verbosity, **options):
        told = Told(self.stderr, is_quiet=verbosity == 0)
        try:
            export_package(path, is_public=published, progress=told)
        except PackageError as error:
            raise CommandError(error) from None
        finally:
            told.end()
        self.stdout.write(f"Wrote {path}: {sum(told.rows.values())} rows in {len(told.rows)} files.")
