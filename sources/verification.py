"""Proof that the library says what the texts received say, each failure in a sentence."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from . import reading
from .models import DataTable, DocumentVersion, Passage, Quotation, Section


def problems(raw_files: Path) -> Iterator[str]:
    """Every stored text, passage, section, quotation and table that can't be proved.

    `raw_files` is the folder of the files received; a version whose file is not there is
    proved by its stored bytes alone.
    """
    for version in DocumentVersion.objects.select_related("document"):
        yield from _bytes(version, raw_files / version.file_name)
        passages = list(Passage.objects.filter(version=version).order_by("position"))
        yield from _passages(version, passages)
        yield from _sections(version, passages)
        yield from _quotations(version, passages)
        yield from _tables(version)


def _bytes(version, file):
    if version.digest != version.sha256:
        yield f"{version}: the stored text does not match its sha256 {version.sha256}."
    if file.is_file() and sha256(file.read_bytes()).hexdigest() != version.sha256:
        yield f"{file.name}: the file does not match the sha256 of {version}."


def _passages(version, passages):
    try:
        raw = version.raw_text
    except UnicodeDecodeError as error:
        yield f"{version}: the stored text is not UTF-8 ({error.reason} at byte {error.start})."
        return
    for passage in passages:
        try:
            reading.raw_of(passage.text, passage.mended, raw, passage.raw_start, passage.raw_end)
        except reading.ReadingError as error:
            yield f"{version}, passage {passage.anchor}: {error}"


def _sections(version, passages):
    printed = {
        passage.section_id: (passage.label, passage.text)
        for passage in passages
        if passage.kind == Passage.Kind.HEADING
    }
    for section in Section.objects.filter(version=version):
        if printed.get(section.pk) != (section.label, section.heading):
            yield f"{version}, section “{section}”: no passage prints this heading."


def _quotations(version, passages):
    at = {passage.pk: index for index, passage in enumerate(passages)}
    for quotation in Quotation.objects.filter(version=version).iterator():
        first, last = at.get(quotation.start_passage_id, 0), at.get(quotation.end_passage_id, -1)
        if not quotation.is_verbatim(passages[first : last + 1]):
            yield f"{version}, {_place(quotation)}: {quotation} is not what is printed there."
        elif not quotation.is_in_context(passages, first, last):
            yield f"{version}, {_place(quotation)}: {quotation} stands among other words."


def _place(quotation):
    return f"quotation {quotation.start_passage.anchor}:{quotation.start}"


def _tables(version):
    for table in DataTable.objects.filter(version=version).select_related("version"):
        cells = list(table.observations.order_by("row", "column"))
        size = len(table.rows) * len(table.columns)
        if len(cells) != size:
            yield f"{version}, {table}: {len(cells)} cells are stored of {size}."
        elif differing := table.unaccounted(cells):
            yield f"{version}, {table}: a cell reads “{differing[1]}”, printed is “{differing[0]}”."
