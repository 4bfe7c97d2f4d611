"""From the curation files that people keep to the objects of the library.

Nothing here asks the database for a row: the same files give the same objects anywhere.
"""

from .files import CurationError, Folder, Row
from .library import Library
from .objects import Objects
from .reported import Reported

__all__ = ["CurationError", "Folder", "Library", "Objects", "Reported", "Row"]
