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
from typing import Any, Generic, TypeVar

from django.db import connections, models, router
from django.db.models import Expression, QuerySet

Model = TypeVar("Model", bound=models.Model)


class Given(Expression):
    """Stands in a queryset for a value that is given when it is asked."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Statement:
    """A queryset in the SQL of a connection's database, and the way from its rows to model instances."""

    def __init__(self, queryset: QuerySet, connection: Any):
        self.connection, compiler = connection, queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        # Named, as Django makes "?" of "%s" for SQLite anew each time, letter by letter.
        names = [each.name if isinstance(each, Given) else f"own{at}" for at, each in enumerate(parameters)]
        self.sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
        self.own = {
            name: each for name, each in zip(names, parameters, strict=True) if name.startswith("own")
        }
        columns = [expression for expression, *_rest in compiler.select]
        self.conversions = [(at, *how) for at, how in compiler.get_converters(columns).items()]
        self.annotations = list((compiler.annotation_col_map or {}).items())
        self.make = _maker(compiler.klass_info, columns, connection.alias)

    def ask(self, values: dict[str, Any]) -> list:
        """The model instances for these values."""
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, self.own | values)
            return [self._instance(list(row)) for row in cursor.fetchall()]

    def _instance(self, row):
        for at, converters, expression in self.conversions:
            for convert in converters:
                row[at] = convert(row[at], expression, self.connection)
        made = self.make(row)
        for name, at in self.annotations:
            setattr(made, name, row[at])
        return made


def _maker(told, columns, using):
    """Makes instances of rows, and of what was selected with them, as the compiler tells it of a model."""
    model, at = told["model"], told["select_fields"]
    names = [columns[each].target.attname for each in at]
    own, key = slice(at[0], at[-1] + 1), at[names.index(model._meta.pk.attname)]
    joined = [
        (each["local_setter"], each["remote_setter"], _maker(each, columns, using))
        for each in told.get("related_klass_infos", ())
    ]

    def make(row):
        if row[key] is None:
            return None
        made = model.from_db(using, names, row[own])
        for set_here, set_there, make_other in joined:
            other = make_other(row)
            set_here(made, other)
            if other is not None:
                set_there(other, made)
        return made

    return make


class Prepared(Generic[Model]):
    """A question that is asked by calling it with its values; the answer is a list of model instances.

    With them stands what `select_related` names, along foreign keys. What is prefetched would be another
    question, and is left out.
    """

    def __init__(self, question: Callable[..., QuerySet[Model]]):
        self.question, self.signature = question, signature(question)
        self.__doc__ = question.__doc__

    @property
    def queryset(self) -> QuerySet[Model]:
        """The question, with a mark for each value.

        Made anew for who puts it into SQL: that changes it, and another thread may be at it too.
        """
        return self.question(**{name: Given(name) for name in self.signature.parameters})

    @cached_property
    def model(self) -> type[Model]:
        """What the answers are instances of."""
        return self.queryset.model

    def __call__(self, **values: Any) -> list[Model]:
        if values.keys() != self.signature.parameters.keys():
            self.signature.bind(**values)  # raises TypeError, and says which
        connection = connections[router.db_for_read(self.model)]
        # Kept with the connection, for as long as that is: another thread has its own.
        kept = vars(connection).setdefault("prepared", {})
        if self not in kept:
            kept[self] = Statement(self.queryset, connection)
        return kept[self].ask(values)


def prepared(question: Callable[..., QuerySet[Model]]) -> Prepared[Model]:
    """Makes a question of a function from values to a queryset."""
    return Prepared(question)
