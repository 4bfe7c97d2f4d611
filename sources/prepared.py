"""Questions put into SQL once and asked again and again with other values.

To make the SQL of a queryset takes Django longer than the database takes to answer it, where a page asks
for a few rows. A prepared question is made anew for each connection, so it speaks that database's language.

    @prepared
    def named(code):
        return Document.objects.filter(slug=code).select_related("…")

    named(code="chapter")  # a list of documents
"""

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connections, models, router
from django.db.models import Expression, QuerySet
from django.db.models.query import ModelIterable

Model = TypeVar("Model", bound=models.Model)


class Given(Expression):
    """Stands in a queryset for a value that is given when it is asked."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Statement:
    """A queryset in SQL; takes the place of its compiler when model instances are made of the rows."""

    def __init__(self, queryset: QuerySet, connection: Any):
        self.connection, compiler = connection, queryset.query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map
        columns = [expression for expression, *_rest in self.select]
        self.conversions = [(at, *how) for at, how in compiler.get_converters(columns).items()]

    def rows(self, values: dict[str, Any]) -> list[list]:
        """The rows for these values, each value as its field has it."""
        given = [values[each.name] if isinstance(each, Given) else each for each in self.parameters]
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            found = list(map(list, cursor.fetchall()))
        for row in found:
            for at, converters, expression in self.conversions:
                for convert in converters:
                    row[at] = convert(row[at], expression, self.connection)
        return found


class Asked:
    """A statement with its values, as ModelIterable takes a query."""

    def __init__(self, statement: Statement, values: dict[str, Any]):
        self.statement, self.values = statement, values
        self.select, self.klass_info = statement.select, statement.klass_info
        self.annotation_col_map = statement.annotation_col_map

    def get_compiler(self, using: str) -> "Asked":
        return self

    def execute_sql(self, **_how: Any) -> list[list]:
        return self.statement.rows(self.values)

    def results_iter(self, rows: list[list]) -> list[list]:
        return rows


class Prepared(Generic[Model]):
    """A question that is asked by calling it with its values; the answer is a list of model instances.

    What a queryset prefetches is left out, as that would be another question.
    """

    def __init__(self, question: Callable[..., QuerySet[Model]]):
        self.question, self.__doc__ = question, question.__doc__
        self.names = list(signature(question).parameters)

    @cached_property
    def queryset(self) -> QuerySet[Model]:
        """The question, with a mark for each value."""
        return self.question(**{name: Given(name) for name in self.names})

    def __call__(self, **values: Any) -> list[Model]:
        model = self.queryset.model
        using = router.db_for_read(model)
        asked = Asked(self._statement(connections[using]), values)
        # Of a queryset, ModelIterable takes these.
        queryset = SimpleNamespace(
            query=asked, db=using, model=model, _known_related_objects={}, _fetch_mode=None
        )
        return list(ModelIterable(queryset))  # type: ignore[arg-type]

    def _statement(self, connection) -> Statement:
        # Kept with the connection, for as long as that is: another thread has its own.
        kept = vars(connection).setdefault("prepared", {})
        if self not in kept:
            kept[self] = Statement(self.queryset, connection)
        return kept[self]


def prepared(question: Callable[..., QuerySet[Model]]) -> Prepared[Model]:
    """Makes a question of a function from values to a queryset."""
    return Prepared(question)
