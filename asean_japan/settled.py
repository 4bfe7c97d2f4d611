"""Whether this very software made the database what it needs: then a start has nothing to look through.

`migrate` loads every migration and asks each table's permissions anew, which takes longer than all the
rest of a start. It is passed over when no migration is missing, and when these same files, told by when they
were written, were in place as it ran last; without the second, what it makes besides tables might be of
another release.
"""

from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.module_loading import module_has_submodule

from .fingerprint import stamp


def is_settled() -> bool:
    """Whether `migrate` has nothing to do."""
    kept = settings.VAR_DIR / "settled"
    if not kept.exists() or kept.read_text() != stamp():
        return False
    return set(MigrationRecorder(connection).applied_migrations()) >= set(_written())


def settle() -> None:
    """Remember that all is made, by the files as they are now."""
    (settings.VAR_DIR / "settled").write_text(stamp())


def _written():
    """(app, name) of each migration that the apps have, by the names of the files."""
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "migrations"):
            found = iter_modules([f"{app.path}/migrations"])
            yield from ((app.label, each.name) for each in found if each.name[0] not in "_~")
