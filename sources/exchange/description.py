"""The files of the package that describe the library: documents, their texts, what they report."""

from django.utils.translation import gettext_lazy as _

from ..models import (
    Area,
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
from .shape import Column, File, Reference, Type, of

TEXTS = "texts"  # the folder of the texts as received
# document/version/first passage.offset-last passage.offset
QUOTATION_ID = r"[-a-zA-Z0-9_]+/[1-9][0-9]*/[0-9]+\.[0-9]+-[0-9]+\.[0-9]+"
TABLE_ID = r"[-a-zA-Z0-9_]+/[1-9][0-9]*/[0-9]+"
SHA256 = r"[0-9a-f]{64}"
# What a table says of each of its columns and rows.
TABLE_COLUMN = {"heading", "group", "indicator", "year", "source_mark"}
TABLE_ROW = {"label", "group", "area"}

DOCUMENT = Column("document", _("the document, by its slug"), required=True, refers="documents.slug")
VERSION = Column("version", _("which of its texts, counted from 1"), Type.INTEGER, required=True, lowest=1)
IN_A_TEXT = Reference(("document", "version"), "versions", ("document", "number"))


def quotation(name="quotation", meaning=None, *, required=True) -> Column:
    """A column that names a quotation by its place."""
    told = meaning or _("the quotation in which it is read, by its id")
    return Column(name, told, required=required, refers="quotations.id")


DOCUMENTS = File(
    "documents",
    _("The sources: those whose text is held, and those that a held one only cites."),
    ("slug",),
    (
        of(Document, "slug", _("its name in addresses, for ever")),
        of(Document, "kind", _("what kind of document it is")),
        of(Document, "title", _("its title in full")),
        of(Document, "issued", _("when it was issued, as precisely as is known")),
        of(Document, "language", _("the language of its text, a BCP 47 tag such as en-GB")),
        of(
            Document,
            "rights",
            _("full_text: its text may be shown; quotations_only: nothing but what is quoted"),
            required=False,
        ),
        of(Document, "csl", _("its bibliographic record, a CSL-JSON item")),
    ),
)
DOCUMENT_DETAILS = File(
    "document_details",
    _("What else is known of a document."),
    ("slug",),
    (
        of(Document, "slug", _("the document, by its slug"), refers="documents.slug"),
        of(Document, "short_title", _("what it is called in lists")),
        of(Document, "rights_holder", _("to whom the words belong")),
        of(Document, "note", _("what is known of the document from elsewhere")),
    ),
)
VERSIONS = File(
    "versions",
    _("The texts that are held, as received on a day; a text never changes."),
    ("document", "number"),
    (
        DOCUMENT,
        of(DocumentVersion, "number", _("which of its texts, counted from 1"), lowest=1),
        Column("file", _("where the text lies in the package, UTF-8"), required=True),
        of(DocumentVersion, "sha256", _("SHA-256 of its bytes, in hexadecimal"), pattern=SHA256),
        of(DocumentVersion, "file_name", _("the name of the file received")),
        of(DocumentVersion, "received", _("the day on which it was received")),
    ),
)
SECTIONS = File(
    "sections",
    _("The headings of a text, as a tree."),
    ("document", "version", "position"),
    (
        DOCUMENT,
        VERSION,
        of(Section, "position", _("its place among the headings, counted from 1")),
        Column("parent", _("position of the heading it stands under"), Type.INTEGER),
        of(Section, "level", _("how deep it stands, 1 at the top")),
        of(Section, "label", _("its number as printed")),
        of(Section, "heading", _("its words")),
        of(Section, "page", _("the printed page")),
    ),
    references=(IN_A_TEXT,),
)
PASSAGES = File(
    "passages",
    _("The paragraphs, list items, captions … of a text in reading order."),
    ("document", "version", "position"),
    (
        DOCUMENT,
        VERSION,
        of(Passage, "position", _("its place in reading order, counted from 1; p37 in addresses")),
        Column("section", _("position of the heading it stands under"), Type.INTEGER),
        of(Passage, "kind", _("what it is in the text")),
        of(Passage, "label", _("its number as printed")),
        of(Passage, "text", _("the reading text: hyphens at line ends and page breaks are mended")),
        of(Passage, "page", _("the printed page on which it begins")),
        of(Passage, "raw_start", _("its first character in the text as received, counted from 0")),
        of(Passage, "raw_end", _("the character after its last")),
        of(
            Passage,
            "mends",
            _(
                "where the reading text differs from the one received: a list of "
                "[start, end, raw start, raw end, rule, page]"
            ),
        ),
    ),
    references=(IN_A_TEXT,),
)
QUOTATIONS = File(
    "quotations",
    _("Spans of a text: where words stand, and the words (as in W3C Web Annotation)."),
    ("id",),
    (
        Column(
            "id",
            _("document/version/first passage.start-last passage.end, made of the columns that follow"),
            required=True,
            pattern=QUOTATION_ID,
        ),
        DOCUMENT,
        VERSION,
        Column("start_passage", _("position of the first passage"), Type.INTEGER, required=True),
        of(Quotation, "start", _("offset of the first character in it, counted from 0")),
        Column("end_passage", _("position of the last passage"), Type.INTEGER, required=True),
        of(Quotation, "end", _("offset after the last character in that")),
        of(Quotation, "exact", _("the exact words; a line break stands between two passages")),
        of(Quotation, "prefix", _("the words before; filled in from the text when left empty")),
        of(Quotation, "suffix", _("the words after; filled in from the text when left empty")),
    ),
)
CITATIONS = File(
    "citations",
    _("Places at which a held document names another."),
    ("document", "quotation"),
    (
        Column("document", _("the document that is named"), required=True, refers="documents.slug"),
        quotation(meaning=_("where it is named")),
    ),
)
INDICATORS = File(
    "indicators",
    _("What the columns of tables measure."),
    ("slug",),
    (
        of(Indicator, "slug", _("its short name")),
        of(Indicator, "name", _("its name")),
        of(Indicator, "unit", _("the unit of its values")),
        of(Indicator, "definition", _("what it means")),
    ),
)
AREAS = File(
    "areas",
    _("Countries, groups of countries and regions that tables give values for."),
    ("slug",),
    (
        of(Area, "slug", _("its short name")),
        of(Area, "name", _("its name")),
        of(Area, "kind", _("what kind of area it is")),
        Column("parent", _("the area it belongs to"), refers="areas.slug"),
    ),
)
TABLES = File(
    "tables",
    _("Tables printed in a text."),
    ("id",),
    (
        Column("id", _("document/version/number"), required=True, pattern=TABLE_ID),
        DOCUMENT,
        VERSION,
        of(DataTable, "number", _("its number as printed")),
        of(DataTable, "title", _("its title")),
        Column("caption", _("position of the passage that captions it"), Type.INTEGER, required=True),
        Column("source_note", _("position of the passage that names its source"), Type.INTEGER),
        of(DataTable, "row_heading", _("the heading of its first column")),
        of(DataTable, "columns", _("a list of {heading, group, indicator, year, source_mark}")),
        of(DataTable, "rows", _("a list of {label, group, area}")),
        of(DataTable, "raw_start", _("where its body begins in the text as received")),
        of(DataTable, "raw_end", _("the character after its end")),
    ),
)
OBSERVATIONS = File(
    "observations",
    _("The cells of the tables: one value of an indicator for an area."),
    ("table", "row", "column"),
    (
        Column("table", _("the table, by its id"), required=True, refers="tables.id"),
        of(Observation, "row", _("its row, counted from 1"), lowest=1),
        of(Observation, "column", _("its column, counted from 1 without the row headings"), lowest=1),
        Column("indicator", _("what is measured"), required=True, refers="indicators.slug"),
        Column("area", _("for which area"), required=True, refers="areas.slug"),
        of(Observation, "printed", _("the value as printed")),
        of(Observation, "printed_extra", _("what is printed beside it, such as a year")),
        of(Observation, "value", _("the number, empty where none is printed")),
        of(Observation, "year", _("the year it is given for")),
        of(Observation, "note", _("a remark on it")),
    ),
)
MILESTONES = File(
    "milestones",
    _("Dated events that a document reports."),
    ("slug",),
    (
        of(Milestone, "slug", _("its name in addresses")),
        of(Milestone, "date", _("when it was, or when it began")),
        of(Milestone, "date_end", _("when it ended")),
        of(Milestone, "title", _("what happened")),
        quotation(),
        of(Milestone, "note", _("a remark on it")),
    ),
)
DEFECTS = File(
    "defects",
    _("What a source itself prints wrongly or leaves out: kept as printed."),
    ("slug",),
    (
        of(Defect, "slug", _("its name in addresses")),
        DOCUMENT,
        of(Defect, "kind", _("what kind of slip it is")),
        of(Defect, "title", _("what is odd")),
        of(Defect, "explanation", _("why it is odd, and how it is read here")),
        quotation(required=False),
        quotation("contrast", _("the quotation that it contradicts"), required=False),
        Column("table", _("the table in which it stands, by its id"), refers="tables.id"),
    ),
)

# Each file after those that it refers to.
LIBRARY = (
    DOCUMENTS, DOCUMENT_DETAILS, VERSIONS, SECTIONS, PASSAGES, QUOTATIONS, CITATIONS,
    INDICATORS, AREAS, TABLES, OBSERVATIONS, MILESTONES, DEFECTS,
)  # fmt: skip
