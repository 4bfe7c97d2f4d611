"""`manage.py verify_sources`: nothing is asserted that the texts do not say."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

import sources.verification
from recommendations import verification
from recommendations.models import CrossReference, Record
from sources.models import DocumentVersion, Passage, Quotation


class Command(BaseCommand):
    help = "Proves every text, passage, quotation, record and link; names each that fails."

    def add_arguments(self, parser):
        parser.add_argument(
            "--raw-files",
            type=Path,
            default=settings.FIXTURE_DIRS[0] / "raw",
            help="The folder of the files received.",
        )

    def handle(self, *, raw_files, **options):
        found = [*sources.verification.problems(raw_files), *verification.problems()]
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} problem{'s' if len(found) > 1 else ''} found.")
        self.stdout.write(self.summary())

    def summary(self):
        counted = (DocumentVersion, Passage, Quotation, Record, CrossReference)
        told = ", ".join(f"{model.objects.count()} {model._meta.verbose_name_plural}" for model in counted)
        return f"Verified: {told}."
