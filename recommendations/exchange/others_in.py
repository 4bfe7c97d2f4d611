"""Reading who is asked, which instruments are named, and which codes were in use."""

from collections import defaultdict
from typing import ClassVar

from django.utils.translation import gettext as _

from sources.exchange.loader import Loader
from sources.exchange.writing import Writer

from ..models import Amount, FormerCode, Instrument, RecordInstrument, Responsibility
from . import description


class Responsibilities(Loader):
    """Who is asked to act, who supports, and for whom."""

    file = description.RESPONSIBILITIES
    model = Responsibility
    columns: ClassVar = {"record_id": "record", "actor_id": "actor", "role": "role"}
    refers: ClassVar = {"record_id": "records", "actor_id": "actors"}
    keys = ("record_id", "actor_id", "role")
    is_leaf = True


class Instruments(Loader):
    """Funds, programmes …, each with the records that name it."""

    file = description.INSTRUMENTS
    model = Instrument
    columns: ClassVar = {"document_id": "document", "quotation_id": "quotation"} | {
        name: name for name in ("slug", "name", "kind", "state", "note")
    }
    refers: ClassVar = {"document_id": "documents", "quotation_id": "quotations"}
    keys = ("slug",)

    def __init__(self, work):
        super().__init__(work)
        self.uses = Writer(RecordInstrument, ("record_id", "instrument_id"), work.tally)
        self.stored: dict[int, dict[int, int]] = defaultdict(dict)

    def load(self):
        for instrument, record, pk in RecordInstrument.objects.values_list(
            "instrument_id", "record_id", "pk"
        ):
            self.stored[instrument][record] = pk
        super().load()
        self.uses.finish()

    def check(self, row, values, pk):
        for code in row["records"]:
            self.refer(row, "records", "records", code)

    def after(self, row, pk):
        stored = self.stored.pop(pk, {})
        known = self.work.known("records")
        for record in [known[code] for code in row["records"]]:
            if stored.pop(record, None) is None:
                self.uses.create([record, pk])
        self.remove(self.uses, stored.values())


class Amounts(Loader):
    """Sums that documents report of instruments."""

    file = description.AMOUNTS
    model = Amount
    columns: ClassVar = {"instrument_id": "instrument", "quotation_id": "quotation"} | {
        name: name for name in ("year", "printed", "value", "currency")
    }
    refers: ClassVar = {"instrument_id": "instruments", "quotation_id": "quotations"}
    keys = ("instrument_id", "printed", "quotation_id")
    is_leaf = True


class FormerCodes(Loader):
    """Codes that were in use."""

    file = description.FORMER_CODES
    model = FormerCode
    columns: ClassVar = {"code": "code", "record_id": "record", "reason": "reason", "at": "at"}
    refers: ClassVar = {"record_id": "records"}
    keys = ("code",)
    is_leaf = True

    def check(self, row, values, pk):
        if not (row["record"] or row["reason"]):
            row.refuse("reason", _("is empty; accepted: the record that has another code now, or a reason."))
