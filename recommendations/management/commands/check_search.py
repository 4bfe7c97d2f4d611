"""`manage.py check_search`: the search index holds what the tables say, no more and no less."""

from django.core.management import BaseCommand, CommandError

from recommendations.search import index


class Command(BaseCommand):
    help = "Compares the search index with the tables and names what differs; with --repair, mends it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--repair",
            action="store_true",
            help="Make the index anew, in one transaction, if it is not whole.",
        )

    def handle(self, *, repair, verbosity, **options):
        found = list(index.problems())
        for problem in found:
            self.stderr.write(problem)
        if found and not repair:
            differ = f"{len(found)} difference{'s' if len(found) > 1 else ''} found"
            raise CommandError(f"{differ}. `check_search --repair` makes the index anew.")
        if found:
            self._repair()
        self.stdout.write(f"The search index is whole: {index.size()} entries.")

    def _repair(self):
        self.stdout.write("Making the index anew …")
        index.rebuild(self._told)
        if left := list(index.problems()):
            raise CommandError(f"The index could not be mended: {left[0]}")

    def _told(self, done, count):
        if self.stdout.isatty():
            self.stdout.write(f"\r{done} of {count}", ending="\n" if done == count else "")
