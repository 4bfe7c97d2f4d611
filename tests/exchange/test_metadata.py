"""datapackage.json, csv-metadata.json and /data-dictionary/: one description, told three times."""

import csv
import io
import json
import re

import pytest

from recommendations.exchange.description import PACKAGE, PACKAGE_VERSION
from recommendations.exchange.dictionary import SAMPLE
from sources.exchange.shape import Type

from ..builders import a_clause, a_draft, a_link, a_recommendation, an_actor, an_objective
from .packages import everything

pytestmark = pytest.mark.django_db
FILES = {file.name: file for file in PACKAGE}


@pytest.fixture
def files():
    a_recommendation(addressing=an_objective(), carrying_out=a_clause())
    return everything()


def test_every_file_and_column_is_described_in_its_order(files):
    described = json.loads(files["datapackage.json"])
    assert described["package_version"] == PACKAGE_VERSION
    for resource in described["resources"]:
        header = next(csv.reader(io.StringIO(files[resource["path"]].decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_cells_are_what_the_description_says(files):
    for resource in json.loads(files["datapackage.json"])["resources"]:
        rows = list(csv.DictReader(io.StringIO(files[resource["path"]].decode(), newline="")))
        for field in resource["schema"]["fields"]:
            rules, cells = field.get("constraints", {}), {row[field["name"]] for row in rows}
            assert not (rules.get("required") and "" in cells)
            assert not rules.get("enum") or cells - {""} <= set(rules["enum"])
            assert all(re.fullmatch(rules.get("pattern", ".*"), cell, re.DOTALL) for cell in cells - {""})


def test_references_lead_to_columns_that_are_there(files):
    resources = {each["name"]: each for each in json.loads(files["datapackage.json"])["resources"]}
    for name, resource in resources.items():
        for key in resource["schema"]["foreignKeys"]:
            there = resources[key["reference"]["resource"] or name]["schema"]["fields"]
            assert set(key["reference"]["fields"]) <= {field["name"] for field in there}


def test_csv_on_the_web_tells_of_the_same_columns(files):
    tables = json.loads(files["csv-metadata.json"])["tables"]
    assert {table["url"] for table in tables} == {file.path for file in PACKAGE}
    for table in tables:
        names = [column["name"] for column in table["tableSchema"]["columns"]]
        assert names == FILES[table["url"].removesuffix(".csv")].header


def test_each_file_comes_after_those_that_it_refers_to():
    seen = set()
    for file in PACKAGE:
        seen.add(file.name)
        later = {each.file for each in file.all_references} - seen
        assert later == set()


def test_keys_and_references_name_columns_that_are_there():
    for file in PACKAGE:
        assert set(file.key) <= set(file.header)
        for reference in file.all_references:
            assert set(reference.columns) <= set(file.header)
            assert set(reference.there) <= set(FILES[reference.file].header)


def test_the_dictionary_tells_of_every_file_and_column(client):
    page = client.get("/data-dictionary/").content.decode()
    for file in PACKAGE:
        assert f'id="{file.name}"' in page
        assert all(f"<dt><code>{name}</code></dt>" in page for name in file.header)


def test_its_examples_are_cells_that_readers_may_see(client):
    a_draft(code="secret-1", text="Secret words.")
    a_clause(code="ajpoa2015-3.9", number="3.9")
    page = client.get("/data-dictionary/").content.decode()
    assert "<code>ajpoa2015-3.9</code>" in page
    assert "secret-1" not in page


def test_its_examples_are_found_behind_any_number_of_drafts(client):
    for _ in range(SAMPLE + 1):
        a_link(a_draft(asking=an_actor()), an_objective(), reason="Only a draft.")
    published = a_recommendation(asking=an_actor(slug="japan"))
    a_link(published, an_objective(), reason="A reason to be read.")
    page = client.get("/data-dictionary/").content.decode()
    assert "Only a draft." not in page
    for example in ("A reason to be read.", published.code, "japan"):
        assert f"Example: <code>{example}</code>" in " ".join(page.split())


@pytest.mark.parametrize("size", [2, 30])
def test_the_dictionary_costs_the_same_at_any_size(client, size, django_assert_num_queries):
    for _ in range(size):
        a_recommendation(addressing=an_objective(), tags=["trade"])
    with django_assert_num_queries(24):
        client.get("/data-dictionary/")


def test_it_is_linked_from_the_export_page_and_the_foot_of_every_page(client):
    assert client.get("/export/").content.decode().count('href="/data-dictionary/"') == 2
    assert 'href="/export/package.zip"' in client.get("/export/").content.decode()
    assert 'href="/data-dictionary/"' in client.get("/about/").content.decode()


def test_numbers_have_bounds_that_the_database_keeps():
    whole = [column for file in PACKAGE for column in file.columns if column.type is Type.INTEGER]
    assert whole
    assert all(0 <= column.lowest < column.highest < 2**31 for column in whole)
