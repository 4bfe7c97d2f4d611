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
