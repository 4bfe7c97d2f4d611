"""A whole package out of the database, file by file."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from sources.exchange import library_out, packing
from sources.exchange.out import blocks, snapshot
from sources.exchange.report import PackageError, Progress, silent

from . import metadata, out


def members(*, is_public: bool, progress: Progress = silent) -> Iterator[packing.Member]:
    """Every file of the package by its path, block by block; read them in order, within `snapshot()`."""
    for source in out.sources(is_public):
        rows = _counted(source.file.path, source.rows(), progress)
        yield source.file.path, blocks(source.file, rows)
    for path, text in library_out.texts(is_public):
        yield path, [text]
    with override("en"):
        described = metadata.data_package(), metadata.csv_on_the_web()
    yield "csv-metadata.json", [described[1]]
    yield "datapackage.json", [described[0]]


def _counted(name, rows, progress):
    count = 0
    for count, row in enumerate(rows, 1):
        if count % 1_000 == 0:
            progress(name, count)
        yield row
    progress(name, count)


def export_package(path: Path, *, is_public: bool = False, progress: Progress = silent) -> None:
    """Write a package: a zip when the path ends in .zip, else a folder.

    Drafts and texts that may only be quoted are in it, unless it `is_public`. Raises PackageError
    when there is no place for it; then what was there is still there.
    """
    is_zip = path.suffix.lower() == ".zip"
    if path.is_dir() if is_zip else path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise PackageError(_("%s: stands there already; give a new name.") % path)
    write = packing.write_zip if is_zip else packing.write_folder
    try:
        with snapshot():
            write(path, members(is_public=is_public, progress=progress))
    except OSError as error:
        raise PackageError(
            _("%(path)s: can’t be written (%(why)s).") % {"path": path, "why": error.strerror or error}
        ) from None


def public_package() -> Iterator[bytes]:
    """The bytes of a zip of what readers may see, as they are made."""
    with snapshot():
        yield from packing.zipped(members(is_public=True))
