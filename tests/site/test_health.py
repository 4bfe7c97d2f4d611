"""/healthz and /readyz: what supervisors ask."""

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from asean_japan.views import health


def test_the_process_is_up_without_asking_the_database(client):
    assert client.get("/healthz").status_code == 200  # no database is allowed in this test


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers_and_is_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder.Migration.objects.filter(app="recommendations").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrations to apply" in response.content


def test_it_is_not_ready_when_the_database_does_not_answer(client, monkeypatch):
    def refuse(*_arguments):
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"does not answer" in response.content
