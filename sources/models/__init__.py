"""The library: what the documents say, word for word."""

from .data import Area, DataTable, Indicator, Observation
from .document import Citation, Document, DocumentVersion
from .events import Defect, Milestone
from .passage import Passage, Quotation, Section
from .whole import SavedWhole

__all__ = [
    "Area",
    "Citation",
    "DataTable",
    "Defect",
    "Document",
    "DocumentVersion",
    "Indicator",
    "Milestone",
    "Observation",
    "Passage",
    "Quotation",
    "SavedWhole",
    "Section",
]
