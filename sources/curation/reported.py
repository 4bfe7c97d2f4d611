"""What the documents report: tables, milestones, other documents; and what they print wrongly."""

from decimal import Decimal, InvalidOperation

from ..models import Area, Citation, DataTable, Defect, Document, Indicator, Milestone, Observation
from .files import Row
from .library import Library

INDICATORS = ("slug", "name", "unit", "definition")
AREAS = ("slug", "name", "kind", "parent")
TABLES = ("document", "number", "title", "row_heading")
TABLE_COLUMNS = ("document", "table", "position", "group", "heading", "indicator", "year", "source_mark")
TABLE_ROWS = ("document", "table", "position", "group", "label", "area")
OBSERVATIONS = (
    "document", "table", "row", "column", "printed", "value", "year", "note", "printed_extra",
)  # fmt: skip
CITATIONS = ("document", "read_in", "exact", "prefix")
MILESTONES = ("slug", "date", "date_end", "title", "read_in", "exact", "prefix", "note")
DEFECTS = (
    "slug", "document", "kind", "title", "explanation", "exact", "prefix",
    "contrast_exact", "contrast_prefix", "table",
)  # fmt: skip
SIXTH = Decimal("0.000001")  # the precision at which a value is stored


class Reported:
    """Makes everything that hangs on the documents' texts."""

    def __init__(self, library: Library):
        self.library, self.objects = library, library.objects
        self.table_rows: dict[DataTable, Row] = {}

    def make(self) -> None:
        for name, columns, make in (
            ("indicators", INDICATORS, self._indicator),
            ("areas", AREAS, self._area),
            ("tables", TABLES, self._table),
            ("table_columns", TABLE_COLUMNS, self._table_column),
            ("table_rows", TABLE_ROWS, self._table_row),
            ("observations", OBSERVATIONS, self._observation),
            ("citations", CITATIONS, self._citation),
            ("milestones", MILESTONES, self._milestone),
            ("defects", DEFECTS, self._defect),
        ):
            with self.objects.noting_errors():
                for row in self.library.folder.rows(name, columns):
                    with self.objects.noting_errors():
                        make(row)
        for table in self.table_rows:
            with self.objects.noting_errors():
                self._account_for_every_token(table)

    def _indicator(self, row):
        self.objects.add(Indicator(**row), row)

    def _area(self, row):
        parent = self.objects.get(Area, row, "parent") if row["parent"] else None
        self.objects.add(Area(**{**row, "parent": parent}), row)

    def _table(self, row):
        slug, number = row["document"], row.number("number")
        read = {table.number: table for table in self._reading(row).tables}.get(number)
        if read is None:
            raise row.error("number", f"the text has no table {number}.")
        passages = self.library.passages[slug]
        table = DataTable(
            version=self.library.versions[slug],
            number=number,
            title=row["title"],
            row_heading=row["row_heading"],
            caption=passages[read.caption - 1],
            source_note=passages[read.note - 1] if read.note else None,
            raw_start=read.raw_start,
            raw_end=read.raw_end,
        )
        if row["title"] not in table.caption.text:
            raise row.error("title", f"the caption reads “{table.caption.text}”.")
        self.table_rows[self.objects.add(table, row)] = row

    def _reading(self, row):
        try:
            return self.library.read[row["document"]]
        except KeyError:
            raise row.error("document", f"no text is held of “{row['document']}”.") from None

    def _its_table(self, row):
        return self.objects.get(DataTable, row, "table", row["document"], 1, row.number("table"))

    def _table_column(self, row):
        self.objects.get(Indicator, row, "indicator")
        columns = self._its_table(row).columns
        self._in_order(row, columns)
        named = {name: row[name] for name in ("group", "heading", "indicator", "source_mark")}
        columns.append(named | {"year": row.number("year")})

    def _table_row(self, row):
        self.objects.get(Area, row, "area")
        rows = self._its_table(row).rows
        self._in_order(row, rows)
        rows.append({name: row[name] for name in ("area", "group", "label")})

    @staticmethod
    def _in_order(row, before):
        if row.number("position") != len(before) + 1:
            raise row.error("position", f"accepted here: {len(before) + 1}.")

    def _observation(self, row):
        table = self._its_table(row)
        at_row, at_column = row.number("row") or 0, row.number("column") or 0
        if not (0 < at_row <= len(table.rows) and 0 < at_column <= len(table.columns)):
            raise row.error("row", f"{table} has {len(table.rows)} rows and {len(table.columns)} columns.")
        slugs = table.columns[at_column - 1]["indicator"], table.rows[at_row - 1]["area"]
        self.objects.add(
            Observation(
                table=table,
                row=at_row,
                column=at_column,
                indicator=self.objects.get(Indicator, row, "column", slugs[0]),
                area=self.objects.get(Area, row, "row", slugs[1]),
                printed=row["printed"],
                printed_extra=row["printed_extra"],
                value=self._decimal(row),
                year=row.number("year"),
                note=row["note"],
            ),
            row,
        )

    @staticmethod
    def _decimal(row):
        try:
            return Decimal(row["value"]).quantize(SIXTH) if row["value"] else None
        except InvalidOperation:
            raise row.error("value", f"“{row['value']}” is not a number.") from None

    def _account_for_every_token(self, table):
        """What rows and cells say was printed must be all that is printed below the header."""
        cells = [cell for cell in self.objects.all(Observation) if cell.table is table]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        if differing := table.unaccounted(cells):
            printed, told = differing
            raise self.table_rows[table].error(
                "number", f"the cells read “{told}” where the table prints “{printed}”."
            )

    def _citation(self, row):
        document = self.objects.get(Document, row, "document")
        quotation = self.library.quote(row, row["read_in"], row["exact"], row["prefix"])
        self.objects.add(Citation(document=document, quotation=quotation), row)

    def _milestone(self, row):
        quotation = self.library.quote(row, row["read_in"], row["exact"], row["prefix"])
        plain = {name: row[name] for name in ("slug", "date", "date_end", "title", "note")}
        self.objects.add(Milestone(quotation=quotation, **plain), row)

    def _defect(self, row):
        slug, contrast = row["document"], None
        quotation = self.library.quote(row, slug, row["exact"], row["prefix"]) if row["exact"] else None
        if row["contrast_exact"]:
            contrast = self.library.quote(
                row, slug, row["contrast_exact"], row["contrast_prefix"], column="contrast_exact"
            )
        plain = {name: row[name] for name in ("slug", "kind", "title", "explanation")}
        self.objects.add(
            Defect(
                document=self.objects.get(Document, row, "document"),
                quotation=quotation,
                contrast=contrast,
                table=self._its_table(row) if row["table"] else None,
                **plain,
            ),
            row,
        )
