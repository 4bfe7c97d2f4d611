"""`verify_sources` proves the corpus, and names whatever is not so."""

from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command

from recommendations.models import CrossReference, Record
from sources.models import DocumentVersion, Observation, Passage, Quotation, Section


def complaints(**options):
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_sources", stderr=told, stdout=StringIO(), **options)
    return told.getvalue()


def test_it_proves_both_documents():
    told = StringIO()
    call_command("verify_sources", stdout=told)
    assert "2 document versions" in told.getvalue()


def test_it_names_a_raw_file_with_one_byte_changed(fixtures: Path, tmp_path):
    raw_files = copytree(fixtures / "raw", tmp_path / "raw")
    chapter = raw_files / "chapter.txt"
    changed = bytearray(chapter.read_bytes())
    changed[1000] ^= 1
    chapter.write_bytes(changed)
    assert "chapter.txt: the file does not match" in complaints(raw_files=raw_files)


def test_it_names_a_stored_text_with_one_byte_changed():
    version = DocumentVersion.objects.get(document__slug="chapter")
    changed = bytearray(version.raw)
    changed[1000] ^= 1
    DocumentVersion.objects.filter(pk=version.pk).update(raw=bytes(changed))
    assert "version 1: the stored text does not match its sha256" in complaints()


def test_it_names_a_passage_with_one_character_changed():
    passage = Passage.objects.get(version__document__slug="brief", position=10)
    Passage.objects.filter(pk=passage.pk).update(text=f"X{passage.text[1:]}")
    assert "passage p10" in complaints()


def test_it_names_a_heading_that_is_not_printed():
    Section.objects.filter(heading="Social Justice and Rights").update(heading="Social Justice")
    assert "no passage prints this heading" in complaints()


def test_it_names_a_quotation_with_one_character_changed():
    quotation = Record.objects.get(code="chapter-c2-r1").quotations.get()
    Quotation.objects.filter(pk=quotation.pk).update(exact=quotation.exact.replace("should", "shoald", 1))
    told = complaints()
    assert f"quotation {quotation.start_passage.anchor}:{quotation.start}" in told
    assert "chapter-c2-r1: its text is not what its quotations read" in told


def test_it_names_a_quotation_that_was_moved_to_the_same_words_elsewhere():
    quotation = Quotation.objects.filter(prefix__gt="").first()
    Quotation.objects.filter(pk=quotation.pk).update(prefix=f"{quotation.prefix[:-1]}#")
    assert "stands among other words" in complaints()


def test_it_names_a_record_that_says_something_else():
    Record.objects.filter(code="fukuda1977-1").update(text="Japan accepts the role of a military power")
    assert "fukuda1977-1: its text" in complaints()


def test_it_names_a_link_whose_evidence_was_shifted():
    link = CrossReference.objects.get(
        from_record__code="ajpoa2015-3.10", to_record__code="ascc2015-c2", relation="addresses"
    )
    Quotation.objects.filter(pk=link.evidence_id).update(start=link.evidence.start + 1)
    assert f"{link.evidence.start_passage.anchor}:{link.evidence.start + 1}" in complaints()


def test_it_names_a_claim_to_first_hand_knowledge_of_a_text_that_is_not_held():
    Record.objects.filter(code="ajpoa2015-3.10").update(attestation="primary")
    assert "ajpoa2015-3.10: it is called" in complaints()


def test_it_names_a_cell_that_is_not_what_is_printed():
    Observation.objects.filter(table__number=4, row=2, column=2).update(printed="0.6592")
    assert "reads “0.6592”, printed is “0.6591”" in complaints()


def test_it_leaves_drafts_to_their_editors():
    Record.objects.filter(code="fukuda1977-1").update(status="draft", text="not yet checked")
    call_command("verify_sources", stdout=StringIO())
