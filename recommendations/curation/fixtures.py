"""The objects of the curation files as fixtures: three files, the same to the byte every time."""

from pathlib import Path

from django.core import serializers

from sources.curation import CurationError, Folder, Library, Objects, Reported
from sources.models import (
    Area,
    Citation,
    DataTable,
    Defect,
    Document,
    DocumentVersion,
    Indicator,
    Milestone,
    Observation,
    Passage,
    Quotation,
    Section,
)

from ..models import (
    Actor,
    Amount,
    CrossReference,
    Instrument,
    Record,
    RecordInstrument,
    RecordQuotation,
    Responsibility,
    Tag,
    Tagging,
)
from .records import Records

# Each model after those that it points to.
OF_A_DOCUMENT = (
    Document, DocumentVersion, Section, Passage, Quotation, Indicator, Area, DataTable, Observation,
    Citation, Milestone, Defect,
)  # fmt: skip
OF_RECORDS = (
    Tag, Actor, Record, RecordQuotation, Tagging, CrossReference, Responsibility, Instrument,
    RecordInstrument, Amount,
)  # fmt: skip


class CurationErrors(Exception):
    """Every bad row of the curation files, one to a line."""

    def __init__(self, errors: list[CurationError]):
        super().__init__("\n".join(map(str, errors)))


def build(fixtures: Path) -> dict[str, str]:
    """The fixtures by file name, from `curation/` and the texts in `raw/` below the folder.

    Raises CurationErrors, which names each bad row; nothing is written here.
    """
    objects = Objects()
    library = Library(Folder(fixtures / "curation"), fixtures, objects)
    Reported(library).make()
    Records(library).make()
    if objects.errors:
        raise CurationErrors(objects.errors)
    return {
        "chapter.json": _dump(_of_a_document(objects, "chapter", "shared")),
        "brief.json": _dump(_of_a_document(objects, "brief")),
        "records.json": _dump(_sorted(objects, OF_RECORDS)),
    }


def write(fixtures: Path, built: dict[str, str]) -> list[str]:
    """Write what changed; the names of the changed files."""
    changed = []
    for name, text in built.items():
        path = fixtures / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(name)
    return changed


def _of_a_document(objects, *folders):
    for made in _sorted(objects, OF_A_DOCUMENT):
        version = getattr(made, "version", None) if isinstance(made, Quotation) else None
        # A quotation goes with the text in which it stands, whoever quotes it.
        home = version.document.slug if version else objects.folder_of[made]
        if home in folders:
            yield made


def _sorted(objects, models):
    for model in models:
        yield from sorted(objects.all(model), key=_order)


def _order(made):
    if isinstance(made, Record):
        return (made.sort_key,)
    return tuple(made.natural_key())


def _dump(made) -> str:
    text = serializers.serialize(
        "json",
        made,
        indent=1,
        ensure_ascii=False,
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
    )
    return text.rstrip("\n") + "\n"
