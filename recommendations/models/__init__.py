"""The record: what was promised and advised, and how it is joined."""

from .actor import Actor, Responsibility
from .change import ChangeSet
from .cross_reference import CrossReference
from .former_code import FormerCode
from .instrument import Amount, Instrument, RecordInstrument
from .record import Record, RecordQuotation, StaleEdit
from .record_kinds import Clause, Objective, Principle, Recommendation
from .search import SearchEntry, SearchWord
from .status import Status
from .tag import Tag, Tagging

__all__ = [
    "Actor",
    "Amount",
    "ChangeSet",
    "Clause",
    "CrossReference",
    "FormerCode",
    "Instrument",
    "Objective",
    "Principle",
    "Recommendation",
    "Record",
    "RecordInstrument",
    "RecordQuotation",
    "Responsibility",
    "SearchEntry",
    "SearchWord",
    "StaleEdit",
    "Status",
    "Tag",
    "Tagging",
]
