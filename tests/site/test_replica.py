"""DATABASE_REPLICA_URL: anonymous readers read from a second database, everybody else from the first."""

import re
import sqlite3

import pytest

from .running import once, run, running, serving

SIGNED_IN = {"Cookie": "sessionid=whoever"}


def save(folder, name, count):
    with running(folder, "-m", "tests.site.saving", name, str(count)) as saving:
        saving.communicate("\n")


@pytest.fixture(scope="module")
def late(migrated, tmp_path_factory):
    """A site whose replica has p-1 and p-2, and whose first database has q-1 since then."""
    folder = tmp_path_factory.mktemp("late")
    first, replica = folder / "asean_japan.sqlite3", folder / "replica.sqlite3"
    with sqlite3.connect(migrated / "asean_japan.sqlite3") as empty, sqlite3.connect(first) as copy:
        empty.backup(copy)
    save(folder, "p", 2)
    with sqlite3.connect(first) as whole, sqlite3.connect(replica) as copy:
        whole.backup(copy)
    save(folder, "q", 1)
    assert run(folder, "manage.py", "serve", "--prepare-only").returncode == 0
    with serving(folder, DATABASE_REPLICA_URL=f"sqlite:///{replica}") as site:
        yield site


def codes(answer):
    assert answer.status == 200, answer.body
    return {code for code in ("p-1", "p-2", "q-1") if re.search(rf"\b{code}\b", answer.body)}


@once
@pytest.mark.parametrize(
    "path", ["/principles/", "/principles.csv", "/search/?q=words", "/export/package.zip"]
)
def test_who_has_no_session_reads_from_it_and_who_has_one_does_not(late, path):
    assert codes(late.ask(path)) == {"p-1", "p-2"}
    assert codes(late.ask(path, **SIGNED_IN)) == {"p-1", "p-2", "q-1"}
    assert codes(late.ask(path)) == {"p-1", "p-2"}


@once
def test_what_only_the_first_has_is_not_there_yet_for_others(late):
    assert late.ask("/principles/q-1/").status == 404
    assert late.ask("/principles/q-1/", **SIGNED_IN).status == 200


@once
def test_a_page_is_tagged_by_the_database_it_was_read_from(late):
    tag = late.ask("/principles/").headers["ETag"]
    assert late.ask("/principles/", If_None_Match=tag).status == 304
    save(late.folder, "r", 1)
    assert late.ask("/principles/", If_None_Match=tag).status == 304


@once
def test_a_replica_that_is_not_there_is_told(late, tmp_path):
    nowhere = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    with serving(late.folder, DATABASE_REPLICA_URL=nowhere) as site:
        ready = site.ask("/readyz")
        assert (ready.status, "the replica" in ready.body) == (503, True)
        assert site.ask("/principles/", **SIGNED_IN).status == 200
