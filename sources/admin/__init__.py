"""The library in the admin: received texts are shown, descriptions of them can be edited."""

from . import documents, events, passages, tables

__all__ = ["documents", "events", "passages", "tables"]
