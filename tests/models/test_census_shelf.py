"""A census that outlives its process: taken as it was put, and made to be of today by what changed since."""

import logging
import pickle
import stat

import pytest

from recommendations.census import Shelf, keeper
from recommendations.census.reading import read

from ..builders import a_clause, a_link, a_recommendation, an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """Few records are read from the database at every start; here they are not."""
    monkeypatch.setattr(keeper.Kept, "room", 1_000)
    monkeypatch.setattr(keeper.Kept, "is_worn", False)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path, "this release")


@pytest.fixture
def process(settings, shelf, monkeypatch):
    """A process that has just started, and how often it read everything."""

    def start():
        settings.CENSUS_SHELF = f"{__name__}.made"
        monkeypatch.setattr(f"{__name__}.made", lambda: shelf)
        return keeper.Keeper()

    return start


def made():
    """What a test says."""


@pytest.fixture
def readings(monkeypatch):
    found = []

    def counted(using):
        found.append(using)
        return read(using)

    monkeypatch.setattr(keeper, "read", counted)
    return found


def joined(now):
    """The census as (records, links), by their keys."""
    records, links = now.records, now.links
    ends = {(records.keys[links.source[n]], records.keys[links.target[n]]) for n in links.all}
    return [records.keys[place] for place in records.in_order(records.all)], ends


def begin(started):
    started._begin("default")
    return started.kept["default"].census


def test_the_next_process_takes_what_the_last_one_worked_out(process, readings):
    a_clause(addressing=an_objective())
    first = begin(process())
    second = begin(process())
    assert readings == ["default"]
    assert joined(second) == joined(first)
    assert second.remembered.keys() == first.remembered.keys()


def test_a_reader_who_comes_first_does_not_wait_for_the_database(process, readings):
    a_clause()
    begin(process())
    now = process().current("default")
    assert len(now.records.all) == 1
    assert readings == ["default"]


def test_what_changed_in_between_is_read_and_no_more(process, readings):
    clause = a_clause()
    begin(process())
    a_link(a_recommendation(), clause)
    clause.tags.add("media")
    taken = process().current("default")
    assert readings == ["default"]
    assert joined(taken) == joined(read("default"))
    assert len(taken.tags.bearing) == 1


def test_with_changes_it_can_be_put_there_too(process, shelf):
    begin(process())
    started = process()
    begin(started)
    a_link(a_recommendation(), a_clause())
    changed = started.current("default")
    assert joined(pickle.loads(pickle.dumps(changed))) == joined(changed)


def test_what_a_reader_had_to_wait_for_is_put_there_too(process, shelf, monkeypatch):
    a_clause()
    started = process()
    begin(started)
    monkeypatch.setattr(keeper.journal, "MOST", 0)
    a_clause()
    started.current("default")
    with started.aside:
        assert len(shelf.get("default").census.records.all) == 2


def test_what_another_database_says_is_read_from_that(process, shelf, readings):
    a_clause()
    begin(process())
    kept = shelf.get("default")
    elsewhere = keeper.Journal(kept.journal.past + 1, {})
    shelf.put("default", keeper.Kept("another word", elsewhere, kept.census))
    a_clause()
    assert len(process().current("default").records.all) == 2
    assert readings == ["default", "default"]


def test_nobody_but_its_owner_may_write_what_is_believed(process, tmp_path):
    a_clause()
    begin(process())
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_release_does_not_take_it(shelf, tmp_path):
    shelf.put("default", "kept")
    assert shelf.get("default") == "kept"
    assert Shelf(tmp_path, "next release").get("default") is None
    assert shelf.get("replica") is None


@pytest.mark.parametrize("damage", [lambda body: body[:-1], lambda body: body[:5], lambda body: body + b"0"])
def test_one_that_is_not_whole_is_left(shelf, tmp_path, damage):
    shelf.put("default", "kept")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert shelf.get("default") is None


class Gone:
    """What a library wrote once and has no more."""

    def __reduce__(self):
        return int, ("no number",)


def test_one_that_another_version_of_a_library_wrote_is_left(shelf, caplog):
    shelf.put("default", Gone())
    assert shelf.get("default") is None
    assert "the database is asked instead" in caplog.text


def test_a_disk_that_takes_nothing_is_told_of_and_no_more(tmp_path, caplog):
    nowhere = Shelf(tmp_path / "nowhere", "this release")
    with caplog.at_level(logging.WARNING):
        nowhere.put("default", "kept")
    assert "The next start will read the census" in caplog.text
    assert nowhere.get("default") is None


def test_without_a_shelf_all_is_read(readings):
    a_clause()
    for _start in range(2):
        assert len(begin(keeper.Keeper()).records.all) == 1
    assert readings == ["default", "default"]
