"""The library: what the database refuses of documents, texts and the spans of them."""

from hashlib import sha256

import pytest
from django.db.models import ProtectedError

from sources.models import (
    Area,
    Citation,
    DataTable,
    Defect,
    Document,
    DocumentVersion,
    Indicator,
    Milestone,
    Observation,
    Passage,
    Quotation,
    Section,
)

from ..builders import (
    a_citation,
    a_defect,
    a_document,
    a_milestone,
    a_passage,
    a_quotation,
    a_section,
    a_table,
    a_version,
)
from .refusal import leads_nowhere, refused, taken

pytestmark = pytest.mark.django_db


def changed(stored, **columns):
    """The row as a program would change it that knows nothing of our rules."""
    return type(stored)._base_manager.filter(pk=stored.pk).update(**columns)


def copied(stored, **columns):
    """The same row again, written behind the models' back."""
    model = type(stored)
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    columns = {name: getattr(stored, name) for name in names} | columns
    return model._base_manager.bulk_create([model(**columns)])


# Documents, and their texts as received


def test_a_document_has_known_rights():
    with refused("document_rights_are_known"):
        changed(a_document(), rights="ours")


def test_a_document_hides_its_text_unless_it_may_be_shown():
    assert not Document().shows_text
    assert a_document(rights="full_text").shows_text


def test_a_document_is_held_once_it_has_a_text():
    held, cited = a_version().document, a_document()
    a_version(held)
    assert list(Document.objects.held()) == [held]
    assert list(Document.objects.only_cited()) == [cited]


def test_one_text_of_a_document_is_one_version():
    version = a_version()
    with refused("version_text_once"):
        copied(version, number=2)


def test_a_version_has_a_number_of_its_own():
    version = a_version()
    with refused("version_number_once"):
        copied(version, raw=b"New.", sha256=sha256(b"New.").hexdigest())


def test_two_documents_may_have_the_same_text():
    copied(a_version(), document_id=a_document().pk)
    assert DocumentVersion.objects.count() == 2


def test_the_bytes_of_a_stored_text_never_change():
    version = a_version()
    version.raw = b"Something else."
    with pytest.raises(ValueError, match="never changes"):
        version.save()
    version.refresh_from_db()
    assert version.digest == version.sha256


def test_the_bytes_of_a_stored_text_do_not_change_with_their_checksum_either():
    version = a_version()
    version.raw = b"Something else."
    version.sha256 = version.digest
    with pytest.raises(ValueError, match="store the new text as a new version"):
        version.save()


def test_what_is_said_about_a_text_may_change():
    version = a_version()
    version.file_name = "renamed.txt"
    version.save()
    assert DocumentVersion.objects.get().file_name == "renamed.txt"


def test_a_document_is_not_deleted_from_under_its_text():
    document = a_version().document
    with pytest.raises(ProtectedError):
        document.delete()


def test_a_version_belongs_to_a_document_that_is_there():
    with leads_nowhere():
        changed(a_version(), document_id=987_654_321)


def test_a_document_is_cited_at_one_place_once():
    with refused("citation_said_once"):
        copied(a_citation())


# Sections, passages, quotations


@pytest.mark.parametrize(
    ("made", "constraint"),
    [(a_section, "section_position_once"), (a_passage, "passage_position_once")],
)
def test_a_position_is_taken_once(made, constraint):
    with refused(constraint):
        copied(made())


@pytest.mark.parametrize("end", [0, -1])
def test_a_passage_runs_forward_in_the_raw_text(end):
    passage = a_passage()
    with refused("passage_span_is_forward"):
        changed(passage, raw_end=max(0, passage.raw_start + end))


@pytest.mark.parametrize("start", [12, 13])
def test_a_quotation_runs_forward(start):
    quotation = a_quotation("Raise", passage=a_passage("Before Raise the age."))
    assert quotation.end == 12
    with refused("span_is_forward"):
        changed(quotation, start=start)


def test_a_quotation_over_two_passages_may_end_at_a_smaller_offset():
    first, second = a_passage("A long paragraph ends here."), a_passage("Short.")
    quotation = a_quotation("here.", passage=first, to=second)
    assert quotation.start > quotation.end


def test_a_quotation_has_words():
    with refused("quotation_has_words"):
        changed(a_quotation(), exact="")


def test_a_span_is_one_quotation():
    with refused("span_once"):
        copied(a_quotation())


def test_the_words_of_a_record_are_not_deleted_with_their_passage():
    quotation = a_quotation()
    with pytest.raises(ProtectedError):
        quotation.start_passage.delete()


@pytest.mark.parametrize("wrong", [{"start": 6}, {"end": 11}, {"end": 99}, {"exact": "raise"}])
def test_a_quotation_is_verbatim_to_the_letter(wrong):
    quotation = a_quotation("Raise", passage=a_passage("Before Raise the age."))
    assert quotation.is_verbatim([quotation.start_passage])
    for column, value in wrong.items():
        setattr(quotation, column, value)
    assert not quotation.is_verbatim([quotation.start_passage])


@pytest.mark.parametrize("wrong", [{"prefix": "After "}, {"suffix": " the ages."}])
def test_a_quotation_stands_among_the_words_around_it(wrong):
    quotation = a_quotation("Raise", passage=a_passage("Before Raise the age."))
    assert quotation.is_in_context([quotation.start_passage], 0, 0)
    for column, value in wrong.items():
        setattr(quotation, column, value)
    assert not quotation.is_in_context([quotation.start_passage], 0, 0)


def test_passages_say_whether_their_document_may_be_read():
    shown = a_passage("Every word.")
    a_passage("Every word.", version=a_version(a_document(rights="quotations_only")))
    assert list(Passage.objects.readable()) == [shown]


# Tables, events and defects


def test_a_table_has_a_number_of_its_own():
    with refused("table_number_once"):
        copied(a_table())


def test_a_table_runs_forward_in_the_raw_text():
    table = a_table()
    with refused("table_span_is_forward"):
        changed(table, raw_end=table.raw_start)


def test_a_cell_is_filled_once():
    with refused("cell_once"):
        copied(a_table().observations.get())


@pytest.mark.parametrize("place", ["row", "column"])
def test_cells_are_counted_from_one(place):
    with refused("cell_counts_from_one"):
        changed(a_table().observations.get(), **{place: 0})


def test_a_defect_is_shown_in_the_words_or_in_a_table():
    with refused("defect_has_a_place"):
        changed(a_defect(), quotation=None)


def test_a_defect_of_a_table_needs_no_quotation():
    table = a_table()
    assert a_defect(table=table, document=table.version.document).quotation is None


NAMED = [Document, Indicator, Area, Milestone, Defect]


@pytest.mark.parametrize("model", NAMED)
def test_a_slug_is_given_once(model):
    for made in (a_table, a_milestone, a_defect):
        made()
    with taken("slug"):
        copied(model.objects.first())


MODELS = [
    Area,
    Citation,
    DataTable,
    Defect,
    Document,
    DocumentVersion,
    Indicator,
    Milestone,
    Observation,
    Passage,
    Quotation,
    Section,
]


@pytest.mark.parametrize("model", MODELS)
def test_everything_is_found_by_its_natural_key(model):
    for made in (a_citation, a_defect, a_milestone, a_section, a_table):
        made()
    kept = list(model._base_manager.all())
    assert kept
    for stored in kept:
        assert model._default_manager.get_by_natural_key(*stored.natural_key()) == stored
