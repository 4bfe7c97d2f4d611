"""Reading the files of the library: documents, and their texts as received and as read."""

import re
from hashlib import sha256

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .. import reading
from ..models import Document, DocumentVersion, Passage, Section
from . import description
from .loader import Loader
from .report import PackageError
from .tree import Tree

LARGEST_TEXT = 64 * 2**20  # bytes
TEXT_NAME = re.compile(rf"{description.TEXTS}/[-a-zA-Z0-9_.]+")


class Documents(Loader):
    """The documents; what `document_details` tells of them comes after."""

    file = description.DOCUMENTS
    model = Document
    columns = {name: name for name in description.DOCUMENTS.header}
    kept_empty = ("rights",)
    only_new = ("short_title", "rights_holder", "note")

    def values_of_new(self, row):
        return [Truncator(row["title"]).chars(120), "", ""]


class DocumentDetails(Loader):
    """Changes documents, which it finds by their slugs."""

    file = description.DOCUMENT_DETAILS
    model = Document
    columns = {name: name for name in description.DOCUMENT_DETAILS.header[1:]}

    def row(self, row):
        pk = self.refer(row, "slug", "documents")
        if pk in self.seen:
            row.refuse("slug", _("this row stands in the file twice; accepted: one of each."))
        if pk and not row.is_bad:
            self.seen.add(pk)
            self.writer.change(pk, self.values(row))


class Versions(Loader):
    """Texts as received: they never change, and are read from the package when they are new."""

    file = description.VERSIONS
    model = DocumentVersion
    columns = {"document_id": "document"} | {
        name: name for name in ("number", "sha256", "file_name", "received")
    }
    refers = {"document_id": "documents"}
    only_new = ("raw",)

    def __init__(self, work):
        super().__init__(work)
        stored = DocumentVersion.objects.values_list("document_id", "number", "sha256")
        self.held = {(document, number): digest for document, number, digest in stored}
        self.numbers = {(document, digest): number for (document, number), digest in self.held.items()}

    def stored_keys(self):
        rows = DocumentVersion.objects.values_list("document__slug", "number", "pk")
        return ((row[:2], row[2]) for row in rows)

    def key(self, row, values):
        return (row["document"], row["number"]) if values[0] and row["number"] else None

    def check(self, row, values, pk):
        document, number, digest = values[:3]
        if pk and self.held.get((document, number), digest) != digest:
            row.refuse("sha256", _("a stored text never changes; accepted: the new text under a new number."))
        elif self.numbers.setdefault((document, digest), number) != number:
            row.refuse(
                "sha256", _("this text stands under another number already; accepted: each text once.")
            )
        elif not pk:
            self.raw = self._raw(row)

    def _raw(self, row):
        """The bytes of the text; None when they are not there, or not the right ones."""
        name = row["file"]
        if not TEXT_NAME.fullmatch(name) or name not in self.work.names:
            told = _("there is no such text in the package; accepted: a file in its folder %s.")
            row.refuse("file", told % description.TEXTS)
            return None
        try:
            raw = self.work.package.read(name, LARGEST_TEXT)
            raw.decode()
        except PackageError as error:
            row.refuse("file", error)
        except UnicodeDecodeError as error:
            row.refuse("file", _("byte %d of the text is no UTF-8; accepted: UTF-8.") % (error.start + 1))
        else:
            if sha256(raw).hexdigest() == row["sha256"]:
                return raw
            row.refuse("sha256", _("is not that of the file; accepted: %s.") % sha256(raw).hexdigest())
        return None

    def values_of_new(self, row):
        return [self.raw]

    def after(self, row, pk):
        self.writer.flush()  # texts are large: one at a time


class OfAText(Loader):
    """A file whose rows stand in a text, each at a position."""

    def stored_keys(self):
        rows = self.model._base_manager.values_list("version_id", "position", "pk").iterator()
        return ((place(version, position), pk) for version, position, pk in rows)

    def key(self, row, values):
        version, position = self.version(row), row["position"]
        return None if version is None or position is None else place(version, position)

    def version(self, row):
        """The database key of the text that the row names, None when that is refused."""
        return version_of(self, row)


def version_of(loader, row):
    """The database key of the text that a row names by document and version; None when that is refused."""
    key = row["document"], row["version"]
    return None if None in key else loader.refer(row, "version", "versions", key)


def place(version: int, position: int) -> int:
    """A position in a text as one number, which takes less memory than two in a tuple."""
    return version << 32 | position


class Sections(OfAText, Tree):
    """The headings of texts; that a passage prints each is looked at when the passages are read."""

    file = description.SECTIONS
    model = Section
    columns = {"version_id": "version", "parent_id": "parent"} | {
        name: name for name in ("position", "level", "label", "heading", "page")
    }

    def __init__(self, work):
        super().__init__(work)
        self.lines: dict[int, int] = {}
        self.versions: set[int] = set()

    def parent_key(self, row):
        version = self.version(row)
        return None if version is None or row["parent"] is None else place(version, row["parent"])

    def values(self, row):
        told = super().values(row)
        told[0] = self.version(row)
        return told

    def after(self, row, pk):
        super().after(row, pk)
        self.lines[pk] = row.line
        self.versions.add(self.version(row))


class Passages(OfAText):
    """The passages of texts, each proved against the characters received."""

    file = description.PASSAGES
    model = Passage
    columns = {"version_id": "version", "section_id": "section"} | {
        name: name for name in ("position", "kind", "label", "text", "page", "raw_start", "raw_end", "mends")
    }

    def __init__(self, work):
        super().__init__(work)
        self.versions: set[int] = set()

    def values(self, row):
        version, section = self.version(row), row["section"]
        if version is not None and section is not None:
            section = self.refer(row, "section", "sections", place(version, section))
        return [version, section, *(row[name] for name in list(self.columns)[2:])]

    def check(self, row, values, pk):
        start, end = row["raw_start"], row["raw_end"]
        if start >= end:
            row.refuse("raw_end", _("the span ends before it begins; accepted: more than raw_start."))
            return
        try:
            mends = [reading.Mend.from_list(mend) for mend in row["mends"]]
            reading.raw_of(row["text"], mends, self.work.texts.of(values[0]).raw, start, end)
        except reading.ReadingError as error:
            row.refuse("text", _("is not what the text received gives. %s") % error)

    def after(self, row, pk):
        self.versions.add(self.version(row))

    def end(self):
        """Every heading has to be printed by a passage of its section."""
        self.work.texts.forget()
        sections = self.work.loaders["sections"]
        touched = sorted(self.versions | sections.versions)
        for version in touched:
            self._refuse_unprinted(version, sections.lines)
        self.__dict__.pop(
            "known", None
        )  # as large as the package has passages; the texts know them by position

    def _refuse_unprinted(self, version, lines):
        headings = Passage.objects.filter(version=version, kind=Passage.Kind.HEADING)
        printed = set(headings.values_list("section", "label", "text"))
        for told in Section.objects.filter(version=version).values_list("pk", "label", "heading"):
            if told not in printed:
                problem = _("no passage of kind heading prints “%s” in this section.") % told[2]
                self.work.report.add(description.SECTIONS.path, lines.get(told[0], 0), "heading", problem)
