"""The two commands: what they say, and what is left when they are stopped."""

import os
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from recommendations.exchange import importing
from recommendations.models import ChangeSet, Record

from ..builders import a_clause
from .elsewhere import Elsewhere, a_database
from .packages import a_package

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    told, beside = StringIO(), StringIO()
    call_command(*map(str, arguments), stdout=told, stderr=beside, **options)
    return told.getvalue(), beside.getvalue()


def test_an_import_says_how_far_it_is_and_what_it_did(tmp_path):
    told, beside = run("import_package", a_package(tmp_path, records=[{"code": "plan-1"}]))
    assert told == "Imported: 2 created, 0 changed, 0 removed.\n"
    assert beside == "documents.csv: 1 rows\nrecords.csv: 1 rows\nwords of records.csv: 1 rows\n"


def test_a_dry_run_says_that_it_is_one(tmp_path):
    told, _ = run("import_package", a_package(tmp_path, records=[{"code": "plan-1"}]), "--dry-run")
    assert told == "Would be: 2 created, 0 changed, 0 removed.\n"
    assert not Record.objects.exists()


def test_bad_rows_are_printed_up_to_a_limit_and_are_all_in_the_report(tmp_path):
    rows = [{"code": f"plan-{n}", "kind": "poem"} for n in range(60)]
    report = tmp_path / "report.txt"
    with pytest.raises(CommandError) as error:
        run("import_package", a_package(tmp_path / "package", records=rows), "--report", report)
    said = str(error.value).splitlines()
    assert said[0].startswith("records.csv:2: kind: “poem” is not accepted")
    assert said[-2:] == [f"… and 10 more; all of them are in {report}.", "60 problems; nothing was imported."]
    assert len(report.read_text().splitlines()) == 60


def test_the_history_has_it_under_the_name_of_a_user(tmp_path, django_user_model):
    django_user_model.objects.create_user("reviewer")
    run("import_package", a_package(tmp_path, records=[{"code": "plan-1"}]), "--by", "reviewer")
    assert ChangeSet.objects.get().by.username == "reviewer"


def test_a_user_who_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        run("import_package", a_package(tmp_path), "--by", "nobody")


def test_a_path_where_nothing_is_is_told(tmp_path):
    with pytest.raises(CommandError, match="there is no such file or folder"):
        run("import_package", tmp_path / "nowhere.zip")


def test_what_the_database_refuses_is_told_and_undone(tmp_path, monkeypatch):
    def refuse(work, past):
        raise IntegrityError("a rule of the database")

    monkeypatch.setattr(importing, "_conclude", refuse)
    with pytest.raises(CommandError, match="The database refuses the package: a rule of the database"):
        run("import_package", a_package(tmp_path, records=[{"code": "plan-1"}]))
    assert not Record.objects.exists()


def test_an_export_says_what_it_wrote(tmp_path):
    a_clause()
    told, _ = run("export_package", tmp_path / "a.zip")
    assert told.startswith(f"Wrote {tmp_path / 'a.zip'}: ")
    with pytest.raises(CommandError, match="stands there already"):
        run("export_package", settings.BASE_DIR)


STOPPED = """
import os, signal, sys
from pathlib import Path
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "asean_japan.settings"
django.setup()
from recommendations.exchange import importing
importing._conclude = lambda work, past: os.kill(os.getpid(), signal.SIGKILL)
importing.import_package(Path(sys.argv[1]))
"""


@pytest.fixture
def elsewhere(tmp_path):
    """An empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        return Elsewhere(f"sqlite:///{tmp_path / 'own.sqlite3'}", tmp_path)
    return Elsewhere(a_database(os.environ["DATABASE_URL"], f"killed_{os.getpid()}"), tmp_path)


def test_a_killed_import_leaves_the_database_as_it_was(tmp_path, elsewhere):
    path = a_package(tmp_path / "package", records=[{"code": f"plan-{n}"} for n in range(10_000)])
    elsewhere.manage("migrate", "-v0")
    assert elsewhere.dies(STOPPED, str(path))
    again = elsewhere.manage("import_package", str(path), "-v0")
    assert again == "Imported: 10001 created, 0 changed, 0 removed.\n"
