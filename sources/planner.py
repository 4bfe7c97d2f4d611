"""What the database has to be told after much was loaded."""

from collections.abc import Iterable

from django.db import connection, models


def tell_the_planner(loaded: Iterable[type[models.Model]]) -> None:
    """PostgreSQL plans for the rows it has been told of: joins over new ones can take minutes until then."""
    if connection.vendor == "postgresql":
        names = dict.fromkeys(connection.ops.quote_name(model._meta.db_table) for model in loaded)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(names)}")
