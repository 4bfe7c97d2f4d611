"""What the database has to be told after much was loaded."""

from collections.abc import Iterable

from django.db import connection, models


def tell_the_planner(loaded: Iterable[type[models.Model]]) -> None:
    """Let the database look at its new rows: until then it plans as if there were none, or ten of each.

    Joins that take milliseconds can take minutes on PostgreSQL, and seconds on SQLite, until they are told.
    """
    names = dict.fromkeys(connection.ops.quote_name(model._meta.db_table) for model in loaded)
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ANALYZE {name}")
