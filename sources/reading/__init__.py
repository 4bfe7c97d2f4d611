"""Reading a raw text: sections, passages and tables, with the way back to every raw character.

Pure: the standard library alone, no database. What is particular to a document is in its layout.
"""

from .layout import Layout
from .proof import note_markers, page_at, raw_of, table_tokens, to_raw, uncovered
from .reader import read
from .shapes import Mend, PassageRead, Reading, ReadingError, SectionRead, TableRead

__all__ = [
    "Layout",
    "Mend",
    "PassageRead",
    "Reading",
    "ReadingError",
    "SectionRead",
    "TableRead",
    "note_markers",
    "page_at",
    "raw_of",
    "read",
    "table_tokens",
    "to_raw",
    "uncovered",
]
