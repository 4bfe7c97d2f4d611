"""`make_corpus` writes packages of made-up text, of any size, the same for the same seed."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from recommendations.exchange.description import BY_NAME
from recommendations.models import CrossReference, Record


def made(folder: Path, records: int = 60, seed: str = "1") -> Path:
    call_command("make_corpus", str(folder), records=records, seed=seed, stdout=StringIO())
    return folder


def rows(package: Path, name: str) -> list[dict]:
    with (package / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def contents(package: Path) -> dict[str, bytes]:
    found = (path for path in sorted(package.rglob("*")) if path.is_file())
    return {str(path.relative_to(package)): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A corpus in which the crowded objective is as crowded as it gets."""
    return made(tmp_path_factory.mktemp("corpus") / "package", records=2500)


def test_it_writes_the_same_bytes_for_the_same_seed(tmp_path):
    assert contents(made(tmp_path / "a")) == contents(made(tmp_path / "b"))


def test_it_writes_other_texts_for_another_seed(tmp_path):
    first, second = made(tmp_path / "a"), made(tmp_path / "b", seed="2")
    assert rows(first, "records") != rows(second, "records")


def test_it_writes_as_many_records_as_were_asked_for(package):
    codes = [row["code"] for row in rows(package, "records")]
    assert len(codes) == len(set(codes)) == 2500


def test_it_names_the_columns_of_the_package(package):
    for path in package.glob("*.csv"):
        with path.open(newline="") as file:
            assert next(csv.reader(file)) == BY_NAME[path.stem].header


def test_a_record_has_about_four_links(package):
    assert 3.5 < len(rows(package, "cross_references")) / 2500 < 4.5


def test_one_objective_has_five_hundred_links(package):
    ends = Counter(row[end] for row in rows(package, "cross_references") for end in ("from", "to"))
    assert ends["blueprint-0001-a1"] == 500


def test_every_relation_and_every_basis_is_there(package):
    links = rows(package, "cross_references")
    assert {row["relation"] for row in links} == set(CrossReference.Relation.values)
    assert {row["basis"] for row in links} == set(CrossReference.Basis.values)


def test_evidence_stands_in_its_document_once(package):
    texts = {path.name: path.read_text() for path in (package / "texts").iterdir()}
    stated = [row for row in rows(package, "cross_references") if row["evidence_exact"]]
    assert len(stated) > 5000
    for row in stated:
        assert texts[f"{row['evidence_document']}-1.txt"].count(row["evidence_exact"]) == 1


def test_records_stand_under_the_numbers_that_are_printed(package):
    numbers = {row["code"]: row["number"] for row in rows(package, "records")}
    under = {row["code"]: row["parent"] for row in rows(package, "records")}
    assert under["plan-0001-2.3.1"] == "plan-0001-2.3"
    assert numbers["plan-0001-2.3.1"] == "2.3.1"
    assert under["blueprint-0001-a4"] == "blueprint-0001-a"


def test_a_few_tags_are_frequent_and_most_are_rare(package):
    used = Counter(tag for row in rows(package, "records") for tag in row["tags"].split("|"))
    counts = sorted(used.values(), reverse=True)
    assert len(counts) > 150
    assert counts[0] > 20 * counts[len(counts) // 2]


def test_some_names_are_in_the_scripts_of_the_region(package):
    words = "".join((package / f"{name}.csv").read_text() for name in ("records", "actors"))
    assert {"ก" in words, "日" in words, "ក" in words, "Đ" in words} == {True}


def test_a_few_records_are_not_published(package):
    states = Counter(row["status"] for row in rows(package, "records"))
    assert set(states) == {"published", "in_review", "draft"}
    assert states["published"] > 2400


@pytest.mark.django_db
def test_what_it_writes_is_imported_and_proved(tmp_path):
    package = made(tmp_path / "package", records=100)
    call_command("import_package", str(package), stdout=StringIO())
    assert Record.objects.count() == 100
    told = StringIO()
    call_command("verify_sources", stdout=told)
    assert "100 records" in told.getvalue()


def test_it_writes_over_nothing(tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(CommandError, match="is there already"):
        made(tmp_path)


def test_it_says_how_small_a_corpus_can_be(tmp_path):
    with pytest.raises(CommandError, match="at least 50 records"):
        made(tmp_path / "package", records=49)
