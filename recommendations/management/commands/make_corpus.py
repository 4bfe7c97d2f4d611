"""`manage.py make_corpus --records 10000 PATH`: a package of made-up policy text, to try the site at size."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from recommendations.corpus import package


class Command(BaseCommand):
    help = "Writes an exchange package of made-up policy text into a new folder."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="A folder that is not there yet, or is empty.")
        parser.add_argument("--records", type=int, default=1000, help="How many records, 1000 unless told.")
        parser.add_argument("--seed", default="1", help="The same seed gives the same package.")

    def handle(self, *, path, records, seed, **options):
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise CommandError(f"{path} is there already; name a new folder.")
        try:
            links = package.make(path, records, seed, self._tell(records))
        except (ValueError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{records} records and {links} links are in {path}")

    def _tell(self, records):
        """Show how far it is, where somebody looks on."""
        if not self.stderr.isatty():
            return lambda done: None
        return lambda done: self.stderr.write(f"\r{done} of {records} records", ending="")
