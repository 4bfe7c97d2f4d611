"""Where the rows of the library's files come from."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from ..models import (
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
from . import description
from .out import PLACE, Cell, Source, quoted

IN_A_TEXT: dict[str, str | Cell] = {"document": "version__document__slug", "version": "version__number"}
A_TEXT = ("version__document__slug", "version__number")
BY_PLACE = (*A_TEXT, "position")
TABLE = ("table__version__document__slug", "table__version__number", "table__number")


def _text_name(slug, number):
    return f"{description.TEXTS}/{slug}-{number}.txt"


def _around(words, rights):
    return words if rights == Document.Rights.FULL_TEXT else ""


def _table_id(document, *numbers):
    return "/".join(map(str, (document, *numbers))) if document else None


def sources(quotations=None) -> list[Source]:
    """A source for each file of the library.

    Given `quotations`, it is what readers may see: those quotations, and of texts that allow
    quotations only nothing but what is quoted.
    """
    return [*_documents(), *_texts(quotations), *_tables(), *_reported()]


def _documents():
    return [
        Source(description.DOCUMENTS, Document.objects.all(), order=("slug",)),
        Source(description.DOCUMENT_DETAILS, Document.objects.all(), order=("slug",)),
    ]


def _open(queryset, path, is_public):
    return queryset.filter(**{path: Document.Rights.FULL_TEXT}) if is_public else queryset


def _each_open(queryset, is_public):
    """Rows of texts that are open, asked of each by itself: the first are there without all the others."""
    text = DocumentVersion.objects.filter(pk=OuterRef("version"))
    return queryset.filter(Exists(_open(text, "document__rights", is_public)))


def versions(is_public: bool):
    """The texts that a package holds."""
    return _open(DocumentVersion.objects.all(), "document__rights", is_public)


def _texts(quotations):
    is_public = quotations is not None
    chosen = Quotation.objects.all() if quotations is None else quotations
    around: dict[str, str | Cell] = {
        name: Cell((name, "version__document__rights"), _around) if is_public else name
        for name in ("prefix", "suffix")
    }
    return [
        Source(
            description.VERSIONS,
            versions(is_public),
            {"document": "document__slug", "file": Cell(("document__slug", "number"), _text_name)},
            ("document__slug", "number"),
        ),
        Source(
            description.SECTIONS,
            _open(Section.objects.all(), "version__document__rights", is_public),
            IN_A_TEXT | {"parent": "parent__position"},
            BY_PLACE,
            sample=_each_open(Section.objects.all(), is_public),
        ),
        Source(
            description.PASSAGES,
            _open(Passage.objects.all(), "version__document__rights", is_public),
            IN_A_TEXT | {"section": "section__position"},
            BY_PLACE,
            sample=_each_open(Passage.objects.all(), is_public),
        ),
        Source(
            description.QUOTATIONS,
            chosen,
            IN_A_TEXT | around | {"id": quoted(""), "start_passage": PLACE[2], "end_passage": PLACE[4]},
            PLACE,
        ),
        Source(
            description.CITATIONS,
            Citation.objects.all(),
            {"document": "document__slug", "quotation": quoted("quotation")},
            ("document__slug", *(f"quotation__{path}" for path in PLACE)),
        ),
    ]


def _tables():
    return [
        Source(description.INDICATORS, Indicator.objects.all(), order=("slug",)),
        Source(description.AREAS, Area.objects.all(), {"parent": "parent__slug"}, ("slug",)),
        Source(
            description.TABLES,
            DataTable.objects.all(),
            IN_A_TEXT
            | {
                "id": Cell((*A_TEXT, "number"), _table_id),
                "caption": "caption__position",
                "source_note": "source_note__position",
            },
            (*A_TEXT, "number"),
        ),
        Source(
            description.OBSERVATIONS,
            Observation.objects.all(),
            {"table": Cell(TABLE, _table_id), "indicator": "indicator__slug", "area": "area__slug"},
            (*TABLE, "row", "column"),
        ),
    ]


def _reported():
    return [
        Source(
            description.MILESTONES, Milestone.objects.all(), {"quotation": quoted("quotation")}, ("slug",)
        ),
        Source(
            description.DEFECTS,
            Defect.objects.all(),
            {
                "document": "document__slug",
                "quotation": quoted("quotation"),
                "contrast": quoted("contrast"),
                "table": Cell(TABLE, _table_id),
            },
            ("slug",),
        ),
    ]


def texts(is_public: bool) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each text as received, one at a time."""
    held = (
        versions(is_public).order_by("document__slug", "number").values_list("document__slug", "number", "pk")
    )
    for slug, number, pk in sorted(held):
        raw = DocumentVersion.objects.values_list("raw", flat=True).get(pk=pk)
        yield _text_name(slug, number), bytes(raw)
