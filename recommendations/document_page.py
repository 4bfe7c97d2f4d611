"""Everything that a document's page shows, gathered in a fixed number of queries (ten at most)."""

from functools import cached_property

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from sources.missing import NotInLibrary
from sources.models import Citation, Document, DocumentVersion, Quotation, Section

from .models import Record

RECORDS_SHOWN = 60


class DocumentPage:
    """One document: held, or only cited by one that is held."""

    def __init__(self, document: Document):
        self.document = document

    @classmethod
    def find(cls, slug: str) -> "DocumentPage":
        document = Document.objects.filter(slug=slug).first()
        if document is None:
            raise NotInLibrary(_("No document is called “%s” here.") % slug)
        return cls(document)

    @cached_property
    def versions(self) -> list[DocumentVersion]:
        """The texts as received, the newest first, each with its number of passages."""
        found = self.document.versions.defer("raw").order_by("-number")
        return list(found.annotate(passage_count=Count("passages")))

    @property
    def version(self) -> DocumentVersion | None:
        return self.versions[0] if self.versions else None

    @cached_property
    def sections(self) -> list[Section]:
        """The outline; `first` is the position of the passage that is the heading."""
        if not self.version:
            return []
        return list(self.version.sections.annotate(first=Min("passages__position")).order_by("position"))

    @cached_property
    def kinds(self) -> list[tuple[str, str, int]]:
        """(kind, plural, how many) of the published records that belong to the document."""
        counted = Record.objects.published().filter(document=self.document).order_by()
        counts = dict(counted.values_list("kind").annotate(n=Count("pk")))
        plurals = {"objective": _("objectives"), "clause": _("clauses"),
                   "recommendation": _("recommendations"), "principle": _("principles")}  # fmt: skip
        return [(kind, plurals[kind], counts[kind]) for kind in Record.Kind.values if kind in counts]

    @cached_property
    def records(self) -> list[Record]:
        """The records of a document that is only cited: all that is known of its words."""
        if self.version:
            return []
        return list(
            Record.objects.published().filter(document=self.document).order_by("sort_key")[:RECORDS_SHOWN]
        )

    @cached_property
    def tables(self) -> QuerySet:
        return self.version.tables.order_by("number") if self.version else Document.objects.none()

    @cached_property
    def defect_count(self) -> int:
        return self.document.defects.count()

    @cached_property
    def milestone_count(self) -> int:
        versions = [version.pk for version in self.versions]
        return (
            Quotation.objects.filter(version__in=versions, milestones__isnull=False).count()
            if versions
            else 0
        )

    @cached_property
    def cited(self) -> list[Document]:
        """The documents that this one names, with the number of places."""
        if not self.version:
            return []
        named = Document.objects.filter(citations__quotation__version=self.version)
        return list(named.annotate(place_count=Count("citations")).order_by("issued", "slug"))

    @cached_property
    def citations(self) -> list[Citation]:
        """The places at which other documents name this one."""
        found = self.document.citations.select_related(
            "quotation__version__document", "quotation__start_passage__section", "quotation__end_passage"
        ).defer("quotation__version__raw")
        return list(
            found.order_by(
                "quotation__version__document__slug", "quotation__start_passage__position", "quotation__start"
            )
        )
