"""The two real documents, loaded once for each module and rolled back after it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from recommendations.loading import load

FIXTURES = [settings.FIXTURE_DIRS[0] / f"{name}.json" for name in ("chapter", "brief", "records")]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load(FIXTURES)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def corpus(loaded, db):
    """Every test here sees the corpus, and what it changes is undone."""


@pytest.fixture
def fixtures() -> Path:
    return settings.FIXTURE_DIRS[0]
