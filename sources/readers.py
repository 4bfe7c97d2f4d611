"""The database that readers' pages are read from: SQL by hand goes the way that querysets go."""

from typing import Any

from django.db import connections, router


class _Connection:
    """As `django.db.connection`, but to the database that the router sends reading to."""

    def __getattr__(self, name: str) -> Any:
        from .models import Document

        return getattr(connections[router.db_for_read(Document)], name)


connection: Any = _Connection()
