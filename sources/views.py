"""Pages that know the library alone: data tables and defects."""

from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .arithmetic import sums
from .charts import charts_of, measures
from .charts.claims import with_claims
from .csv_files import csv_response
from .missing import NotInLibrary
from .models import DataTable, Defect, Document, Observation
from .printed import lay_out
from .sorting import Sorting

OBSERVATIONS = (
    "row", "column", "area", "area_name", "indicator", "indicator_name", "unit",
    "printed", "printed_extra", "value", "year", "note",
)  # fmt: skip


def data_table(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A table as printed or sorted, with its charts, its sums, and what is odd about it."""
    table = _table(slug, number)
    sorting = Sorting.read(request.GET, table)
    cells = list(table.observations.select_related("indicator", "area__parent").order_by("row", "column"))
    printed, figures = lay_out(table, cells), measures(table, cells)
    sorting.apply(printed)
    defects = list(Defect.objects.filter(table=table).order_by("slug"))
    context = {
        "document": table.version.document,
        "printed": printed,
        "sorting": sorting,
        "charts": with_claims(charts_of(figures), table.version),
        "sums": sums(figures),
        "arithmetic": [defect for defect in defects if defect.kind == Defect.Kind.ARITHMETIC],
        "defects": defects,
        "others": table.version.tables.order_by("number"),
    }
    return render(request, "sources/data_table.html", context)


def data_table_csv(request: HttpRequest, slug: str, number: int) -> StreamingHttpResponse:
    """The same table as tidy data: one row for each cell."""
    table = _table(slug, number)
    cells = table.observations.select_related("area", "indicator").order_by("row", "column")
    rows = [_observation(cell) for cell in cells]
    return csv_response(f"{slug}-table-{number}", OBSERVATIONS, rows, len(rows))


def _observation(cell: Observation) -> tuple:
    value = "" if cell.value is None else f"{cell.value.normalize():f}"
    area, indicator = cell.area, cell.indicator
    named = area.slug, area.name, indicator.slug, indicator.name, indicator.unit
    return cell.row, cell.column, *named, cell.printed, cell.printed_extra, value, cell.year, cell.note


def defects(request: HttpRequest, slug: str) -> HttpResponse:
    """What the document prints wrongly or leaves out, in its order."""
    document = Document.objects.filter(slug=slug).first()
    if document is None:
        raise NotInLibrary(_("No document is called “%s” here.") % slug)
    return render(request, "sources/defects.html", {"document": document, "defects": _in_order(document)})


def _in_order(document):
    """The document's defects with the places of their words, as they are printed one after the other."""
    places = [
        f"{span}__{end}" for span in ("quotation", "contrast") for end in ("start_passage", "end_passage")
    ]
    found = document.defects.select_related(*places, "table", "table__caption")
    return found.order_by(
        Coalesce("quotation__start_passage__position", "table__caption__position"), "quotation__start", "slug"
    )


def _table(slug, number):
    tables = DataTable.objects.select_related("version__document", "caption", "source_note")
    found = tables.defer("version__raw").filter(version__document__slug=slug, number=number)
    table = found.order_by("-version__number").first()
    if table and not table.version.document.shows_text:
        raise NotInLibrary(
            _("The rights to “%s” allow quotations only; its tables are not shown.") % table.version.document
        )
    if table is None:
        raise NotInLibrary(
            _("“%(document)s” has no table %(number)d here.") % {"document": slug, "number": number}
        )
    return table
