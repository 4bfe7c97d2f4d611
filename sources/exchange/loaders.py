"""The loaders of the library's files, each after those that it refers to."""

from .library_in import DocumentDetails, Documents, Passages, Sections, Versions
from .quotations_in import Citations, Quotations
from .reported_in import Areas, Defects, Indicators, Milestones, Observations, Tables

LOADERS = (
    Documents, DocumentDetails, Versions, Sections, Passages, Quotations, Citations,
    Indicators, Areas, Tables, Observations, Milestones, Defects,
)  # fmt: skip
