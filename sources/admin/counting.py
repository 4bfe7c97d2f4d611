"""How many rows a list has that nothing narrows: counted once for each state of the content.

A quarter of a million rows take longer to count than a page of them to read. The content version and,
where it is another one than when they were counted last, their number are one answer, and so of one moment.
"""

from typing import Any

from django.core.paginator import Paginator
from django.db import connections
from django.db.models import Model, QuerySet
from django.utils.functional import cached_property

from ..content_version import TABLE

VERSION = {
    "sqlite": f"SELECT group_concat(token, '.') AS now FROM {TABLE}",
    "postgresql": f"SELECT string_agg(token, '.' ORDER BY slot) AS now FROM {TABLE}",
}
counted: dict[tuple[str, type[Model]], tuple[str, int]] = {}


class Pages(Paginator):
    """Pages of the rows of a table of content, whose every change changes the content version."""

    @cached_property
    def count(self):
        rows: Any = self.object_list
        is_narrowed = rows.query.where != rows.model._default_manager.all().query.where
        return super().count if is_narrowed else number_of(rows)


def number_of(rows: QuerySet) -> int:
    """How many rows there are, of a queryset that is the same for all who ask for its model."""
    before, number = counted.get((rows.db, rows.model), ("", 0))
    connection = connections[rows.db]
    sql, values = rows.order_by().values("pk").query.get_compiler(rows.db).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT now, CASE WHEN now = %s THEN NULL ELSE (SELECT COUNT(*) FROM ({sql}) AS found) END
            FROM ({VERSION[connection.vendor]}) AS version""",
            [before, *values],
        )
        now, anew = cursor.fetchone()
    if anew is not None:
        counted[rows.db, rows.model] = now, number = now, anew
    return number
