"""A second database that anonymous readers read from, where DATABASE_REPLICA_URL names one.

Which one is chosen for each request as it comes in, and holds for all that is asked for it, to the last line
of a file: pages, counts, search and the content version are of one database. Whoever has a session, and all
that writes, is at the first one.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from .front import is_anybodys

REPLICA = "replica"
_chosen = ContextVar("database to read from", default=DEFAULT_DB_ALIAS)


class Router:
    """Reads go where the request was sent, writes and migrations to the first database."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return _chosen.get()

    def db_for_write(self, model: type, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # both hold the same rows

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db != REPLICA


def choosing(application: Callable[..., Any]) -> Callable[..., Any]:
    """The application, each of whose requests is sent to its database first; as it is where there is one."""
    if REPLICA not in settings.DATABASES:
        return application

    def sent(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        # Nothing sets it back: a thread answers one request after the other, and a file goes on being read
        # when the answer was given.
        _chosen.set(REPLICA if is_anybodys(environ) else DEFAULT_DB_ALIAS)
        return application(environ, start_response)

    return sent
