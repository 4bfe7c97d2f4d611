"""From the curation files to fixtures: records, links and all that they stand on."""

from .fixtures import build, write

__all__ = ["build", "write"]
