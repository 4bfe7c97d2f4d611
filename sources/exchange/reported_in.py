"""Reading what documents report: areas, indicators, tables, milestones; and what they print wrongly."""

from django.utils.translation import gettext as _

from ..models import Area, DataTable, Defect, Indicator, Milestone, Observation
from . import description
from .library_in import version_of
from .loader import Loader
from .tree import Tree


class Indicators(Loader):
    """What the columns of tables measure."""

    file = description.INDICATORS
    model = Indicator
    columns = {name: name for name in description.INDICATORS.header}


class Areas(Tree):
    """Countries and groups of them."""

    file = description.AREAS
    model = Area
    columns = {"slug": "slug", "name": "name", "kind": "kind", "parent_id": "parent"}


class Tables(Loader):
    """Printed tables; that the cells account for what is printed is looked at after these are read."""

    file = description.TABLES
    model = DataTable
    columns = {"version_id": "version", "caption_id": "caption", "source_note_id": "source_note"} | {
        name: name for name in ("number", "title", "row_heading", "columns", "rows", "raw_start", "raw_end")
    }
    keys = ()

    def __init__(self, work):
        super().__init__(work)
        self.lines: dict[int, int] = {}

    def stored_keys(self):
        rows = DataTable.objects.values_list("version__document__slug", "version__number", "number", "pk")
        return ((_table_id(*row[:3]), row[3]) for row in rows)

    def key(self, row, values):
        return row["id"]

    def values(self, row):
        version = version_of(self, row)
        told = [version, None, None, *(row[cell] for cell in list(self.columns.values())[3:])]
        if version is not None:
            for place, cell in ((1, "caption"), (2, "source_note")):
                told[place] = self._passage(row, cell, version)
        return told

    def _passage(self, row, cell, version):
        if row[cell] is None:
            return None
        found = self.work.texts.of(version).passage(row[cell])
        if found is None:
            row.refuse(
                cell, _("the text has no passage %d; accepted: a position in passages.csv.") % row[cell]
            )
        return found and found.pk

    def check(self, row, values, pk):
        name = _table_id(row["document"], row["version"], row["number"])
        if row["id"] != name:
            row.refuse("id", _("is not what the other columns say; accepted: %s.") % name)
        if row["raw_start"] >= row["raw_end"]:
            row.refuse("raw_end", _("the span ends before it begins; accepted: more than raw_start."))
        for cell, keys in (("columns", description.TABLE_COLUMN), ("rows", description.TABLE_ROW)):
            if not all(isinstance(each, dict) and set(each) == keys for each in row[cell]):
                row.refuse(cell, _("accepted: a list of objects with %s.") % ", ".join(sorted(keys)))

    def after(self, row, pk):
        self.lines[pk] = row.line


def _table_id(document, version, number):
    return f"{document}/{version}/{number}"


class Observations(Loader):
    """The cells of tables."""

    file = description.OBSERVATIONS
    model = Observation
    columns = {"table_id": "table", "indicator_id": "indicator", "area_id": "area"} | {
        name: name for name in ("row", "column", "printed", "printed_extra", "value", "year", "note")
    }
    refers = {"table_id": "tables", "indicator_id": "indicators", "area_id": "areas"}
    keys = ("table_id", "row", "column")

    def __init__(self, work):
        super().__init__(work)
        self.touched: set[int] = set()

    def row(self, row):
        super().row(row)
        table = self.work.loaders["tables"].known.get(row["table"])
        if table:
            self.touched.add(table)

    def end(self):
        """What rows and cells say was printed has to be all that is printed."""
        tables = self.work.loaders["tables"]
        told = {*tables.lines, *self.touched}
        for table in DataTable.objects.filter(pk__in=told).select_related("version").order_by("pk"):
            cells = list(table.observations.order_by("row", "column"))
            problem = _unaccounted(table, cells)
            if problem:
                self.work.report.add(tables.file.path, tables.lines.get(table.pk, 0), "rows", problem)


def _unaccounted(table, cells):
    if len(cells) != len(table.rows) * len(table.columns):
        told = {"n": len(cells), "rows": len(table.rows), "columns": len(table.columns)}
        return _("observations.csv gives %(n)d cells; accepted: %(rows)d rows of %(columns)d columns.") % told
    differing = table.unaccounted(cells)
    if differing:
        return _("the cells read “%s” where the table prints “%s”.") % (differing[1], differing[0])
    return ""


class Milestones(Loader):
    """Dated events."""

    file = description.MILESTONES
    model = Milestone
    columns = {"quotation_id": "quotation"} | {
        name: name for name in ("slug", "date", "date_end", "title", "note")
    }
    refers = {"quotation_id": "quotations"}


class Defects(Loader):
    """What the sources print wrongly."""

    file = description.DEFECTS
    model = Defect
    columns = {
        "document_id": "document",
        "quotation_id": "quotation",
        "contrast_id": "contrast",
        "table_id": "table",
    } | {name: name for name in ("slug", "kind", "title", "explanation")}
    refers = {
        "document_id": "documents",
        "quotation_id": "quotations",
        "contrast_id": "quotations",
        "table_id": "tables",
    }

    def check(self, row, values, pk):
        if not (row["quotation"] or row["table"]):
            row.refuse("quotation", _("is empty; accepted: a quotation, or a table."))
