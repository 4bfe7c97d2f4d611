"""`manage.py import_package PATH`: a package of plain files into the database, whole or not at all."""

from contextlib import nullcontext
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from recommendations.exchange.importing import import_package
from sources.exchange.report import PackageError

from ._progress import Told

SHOWN = 50  # bad rows that are printed; a report file has all of them


class Command(BaseCommand):
    help = (
        "Brings a package in: creates and changes by key, leaves alone what it does not name; all or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="A folder or a zip.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--report", type=Path, metavar="FILE", help="Write every bad row to this file.")
        parser.add_argument("--by", metavar="USER", help="The user under whose name the history has it.")

    def handle(self, *, path, dry_run, report, by, verbosity, **options):
        told = Told(self.stderr, is_quiet=verbosity == 0)
        person = self.person(by) if by else None
        try:
            with report.open("w", encoding="utf-8") if report else nullcontext() as file:
                outcome = import_package(path, by=person, dry_run=dry_run, report_file=file, progress=told)
        except (PackageError, OSError) as error:
            raise CommandError(error) from None
        finally:
            told.end()
        if outcome.report.total:
            raise CommandError(self.problems(outcome.report, report))
        self.stdout.write(f"{'Would be' if dry_run else 'Imported'}: {outcome.tally}.")

    def person(self, name):
        """The user of this name."""
        people = get_user_model()
        try:
            return people.objects.get_by_natural_key(name)
        except people.DoesNotExist:
            raise CommandError(f"There is no user “{name}”.") from None

    def problems(self, report, file):
        """What is wrong, one to a line, and where the rest is told."""
        lines = report.first[:SHOWN]
        if report.total > len(lines):
            where = f"all of them are in {file}" if file else "--report FILE writes all of them"
            lines.append(f"… and {report.total - len(lines)} more; {where}.")
        n = report.total
        lines.append(f"{n} problem{'s' if n > 1 else ''}; nothing was imported.")
        return "\n".join(lines)
