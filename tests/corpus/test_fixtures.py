"""The fixtures are what the curation files make of the texts received, to the byte."""

import json
import re
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from recommendations.curation import build
from recommendations.loading import NotEmpty, load
from recommendations.models import Record, Tag
from sources.models import Document

from .conftest import FIXTURES


@pytest.fixture
def copied(fixtures: Path, tmp_path):
    """A copy of the curation files and texts, to be spoilt."""
    for name in ("curation", "raw"):
        copytree(fixtures / name, tmp_path / name)
    return tmp_path


def dumped():
    told = StringIO()
    options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "sources", "recommendations", stdout=told, **options)
    return json.loads(told.getvalue())


def by_name(entries):
    """The entries as text. Inside a field keys stand as they came: both databases dump the same bytes."""
    return sorted(json.dumps([entry["model"], sorted(entry["fields"].items())]) for entry in entries)


def test_building_twice_gives_the_bytes_that_are_kept(fixtures):
    built = build(fixtures)
    assert built == build(fixtures)
    assert built == {name: (fixtures / name).read_text() for name in built}


def test_the_command_notices_a_fixture_that_was_not_built_again(copied):
    call_command("build_fixtures", folder=copied, stdout=StringIO())
    (copied / "brief.json").write_text("[]")
    with pytest.raises(CommandError, match=r"brief\.json"):
        call_command("build_fixtures", folder=copied, check=True)


def test_what_is_loaded_is_dumped_again_whole():
    kept = [entry for path in FIXTURES for entry in json.loads(path.read_text())]
    assert by_name(dumped()) == by_name(kept)


@pytest.mark.django_db(transaction=True)
def test_loaddata_gives_what_our_own_loading_gives(loaded_by_loaddata):
    kept = [entry for path in FIXTURES for entry in json.loads(path.read_text())]
    assert by_name(dumped()) == by_name(kept)


@pytest.fixture
def loaded_by_loaddata():
    for model in (Record, Document):
        assert model.objects.exists()
    empty_all()
    call_command("loaddata", *FIXTURES, verbosity=0)


def empty_all():
    from recommendations.curation.fixtures import OF_A_DOCUMENT, OF_RECORDS

    for model in reversed(OF_A_DOCUMENT + OF_RECORDS):
        model._base_manager.all()._raw_delete(using="default")


def test_loading_refuses_a_database_that_holds_something():
    with pytest.raises(NotEmpty):
        load(FIXTURES)


def test_a_fixture_that_names_what_is_not_there_stops_the_load_and_leaves_nothing(tmp_path):
    empty_all()
    spoilt = FIXTURES[2].read_text().replace('"chapter-c2-r1"', '"chapter-c9-r1"', 1)
    (tmp_path / "records.json").write_text(spoilt)
    with pytest.raises(KeyError, match=r"chapter-c\d-r1"), transaction.atomic():
        load([*FIXTURES[:2], tmp_path / "records.json"])
    assert not Document.objects.exists()
    assert not Tag.objects.exists()


SPOILT_ROWS = [
    (
        "chapter/records.csv",
        "The Japanese government should provide bilateral support",
        "The Japanese government shall provide bilateral support",
        r"chapter/records.csv:\d+: text: these are not words of the document.*nearest passage is p",
    ),
    ("chapter/records.csv", "chapter-c2-r2,", "chapter-c2-r1,", r"records.csv:\d+: row: .*given twice"),
    ("brief/records.csv", ",proposal,", ",counted,", r"records.csv:\d+: row: form: "),
    ("chapter/cross_references.csv", ",addresses,", ",carries_out,", r"cross_references.csv:\d+: row: "),
    ("chapter/responsibilities.csv", "chapter-c1-r1,", "chapter-c1-r9,", r":\d+: record: there is no record"),
    ("chapter/observations.csv", "0.6591", "0.6592", r"tables.csv:5: number: the cells read “0.6592”"),
    ("brief/milestones.csv", ",1977,", ",1977-13,", r"milestones.csv:\d+: row: date: .*is not a date"),
]


def spoil(folder, file, before, after):
    path = folder / "curation" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def complaint_about(folder):
    with pytest.raises(CommandError) as told:
        call_command("build_fixtures", folder=folder)
    assert not (folder / "records.json").exists()
    return str(told.value)


def test_every_bad_row_is_named_with_file_line_column_and_reason(copied):
    for file, before, after, _complaint in SPOILT_ROWS:
        spoil(copied, file, before, after)
    told = complaint_about(copied)
    for *_spoilt, complaint in SPOILT_ROWS:
        assert re.search(complaint, told), complaint


@pytest.mark.parametrize(
    ("file", "before", "after", "complaint"),
    [
        ("chapter/cross_references.csv", "from,to,", "to,from,", "cross_references.csv:1: the columns are"),
        ("chapter/layout.toml", "Global Trends", "Local Trends", "layout.toml: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named(copied, file, before, after, complaint):
    spoil(copied, file, before, after)
    assert complaint in complaint_about(copied)
