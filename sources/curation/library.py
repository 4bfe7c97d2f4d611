"""Documents, their texts as read, and quotations found in them."""

import json
from hashlib import sha256
from pathlib import Path

from .. import reading
from ..json_fields import KeysInOrder
from ..models import Document, DocumentVersion, Passage, Quotation, Section
from ..quoting import Ambiguous, NotVerbatim, Text
from ..verbatim import nearest
from .files import Folder, Row
from .objects import Objects

DOCUMENTS = (
    "slug", "kind", "title", "short_title", "issued", "language", "rights",
    "rights_holder", "file", "received", "note", "csl",
)  # fmt: skip


class Library:
    """Every document of the folder; held ones with sections and passages."""

    def __init__(self, folder: Folder, raw_files: Path, objects: Objects):
        self.folder, self.raw_files, self.objects = folder, raw_files, objects
        self.read: dict[str, reading.Reading] = {}
        self.versions: dict[str, DocumentVersion] = {}
        self.passages: dict[str, list[Passage]] = {}
        self.texts: dict[str, Text] = {}
        for row in folder.rows("documents", DOCUMENTS):
            with objects.noting_errors():
                self._document(row)

    def _document(self, row):
        try:
            csl = json.loads(row["csl"] or "{}", cls=KeysInOrder)
        except json.JSONDecodeError as error:
            raise row.error("csl", error) from None
        plain = ("slug", "kind", "title", "short_title", "issued", "language", "rights_holder", "note")
        document = Document(
            **{name: row[name] for name in plain},
            rights=row["rights"] or Document.Rights.QUOTATIONS_ONLY,
            csl=csl,
        )
        self.objects.add(document, row)
        if row["file"]:
            self._held(document, row)

    def _held(self, document, row):
        path = self.raw_files / row["file"]
        if not path.is_file():
            raise row.error("file", f"there is no file {row['file']}.")
        raw = path.read_bytes()
        version = DocumentVersion(
            document=document,
            number=1,
            raw=raw,
            sha256=sha256(raw).hexdigest(),
            file_name=path.name,
            received=row["received"],
        )
        self.objects.add(version, row)
        self._read(version, row)

    def _read(self, version, row):
        slug = version.document.slug
        layout = self.folder.path / slug / "layout.toml"
        try:
            found = reading.read(version.raw_text, reading.Layout.from_toml(layout.read_text()))
        except reading.ReadingError as error:
            raise row.error("file", f"{slug}/layout.toml: {error}") from None
        sections = {}
        for read in found.sections:
            sections[read.position] = self.objects.add(section(version, read, sections), row)
        passages = [self.objects.add(passage(version, read, sections), row) for read in found.passages]
        self.read[slug], self.versions[slug] = found, version
        self.passages[slug], self.texts[slug] = passages, Text(passages)

    def quote(self, row: Row, document: str, exact: str, prefix: str = "", *, column="exact") -> Quotation:
        """The quotation of these words; raises CurationError unless they stand in one place."""
        if document not in self.texts:
            held = ", ".join(self.texts)
            raise row.error("read_in", f"no text is held of “{document}”; accepted: {held}.")
        try:
            place = self.texts[document].locate(exact, prefix)
        except NotVerbatim:
            raise row.error(column, self._advice(document, exact)) from None
        except Ambiguous as error:
            places = "; ".join(f"after “{place.prefix}”" for place in error.places)
            raise row.error(
                "prefix", f"the words stand in {len(error.places)} places, {places}: “{exact[:60]}”"
            ) from None
        return self._keep(document, place, row)

    def _keep(self, document, place, row):
        passages = self.passages[document]
        quotation = Quotation(
            version=self.versions[document],
            start_passage=passages[place.first],
            start=place.start,
            end_passage=passages[place.last],
            end=place.end,
            exact=place.exact,
            prefix=place.prefix,
            suffix=place.suffix,
        )
        known = self.objects.made[Quotation].get(quotation.natural_key())
        return known or self.objects.add(quotation, row)

    def _advice(self, document, exact):
        passages = [(passage.anchor, passage.text) for passage in self.passages[document]]
        close = nearest(exact, passages)
        advice = f"; the nearest passage is {close.key}" if close else ""
        return f"these are not words of the document: “{exact[:80]}”{advice}."


def section(version: DocumentVersion, read: reading.SectionRead, known: dict[int, Section]) -> Section:
    """The section as a model object, not yet stored."""
    return Section(
        version=version,
        parent=known[read.parent] if read.parent else None,
        position=read.position,
        level=read.level,
        label=read.label,
        heading=read.heading,
        page=read.page,
    )


def passage(version: DocumentVersion, read: reading.PassageRead, sections: dict[int, Section]) -> Passage:
    """The passage as a model object, not yet stored."""
    return Passage(
        version=version,
        section=sections[read.section] if read.section else None,
        position=read.position,
        kind=read.kind,
        label=read.label,
        text=read.text,
        page=read.page,
        raw_start=read.raw_start,
        raw_end=read.raw_end,
        mends=[mend.to_list() for mend in read.mends],
    )
