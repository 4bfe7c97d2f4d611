"""The address of a database, read from the environment; what can't be read is named, its password is not."""

from contextlib import suppress
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("postgres://", "postgresql://", "sqlite:///")
ACCEPTED = "postgres://user:password@host:5432/name or sqlite:////path/to/file.sqlite3"


def database(env: environ.Env, name: str, default: str) -> dict[str, Any]:
    """The database that a setting names; ImproperlyConfigured says what is accepted."""
    address = env.str(name, "") or default
    found: dict[str, Any] = {}
    if address.startswith(SCHEMES):
        with suppress(ValueError):  # said below, without the password that the error may quote
            found = env.db_url_config(address)
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} is not the address of a database. Accepted: {ACCEPTED}.")
    return found


READ_ONLY: dict[str, dict[str, Any]] = {
    "sqlite3": {"timeout": 20, "init_command": "PRAGMA query_only = ON;"},
    "postgresql": {"options": "-c default_transaction_read_only=on"},
}


def replica(env: environ.Env, name: str, first: dict[str, Any]) -> dict[str, Any]:
    """The copy of the first database that a setting names, for reading alone.

    Raises ImproperlyConfigured for an address that is none, or of another kind of database.
    """
    found = database(env, name, "")
    if found["ENGINE"] != first["ENGINE"]:
        raise ImproperlyConfigured(
            f"{name} is not of the same kind as DATABASE_URL. Accepted: two of PostgreSQL, or two of SQLite."
        )
    options = found.get("OPTIONS", {}) | READ_ONLY[found["ENGINE"].rpartition(".")[2]]
    return (
        found
        | {key: first[key] for key in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS") if key in first}
        | {"OPTIONS": options}
    )
