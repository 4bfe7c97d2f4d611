"""Every file of the package and every column: what export writes, import checks and people read."""

from django.utils.translation import gettext_lazy as _

from sources.exchange.description import LIBRARY, quotation
from sources.exchange.shape import Column, File, Type, of

from ..models import (
    Actor,
    Amount,
    CrossReference,
    FormerCode,
    Instrument,
    Record,
    RecordQuotation,
    Responsibility,
    Tag,
)

# The first number changes when a package of the version before is no longer understood.
PACKAGE_VERSION = "1.0"

LINK = ("from", "to", "relation")


def _record(meaning, name="record") -> Column:
    return Column(name, meaning, required=True, refers="records.code")


TAGS = File(
    "tags",
    _("The subjects; one that a record names and that is not listed here is made."),
    ("name",),
    (of(Tag, "name", _("its words")), of(Tag, "slug", _("its name in addresses"))),
)
ACTORS = File(
    "actors",
    _("Organisations, governments and groups of people."),
    ("slug",),
    (
        of(Actor, "slug", _("its name in addresses")),
        of(Actor, "name", _("its name")),
        of(Actor, "kind", _("what kind of actor it is")),
        Column("parent", _("the actor it is part of"), refers="actors.slug"),
        of(Actor, "aliases", _("what else it is called"), type=Type.TEXT, many=True),
    ),
)
RECORDS = File(
    "records",
    _("Objectives, clauses, recommendations and principles: one citable statement each."),
    ("code",),
    (
        of(Record, "code", _("its permanent code; a row of a code that is known changes that record")),
        of(Record, "kind", _("what it is")),
        of(Record, "form", _("of a recommendation, and of nothing else: how it is printed")),
        Column("document", _("the document it belongs to"), required=True, refers="documents.slug"),
        Column("parent", _("code of the record it stands under"), refers="records.code"),
        of(Record, "number", _("its number as printed")),
        of(Record, "heading", _("its heading as printed")),
        of(Record, "text", _("its exact words; “ … ” joins separate spans")),
        of(
            Record,
            "attestation",
            _("primary: read in its own document; second_hand: as another quotes it; implied: a number only"),
            required=False,
        ),
        of(
            Record,
            "status",
            _("published records are what readers see; empty means draft"),
            required=False,
        ),
        Column("tags", _("its subjects"), many=True, longest=100),
        of(Record, "editorial_note", _("a remark of the editors")),
    ),
    required=True,
)
RECORD_QUOTATIONS = File(
    "record_quotations",
    _(
        "The quotations in which the words of a record are read, in order. A text without any is looked "
        "up in its document, and has to stand there once."
    ),
    ("record", "role", "position"),
    (
        _record(_("code of the record")),
        of(RecordQuotation, "role", _("which of its words: text, heading or the label as printed")),
        of(
            RecordQuotation, "position", _("its place among those of the same role, counted from 1"), lowest=1
        ),
        quotation(meaning=_("the quotation, by its id")),
    ),
)
EVIDENCE = File(
    "evidence",
    _("Where the evidence of a link stands; needed only for words that are quoted from several places."),
    LINK,
    (
        _record(_("code of the record that bears on the other"), "from"),
        _record(_("code of the record it bears on"), "to"),
        of(CrossReference, "relation", _("how the one bears on the other")),
        quotation(meaning=_("the quotation, by its id")),
    ),
)
CROSS_REFERENCES = File(
    "cross_references",
    _("The links between records: what the relation is, on what basis, and the evidence."),
    LINK,
    (
        _record(_("code of the record that bears on the other"), "from"),
        _record(_("code of the record it bears on"), "to"),
        of(CrossReference, "relation", _("how the one bears on the other")),
        of(
            CrossReference,
            "basis",
            _(
                "stated: the source says so; same_heading: it puts them under one heading; "
                "reading: an editor reads it so"
            ),
        ),
        of(CrossReference, "reason", _("why an editor reads it so; needed for a reading")),
        Column(
            "evidence_document",
            _("the document in which the evidence stands; needed for all but a reading"),
            refers="documents.slug",
        ),
        Column("evidence_exact", _("the exact words of the evidence")),
        of(
            CrossReference,
            "status",
            _("published links are what readers see; empty means draft"),
            required=False,
        ),
        of(CrossReference, "origin", _("who proposed it; empty means import"), required=False),
    ),
)
RESPONSIBILITIES = File(
    "responsibilities",
    _("Who is asked to act, who supports, and for whom."),
    ("record", "actor", "role"),
    (
        _record(_("code of the record")),
        Column("actor", _("the actor"), required=True, refers="actors.slug"),
        of(Responsibility, "role", _("its role towards the record")),
    ),
)
INSTRUMENTS = File(
    "instruments",
    _("Funds, programmes, conventions, commissions, awards …"),
    ("slug",),
    (
        of(Instrument, "slug", _("its name in addresses")),
        of(Instrument, "name", _("its name")),
        of(Instrument, "kind", _("what kind of instrument it is")),
        of(Instrument, "state", _("whether it exists or is proposed")),
        Column("document", _("the document that founded it"), refers="documents.slug"),
        quotation(meaning=_("where it is named")),
        Column("records", _("codes of the records that name it"), many=True, refers="records.code"),
        of(Instrument, "note", _("a remark on it")),
    ),
)
AMOUNTS = File(
    "amounts",
    _("Sums that a document reports of an instrument."),
    ("instrument", "printed", "quotation"),
    (
        Column("instrument", _("the instrument"), required=True, refers="instruments.slug"),
        of(Amount, "year", _("the time it is given for")),
        of(Amount, "printed", _("the sum as printed")),
        of(Amount, "value", _("the sum in whole units of the currency")),
        of(Amount, "currency", _("ISO 4217 code of the currency")),
        quotation(),
    ),
)
FORMER_CODES = File(
    "former_codes",
    _("Codes that were in use: renamed ones lead on, deleted ones say why."),
    ("code",),
    (
        of(FormerCode, "code", _("the code that was in use")),
        Column("record", _("code of the record that has another now"), refers="records.code"),
        of(FormerCode, "reason", _("why it was renamed or deleted; needed when no record is named")),
        of(FormerCode, "at", _("when, in UTC"), required=True),
    ),
)

# Each file after those that it refers to: the order in which import reads them.
PACKAGE: tuple[File, ...] = (
    *LIBRARY, TAGS, ACTORS, RECORDS, RECORD_QUOTATIONS, EVIDENCE, CROSS_REFERENCES, RESPONSIBILITIES,
    INSTRUMENTS, AMOUNTS, FORMER_CODES,
)  # fmt: skip
BY_NAME = {file.name: file for file in PACKAGE}
