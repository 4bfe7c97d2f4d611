"""export_package and /export/package.zip: everything, or what readers may see, the same to the byte."""

import io
import zipfile

import pytest
from django.db import connection

from recommendations.exchange.exporting import export_package
from recommendations.models import Record
from sources.exchange.report import PackageError

from ..builders import (
    a_clause,
    a_draft,
    a_link,
    a_recommendation,
    a_section,
    an_actor,
    an_instrument,
    an_objective,
)
from .packages import NAMES, everything, rows_of

pytestmark = pytest.mark.django_db


def codes(name, column, **options):
    return {row[column] for row in rows_of(name, **options)}


def test_every_file_is_there_with_its_header_even_when_it_is_empty():
    files = everything()
    assert set(files) == {f"{name}.csv" for name in NAMES} | {"datapackage.json", "csv-metadata.json"}
    assert files["responsibilities.csv"] == b"record,actor,role\r\n"


def test_the_columns_are_those_that_others_rely_on():
    files = everything()
    first = {name: files[f"{name}.csv"].decode().splitlines()[0] for name in NAMES}
    assert first["documents"] == "slug,kind,title,issued,language,rights,csl"
    assert first["records"] == (
        "code,kind,form,document,parent,number,heading,text,attestation,status,tags,editorial_note"
    )
    assert first["cross_references"] == (
        "from,to,relation,basis,reason,evidence_document,evidence_exact,status,origin"
    )
    assert first["actors"] == "slug,name,kind,parent,aliases"


def test_values_that_spreadsheets_would_calculate_are_guarded():
    a_clause(editorial_note="=1+1", tags=["a|b", "c"])
    (row,) = rows_of("records")
    assert (row["editorial_note"], row["tags"]) == ("'=1+1", "a\\|b|c")


def test_rows_stand_in_the_order_that_people_count_in():
    for number in ("3.10", "3.9", "3"):
        a_clause(code=f"ajpoa2015-{number}")
    assert [row["code"] for row in rows_of("records")] == ["ajpoa2015-3", "ajpoa2015-3.9", "ajpoa2015-3.10"]


def test_a_zip_is_the_same_to_the_byte(tmp_path):
    a_recommendation(addressing=an_objective(), tags=["b", "a"])
    export_package(tmp_path / "a.zip")
    export_package(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a.zip").testzip() is None


def test_a_folder_holds_the_same_files_as_a_zip(tmp_path):
    a_section("Trade")
    export_package(tmp_path / "a.zip")
    export_package(tmp_path / "b")
    archive = zipfile.ZipFile(tmp_path / "a.zip")
    assert {name: (tmp_path / "b" / name).read_bytes() for name in archive.namelist()} == {
        name: archive.read(name) for name in archive.namelist()
    }


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(PackageError, match="stands there already"):
        export_package(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_an_export_that_fails_leaves_the_last_one_whole(tmp_path, monkeypatch):
    export_package(tmp_path / "a.zip")
    before = (tmp_path / "a.zip").read_bytes()
    monkeypatch.setattr("recommendations.exchange.metadata.data_package", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_package(tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_path_that_can_not_be_written_is_told(tmp_path):
    with pytest.raises(PackageError, match="can’t be written"):
        export_package(tmp_path / "nowhere" / "a.zip")


def test_readers_get_no_draft_nor_anything_that_hangs_on_one(client):
    secret = a_draft(code="secret-1", text="Secret words.", asking=an_actor(), tags=["secret"])
    shown = a_recommendation(code="shown-1", parent=secret, document=secret.document)
    a_link(secret, a_clause(code="shown-2"))
    an_instrument(used_by=[secret, shown])
    content = b"".join(client.get("/export/package.zip"))
    told = zipfile.ZipFile(io.BytesIO(content))
    everything_told = b"".join(told.read(name) for name in told.namelist() if name.endswith(".csv"))
    assert codes("records", "code", is_public=True) == {"shown-1", "shown-2"}
    assert b"secret-1" not in everything_told
    assert b"secret" not in told.read("tags.csv")
    assert codes("instruments", "records", is_public=True) == {"shown-1"}
    assert not codes("responsibilities", "record", is_public=True)


def test_a_draft_keeps_the_places_it_quotes_to_itself():
    a_draft(text="Secret words.")
    assert rows_of("quotations", is_public=True) == []
    assert len(rows_of("quotations")) == 1


def test_of_texts_that_may_only_be_quoted_readers_get_the_quotations_alone():
    clause = a_clause(text="To be quoted.")
    held = clause.wording[0].version.document
    held.rights = "quotations_only"
    held.save()
    files = everything(is_public=True)
    assert b"Before it." not in b"".join(files.values())
    assert b"To be quoted." in files["quotations.csv"]
    assert not any(name.startswith("texts/") for name in files)


def test_the_download_says_what_it_is_and_takes_no_parameter(client):
    answer = client.get("/export/package.zip")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="asean-japan.zip"'
    assert client.get("/export/package.zip?kind=clause").status_code == 400


def test_the_download_is_the_published_package_to_the_byte(client, tmp_path):
    a_recommendation(addressing=an_objective())
    export_package(tmp_path / "a.zip", is_public=True)
    assert b"".join(client.get("/export/package.zip")) == (tmp_path / "a.zip").read_bytes()


@pytest.mark.parametrize("size", [2, 40])
def test_it_costs_the_same_for_a_few_rows_and_for_many(size, django_assert_num_queries):
    for _ in range(size):
        a_recommendation(addressing=an_objective(), asking=an_actor(), tags=["trade"])
    an_instrument(used_by=Record.objects.first())
    with django_assert_num_queries(27):
        everything()


@pytest.mark.django_db(transaction=True)
def test_an_export_leaves_no_transaction_open(tmp_path):
    export_package(tmp_path / "a.zip")
    a_clause()
    export_package(tmp_path / "b.zip")
    assert not connection.in_atomic_block
    assert (tmp_path / "a.zip").stat().st_size < (tmp_path / "b.zip").stat().st_size


@pytest.mark.django_db(transaction=True)
def test_a_download_that_is_given_up_leaves_no_transaction_open(client):
    a_clause()
    answer = client.get("/export/package.zip")
    assert next(iter(answer)).startswith(b"PK")
    answer.close()
    a_clause()
    assert Record.objects.count() == 2
