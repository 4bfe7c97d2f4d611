"""Records with their quotations, and everything that is said of them."""

from decimal import Decimal, InvalidOperation

from sources.curation import Library, Row
from sources.models import Document

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
from ..models.natural import sort_key
from ..models.record import quoted_words

ACTORS = ("slug", "name", "kind", "parent", "aliases")
RECORDS = (
    "code", "kind", "form", "document", "parent", "number", "heading", "text", "attestation",
    "status", "tags", "editorial_note", "read_in", "prefix",
)  # fmt: skip
QUOTATIONS = ("record", "role", "read_in", "exact", "prefix")
CROSS_REFERENCES = (
    "from", "to", "relation", "basis", "reason", "evidence_document", "evidence_exact",
    "evidence_prefix", "status", "origin",
)  # fmt: skip
RESPONSIBILITIES = ("record", "actor", "role")
INSTRUMENTS = ("slug", "name", "kind", "state", "records", "read_in", "exact", "prefix", "note")
AMOUNTS = ("instrument", "year", "printed", "value", "currency", "read_in", "exact", "prefix")


class Records:
    """Makes the records of the folder, after the library has been read."""

    def __init__(self, library: Library):
        self.library, self.objects = library, library.objects
        self.rows: dict[Record, Row] = {}
        self.actor_rows: dict[Actor, Row] = {}

    def make(self) -> None:
        for name, columns, make in (
            ("actors", ACTORS, self._actor),
            ("records", RECORDS, self._record),
            ("quotations", QUOTATIONS, self._quotation),
            ("cross_references", CROSS_REFERENCES, self._cross_reference),
            ("responsibilities", RESPONSIBILITIES, self._responsibility),
            ("instruments", INSTRUMENTS, self._instrument),
            ("amounts", AMOUNTS, self._amount),
        ):
            with self.objects.noting_errors():
                for row in self.library.folder.rows(name, columns):
                    with self.objects.noting_errors():
                        make(row)
        for record, row in self.rows.items():
            with self.objects.noting_errors():
                self._words_are_quoted(record, row)
        for actor, row in self.actor_rows.items():
            with self.objects.noting_errors():
                actor.parent = self.objects.get(Actor, row, "parent") if row["parent"] else None

    def _actor(self, row):
        plain = {name: row[name] for name in ("slug", "name", "kind")}
        actor = self.objects.add(Actor(aliases=row.many("aliases"), **plain), row)
        self.actor_rows[actor] = row  # its parent may stand in a later file

    def _record(self, row):
        parent = self.objects.get(Record, row, "parent") if row["parent"] else None
        plain = (
            "code", "kind", "form", "number", "heading", "text", "attestation", "status", "editorial_note",
        )  # fmt: skip
        record = Record(
            document=self.objects.get(Document, row, "document"),
            parent=parent,
            sort_key=sort_key(row["code"]),
            **{name: row[name] for name in plain},
        )
        self.objects.add(record, row)
        self.rows[record] = row
        for name in row.many("tags"):
            self._tag(record, name, row)

    def _tag(self, record, name, row):
        tag = self.objects.made[Tag].get((name,))
        if tag is None:
            tag = Tag(name=name)
            tag.slug = tag.slugify(name)
            self.objects.add(tag, row)
        self.objects.add(Tagging(content_object=record, tag=tag), row)

    def _quotation(self, row):
        record = self.objects.get(Record, row, "record")
        quotation = self.library.quote(row, row["read_in"], row["exact"], row["prefix"])
        self._quote(record, row["role"], quotation, row)

    def _quote(self, record, role, quotation, row):
        position = 1 + sum(1 for use in self._uses(record) if use.role == role)
        use = RecordQuotation(record=record, quotation=quotation, role=role, position=position)
        self.objects.add(use, row)

    def _uses(self, record):
        return [use for use in self.objects.all(RecordQuotation) if use.record is record]

    def _words_are_quoted(self, record, row):
        """A text without quotations of its own is one span; all words come from quotations."""
        roles = {use.role for use in self._uses(record)}
        if record.text and RecordQuotation.Role.TEXT not in roles:
            read_in = row["read_in"] or row["document"]
            quotation = self.library.quote(row, read_in, record.text, row["prefix"], column="text")
            self._quote(record, RecordQuotation.Role.TEXT, quotation, row)
        if record.heading and RecordQuotation.Role.HEADING not in roles:
            raise row.error("heading", "give its place in quotations.csv, role heading.")
        for column, words in quoted_words(self._uses(record)).items():
            if getattr(record, column) != words:
                raise row.error(column, f"its quotations read “{words[:120]}”.")

    def _cross_reference(self, row):
        evidence = None
        if row["evidence_exact"]:
            evidence = self.library.quote(
                row,
                row["evidence_document"],
                row["evidence_exact"],
                row["evidence_prefix"],
                column="evidence_exact",
            )
        plain = {name: row[name] for name in ("relation", "basis", "reason", "status", "origin")}
        link = CrossReference(
            from_record=self.objects.get(Record, row, "from"),
            to_record=self.objects.get(Record, row, "to"),
            evidence=evidence,
            **plain,
        )
        link.copy_kinds()
        self.objects.add(link, row)

    def _responsibility(self, row):
        self.objects.add(
            Responsibility(
                record=self.objects.get(Record, row, "record"),
                actor=self.objects.get(Actor, row, "actor"),
                role=row["role"],
            ),
            row,
        )

    def _instrument(self, row):
        plain = {name: row[name] for name in ("slug", "name", "kind", "state", "note")}
        quotation = self.library.quote(row, row["read_in"], row["exact"], row["prefix"])
        # An instrument and the document that founded it share their slug.
        founding = [one for one in self.objects.all(Document) if one.slug == row["slug"]]
        document = founding[0] if founding else None
        made = Instrument(quotation=quotation, document=document, **plain)
        instrument = self.objects.add(made, row)
        for code in row.many("records"):
            record = self.objects.get(Record, row, "records", code)
            self.objects.add(RecordInstrument(record=record, instrument=instrument), row)

    def _amount(self, row):
        try:
            value = Decimal(row["value"]).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise row.error("value", f"“{row['value']}” is not a number.") from None
        quotation = self.library.quote(row, row["read_in"], row["exact"], row["prefix"])
        if row["printed"] not in quotation.exact:
            raise row.error("printed", f"the quotation reads “{quotation.exact}”.")
        plain = {name: row[name] for name in ("year", "printed", "currency")}
        self.objects.add(
            Amount(
                instrument=self.objects.get(Instrument, row, "instrument"),
                quotation=quotation,
                value=value,
                **plain,
            ),
            row,
        )
