"""The library in the admin: what was received is shown, what describes it can be edited."""

import pytest

from sources.models import Citation, Defect, Document, Milestone, Observation, Quotation
from tests import builders
from tests.editing import an_editor, edit, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def path(row, page="change"):
    return f"/admin/sources/{row._meta.model_name}/{row.pk}/{page}/"


def add(client, model, **fields):
    address = f"/admin/sources/{model}/add/"
    return client.post(address, sent(client.get(address), **fields))


@pytest.mark.parametrize(
    "model", ["documentversion", "section", "passage", "quotation", "datatable", "observation"]
)
def test_what_was_received_is_never_added_by_hand(editor, model):
    assert editor.get(f"/admin/sources/{model}/add/").status_code == 403


def test_what_was_received_is_shown_and_never_changed(editor):
    quotation = builders.a_quotation("The words.")
    for row in (quotation, quotation.start_passage, quotation.version):
        assert "The words." in editor.get(path(row)).text
        assert editor.post(path(row), {"exact": "Others.", "text": "Others."}).status_code == 403
        assert editor.post(path(row, "delete"), {"post": "yes"}).status_code == 403
    quotation.refresh_from_db()
    assert quotation.exact == "The words."


def test_a_document_is_added_with_its_bibliographic_record(editor):
    fields = {
        "title": "A declaration",
        "short_title": "Declaration",
        "slug": "tokyo2003",
        "kind": "declaration",
    }
    add(editor, "document", **fields, csl='{"type": "treaty"}')
    assert Document.objects.get(slug="tokyo2003").csl == {"type": "treaty"}


@pytest.mark.parametrize("csl", ["[1]", "{", '{"title": "a\\u0000b"}', "x" * 10_000])
def test_a_bibliographic_record_that_is_none_is_refused_beside_the_field(editor, csl):
    document = builders.a_document()
    answer = edit(editor, path(document), csl=csl)
    assert list(answer.context["adminform"].form.errors) == ["csl"]


def test_a_document_that_is_cited_can_not_be_deleted(editor):
    record = builders.a_recommendation()
    assert "Cannot delete document" in editor.post(path(record.document, "delete"), {"post": "yes"}).text
    assert Document.objects.filter(pk=record.document_id).exists()


def test_a_citation_is_given_by_its_words(editor):
    passage = builders.a_passage("As the Tokyo Declaration has it.")
    words = {"quotation_words": "the Tokyo Declaration", "quotation_read_in": "chapter"}
    add(editor, "citation", document=builders.a_document().pk, **words)
    assert Citation.objects.get().quotation.start_passage == passage


def test_a_citation_in_words_that_stand_nowhere_is_refused_with_the_nearest(editor):
    builders.a_passage("As the Tokyo Declaration has it.")
    words = {"quotation_words": "the Bali Declaration", "quotation_read_in": "chapter"}
    answer = add(editor, "citation", document=builders.a_document().pk, **words)
    assert "<del>Bali</del><ins>Tokyo</ins>" in answer.text
    assert not Quotation.objects.exists()


def test_the_same_place_is_no_second_citation(editor):
    citation = builders.a_citation()
    words = {"quotation_words": citation.quotation.exact, "quotation_read_in": "chapter"}
    answer = add(editor, "citation", document=citation.document_id, **words)
    assert list(answer.context["adminform"].form.errors) == ["quotation_words"]
    assert Citation.objects.count() == 1


def test_a_milestone_keeps_its_words_when_something_else_is_changed(editor):
    milestone = builders.a_milestone()
    edit(editor, path(milestone), title="Another title")
    changed = Milestone.objects.get()
    assert (changed.title, changed.quotation_id) == ("Another title", milestone.quotation_id)


def test_a_milestone_without_words_is_refused_beside_the_field(editor):
    answer = edit(editor, path(builders.a_milestone()), quotation_words="")
    assert list(answer.context["adminform"].form.errors) == ["quotation_words"]


@pytest.mark.parametrize("date", ["2003-13", "yesterday", "9" * 30])
def test_a_date_that_is_none_is_refused(editor, date):
    answer = edit(editor, path(builders.a_milestone()), date=date)
    assert list(answer.context["adminform"].form.errors) == ["date"]


def test_a_defect_stands_in_words_or_in_a_table(editor):
    fields = {"title": "A slip", "slug": "a-slip", "kind": "label", "explanation": "It is printed so."}
    answer = add(editor, "defect", document=builders.the_text().document.pk, **fields)
    assert list(answer.context["adminform"].form.errors) == ["quotation_words"]
    add(editor, "defect", document=builders.the_text().document.pk, table=builders.a_table().pk, **fields)
    assert Defect.objects.get().quotation is None


def test_the_reading_of_a_cell_is_corrected_and_its_print_stays(editor):
    builders.a_table({"Brunei": ("82)",)})
    cell = Observation.objects.get()
    edit(editor, path(cell), value="82", printed="83")
    cell.refresh_from_db()
    assert (cell.value, cell.printed) == (82, "82)")


@pytest.mark.parametrize("value", ["9" * 40, "x", "1e400", "NaN"])
def test_a_number_that_is_none_is_refused(editor, value):
    builders.a_table()
    answer = edit(editor, path(Observation.objects.get()), value=value)
    assert list(answer.context["adminform"].form.errors) == ["value"]
