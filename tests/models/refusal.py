"""What it takes to say that the database itself, not a form, refuses something."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction


def constraints():
    """Every constraint that our models name, by its name, with its model."""
    rooms = [apps.get_app_config(name) for name in ("sources", "recommendations")]
    ours = [model for room in rooms for model in room.get_models()]
    return {each.name: (each, model) for model in ours for each in model._meta.constraints}


@contextmanager
def refused(name):
    """The database refuses what is done within, by the constraint of this name and no other."""
    constraint, model = constraints()[name]
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        yield
    said = str(raised.value)
    if isinstance(constraint, models.UniqueConstraint) and connection.vendor == "sqlite":
        # SQLite names the columns, not the constraint.
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        name = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    assert name in said


@contextmanager
def taken(column):
    """The database refuses what is done within because the value of this unique column is taken."""
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        yield
    said = str(raised.value).lower()
    assert "unique" in said
    assert column in said


@contextmanager
def leads_nowhere():
    """The database refuses what is done within because it names a row that is not there."""
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), transaction.atomic(), _checked_at_once():
        yield


@contextmanager
def _checked_at_once():
    # Both databases ask whether a row is there only when the transaction ends.
    yield
    connection.check_constraints()
