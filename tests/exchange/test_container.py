"""Folders and zips: read no further than is safe, and never beyond themselves."""

import io
import zipfile

import pytest

from sources.exchange import container
from sources.exchange.container import open_package
from sources.exchange.report import PackageError


def a_zip(path, *, compression=zipfile.ZIP_DEFLATED, **content):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, said in content.items():
            archive.writestr(name, said)
    return path


def read(package, name):
    with package.open(name) as stream:
        return stream.read()


def test_a_zip_and_a_folder_are_read_alike(tmp_path):
    package = open_package(a_zip(tmp_path / "a.zip", **{"records.csv": "code", "texts/a.txt": "words"}))
    (tmp_path / "b" / "texts").mkdir(parents=True)
    (tmp_path / "b" / "records.csv").write_text("code")
    (tmp_path / "b" / "texts" / "a.txt").write_text("words")
    assert package.sizes == open_package(tmp_path / "b").sizes == {"records.csv": 4, "texts/a.txt": 5}
    assert read(package, "texts/a.txt") == b"words"


def test_a_folder_that_was_zipped_whole_is_found_in_it(tmp_path):
    names = {"package/records.csv": "code", "package/texts/a.txt": "words", "__MACOSX/package/._x": "-"}
    assert set(open_package(a_zip(tmp_path / "a.zip", **names)).sizes) == {"records.csv", "texts/a.txt"}


@pytest.mark.parametrize("name", ["../records.csv", "/records.csv", "a/../../b", "C:\\records.csv", "a\\b"])
def test_a_name_that_climbs_out_is_refused(tmp_path, name):
    with pytest.raises(PackageError, match="leads out of the package"):
        open_package(a_zip(tmp_path / "a.zip", **{name: "code"}))


def test_a_link_that_leads_out_of_a_folder_is_refused(tmp_path):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "records.csv").symlink_to(tmp_path / "secret")
    with pytest.raises(PackageError, match="leads out of the package"):
        open_package(tmp_path / "package").open("records.csv")


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_name_that_comes_twice_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("records.csv", "one")
        archive.writestr("records.csv", "two")
    with pytest.raises(PackageError, match="stands in the zip twice"):
        open_package(tmp_path / "a.zip")


def test_a_bomb_is_not_read_on(tmp_path, monkeypatch):
    monkeypatch.setattr(container, "UNSUSPECTED", 100_000)
    package = open_package(a_zip(tmp_path / "a.zip", **{"records.csv": "0" * 5_000_000}))
    with pytest.raises(PackageError, match="bytes come out of it; it is not read on"):
        read(package, "records.csv")
    assert container.MOST_BYTES - package.left < 3_000_000


def test_many_small_files_are_counted_together(tmp_path):
    names = {f"{n}.csv": "0" * 1_000 for n in range(5)}
    package = open_package(a_zip(tmp_path / "a.zip", **names), most_bytes=3_500)
    assert [len(read(package, f"{n}.csv")) for n in range(3)] == [1_000] * 3
    with pytest.raises(PackageError, match="it is not read on"):
        read(package, "3.csv")


def test_what_is_no_zip_is_refused(tmp_path):
    (tmp_path / "a.zip").write_text("no zip at all")
    with pytest.raises(PackageError, match=r"a.zip: is damaged"):
        open_package(tmp_path / "a.zip")


def test_a_zip_cut_short_is_refused(tmp_path):
    whole = a_zip(tmp_path / "a.zip", **{"records.csv": "code\n" * 1_000}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:-30])
    with pytest.raises(PackageError, match="is damaged"):
        open_package(tmp_path / "a.zip")


def test_a_file_damaged_within_is_refused(tmp_path):
    path = a_zip(tmp_path / "a.zip", compression=zipfile.ZIP_STORED, **{"records.csv": "code\n" * 1_000})
    path.write_bytes(path.read_bytes().replace(b"code\ncode\ncode\n", b"code\nkode\ncode\n", 1))
    with pytest.raises(PackageError, match=r"records.csv: is damaged"):
        read(open_package(path), "records.csv")


def test_a_locked_file_is_refused(tmp_path):
    made = io.BytesIO(a_zip(tmp_path / "a.zip", **{"records.csv": "code"}).read_bytes())
    content = bytearray(made.getvalue())
    central = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(PackageError, match=r"records.csv: can’t be unpacked"):
        read(open_package(tmp_path / "a.zip"), "records.csv")


def test_a_path_where_nothing_is_is_refused(tmp_path):
    with pytest.raises(PackageError, match="there is no such file or folder"):
        open_package(tmp_path / "a.zip")
