"""Packages for the tests: folders of CSV files, of which a test says only the cells that matter."""

import csv
import io
from hashlib import sha256
from pathlib import Path

from recommendations.exchange.description import BY_NAME, PACKAGE
from recommendations.exchange.exporting import members
from recommendations.exchange.importing import import_package
from sources.csv_files import escape

# What a row of these files needs besides what a test says of it.
USUAL = {
    "documents": {"kind": "report", "title": "A report"},
    "records": {"kind": "clause", "document": "plan", "heading": "A heading", "status": "draft"},
    "cross_references": {
        "relation": "related", "basis": "reading", "reason": "Both speak of it.", "status": "draft",
    },
    "actors": {"kind": "agency", "name": "An agency"},
    "responsibilities": {"role": "addressee"},
}  # fmt: skip


def as_csv(name: str, rows: list[dict]) -> str:
    """The text of a file; cells that no row tells of are empty."""
    file, written = BY_NAME[name], io.StringIO()
    writer = csv.writer(written)
    writer.writerow(file.header)
    for row in rows:
        full = USUAL.get(name, {}) | row
        assert set(full) <= set(file.header), full
        writer.writerow([escape(str(full.get(column, ""))) for column in file.header])
    return written.getvalue()


def a_package(folder: Path, *, raw: dict[str, bytes | str] | None = None, **files: list[dict]) -> Path:
    """A package in a folder: rows by file, and `raw` content by path."""
    given = {"documents": [{"slug": "plan"}], "records": []} | files
    content = {f"{name}.csv": as_csv(name, rows) for name, rows in given.items()} | (raw or {})
    for path, said in content.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(said.encode() if isinstance(said, str) else said)
    return folder


def a_text(*paragraphs: str, slug: str = "plan") -> dict:
    """The files and `raw` content of a held text with these passages."""
    raw = "\n".join(paragraphs).encode()
    digest, path = sha256(raw).hexdigest(), f"texts/{slug}-1.txt"
    starts = [sum(len(each) + 1 for each in paragraphs[:n]) for n in range(len(paragraphs))]
    version = {
        "document": slug, "number": 1, "file": path, "sha256": digest, "file_name": "text.txt",
        "received": "2026-11-22",
    }  # fmt: skip
    passages = [
        {
            "document": slug, "version": 1, "position": n, "kind": "paragraph", "text": text,
            "raw_start": start, "raw_end": start + len(text),
        }
        for n, (text, start) in enumerate(zip(paragraphs, starts, strict=True), 1)
    ]  # fmt: skip
    return {"versions": [version], "passages": passages, "raw": {path: raw}}


def brought_in(path: Path, **options):
    """The outcome of an import in which no row was bad."""
    outcome = import_package(path, **options)
    assert outcome.report.first == []
    return outcome


def problems_of(path: Path, **options) -> list[str]:
    """What is said of the rows of a package that is refused."""
    return import_package(path, **options).report.first


def everything(*, is_public: bool = False) -> dict[str, bytes]:
    """Every file of the package that would be exported now."""
    return {path: b"".join(content) for path, content in members(is_public=is_public)}


def rows_of(name: str, *, is_public: bool = False) -> list[dict[str, str]]:
    """The rows of one file of the package that would be exported now."""
    text = everything(is_public=is_public)[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def told(code: str, **changes) -> dict[str, str]:
    """The row of a record as it would be exported now, but for these cells."""
    return next(row for row in rows_of("records") if row["code"] == code) | changes


NAMES = [file.name for file in PACKAGE]
