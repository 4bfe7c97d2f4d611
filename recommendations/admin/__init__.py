"""The editors' forms for records, and for all that they are joined by."""

from . import actors, changes, instruments, links, records, tags

__all__ = ["actors", "changes", "instruments", "links", "records", "tags"]
