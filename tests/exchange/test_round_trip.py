"""Out of one database, into an empty one of either kind, and out again: the same to the byte."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from recommendations.exchange.exporting import export_package
from recommendations.loading import load
from recommendations.models import CrossReference, Record
from scripts import postgres, programs

from .elsewhere import Elsewhere, a_database
from .packages import brought_in

pytestmark = pytest.mark.django_db
FIXTURES = [settings.FIXTURE_DIRS[0] / f"{name}.json" for name in ("chapter", "brief", "records")]


@pytest.fixture
def package(tmp_path) -> Path:
    """Both documents as a package; what it was made of is in the database."""
    load(FIXTURES)
    export_package(tmp_path / "first.zip")
    return tmp_path / "first.zip"


def forget_everything():
    models = [
        *apps.get_app_config("recommendations").get_models(),
        *apps.get_app_config("sources").get_models(),
    ]
    with connection.cursor() as cursor:
        for model in models:
            if not model._meta.proxy:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def test_both_documents_come_back_whole(package, tmp_path):
    forget_everything()
    brought_in(package)
    export_package(tmp_path / "second.zip")
    assert (tmp_path / "second.zip").read_bytes() == package.read_bytes()


def test_what_comes_back_can_be_proved(package):
    forget_everything()
    brought_in(package)
    call_command("verify_sources")


def test_bringing_it_in_again_changes_nothing(package):
    outcome = brought_in(package)
    assert str(outcome.tally) == "0 created, 0 changed, 0 removed"
    assert outcome.tally.rows["records"] == Record.objects.count()


def test_what_readers_see_can_be_brought_in_elsewhere(package, tmp_path):
    Record.objects.filter(code="chapter-c2-r1").update(status="draft")
    export_package(tmp_path / "public.zip", is_public=True)
    forget_everything()
    brought_in(tmp_path / "public.zip")
    call_command("verify_sources")
    assert not Record.objects.filter(code="chapter-c2-r1").exists()
    assert CrossReference.objects.exists()


@pytest.fixture(scope="module")
def other():
    """The address of an empty database of the other kind, for a run on SQLite."""
    if connection.vendor != "sqlite":
        pytest.skip("the other kind is PostgreSQL, seen from SQLite")
    folder = programs.find_postgres()
    if folder is None:
        pytest.skip("PostgreSQL's server programs were not found; Debian's package is postgresql")
    with postgres.throwaway(folder) as url:
        yield url


def test_the_other_kind_of_database_gives_the_same_bytes(package, other, tmp_path):
    there = Elsewhere(a_database(other, "documents"), tmp_path)
    there.bring_in(package)
    assert there.export("second.zip").read_bytes() == package.read_bytes()


def test_ten_thousand_records_go_from_one_kind_to_the_other_and_back(other, tmp_path):
    """Some forty seconds: what two documents do not have (many pages of keys, scripts, ties) is in these."""
    here = Elsewhere(f"sqlite:///{tmp_path / 'first.sqlite3'}", tmp_path)
    here.manage("make_corpus", "--records", "10000", str(tmp_path / "made"))
    here.bring_in(tmp_path / "made")
    first = here.export("first.zip")
    there = Elsewhere(a_database(other, "corpus"), tmp_path)
    there.bring_in(first)
    second = there.export("second.zip")
    assert second.read_bytes() == first.read_bytes()
    assert "Imported: 0 created, 0 changed, 0 removed." in there.manage("import_package", str(first), "-v0")
    back = Elsewhere(f"sqlite:///{tmp_path / 'back.sqlite3'}", tmp_path)
    back.bring_in(second)
    assert back.export("third.zip").read_bytes() == first.read_bytes()
