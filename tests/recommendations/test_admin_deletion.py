"""Codes are for ever: a record that is deleted or renamed leaves its code behind."""

import pytest

from recommendations.models import CrossReference, FormerCode, Recommendation, Record
from tests import builders
from tests.editing import address, an_editor, edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def delete(client, record, **fields):
    return client.post(
        address(record, "delete"), {"why": "Entered twice.", "version": record.version} | fields
    )


def test_it_asks_for_the_reason_first(editor):
    record = builders.a_recommendation()
    assert delete(editor, record, why=" ").status_code == 409
    assert Record.objects.filter(pk=record.pk).exists()


def test_the_code_of_a_deleted_record_keeps_the_reason(editor):
    record = builders.a_recommendation(code="chapter-c1-r1")
    assert delete(editor, record).status_code == 302
    former = FormerCode.objects.get(code="chapter-c1-r1")
    assert (former.record, former.reason) == (None, "Entered twice.")
    assert not Record.objects.exists()


def test_the_codes_that_it_had_before_answer_with_the_reason_too(editor):
    record = builders.a_recommendation()
    FormerCode.objects.create(code="chapter-x-r9", record=record)
    delete(editor, record)
    assert FormerCode.objects.get(code="chapter-x-r9").reason == "Entered twice."


def test_links_stand_in_the_way_and_are_named(editor):
    record = builders.a_recommendation(addressing=builders.an_objective(code="ascc2015-c2"))
    answer = delete(editor, record)
    assert answer.status_code == 409
    assert "addresses ascc2015-c2" in answer.text
    assert Record.objects.count() == 2


def test_links_go_along_when_the_editor_says_so(editor):
    record = builders.a_recommendation(addressing=builders.an_objective())
    assert delete(editor, record, with_links="on").status_code == 302
    assert not CrossReference.objects.exists()
    entered = CrossReference.history.filter(history_type="-").get()
    assert entered.change_set.why == "Entered twice."


def test_what_stands_under_it_stands_in_the_way_always(editor):
    parent = builders.an_objective()
    builders.an_objective(parent=parent, code="ascc2015-c2")
    answer = delete(editor, parent, with_links="on")
    assert "These stand under it: ascc2015-c2" in answer.text


def test_a_newer_save_stands_in_the_way(editor):
    record = builders.a_recommendation()
    edit(editor, address(record), number="7")
    answer = delete(editor, record)
    assert "was saved by somebody else meanwhile" in answer.text
    assert Record.objects.filter(pk=record.pk).exists()


def test_records_are_not_deleted_by_the_dozen(editor):
    record = builders.a_recommendation()
    page = editor.get("/admin/recommendations/recommendation/")
    assert "delete_selected" not in page.text
    editor.post(
        "/admin/recommendations/recommendation/", {"action": "delete_selected", "_selected_action": record.pk}
    )
    assert Record.objects.filter(pk=record.pk).exists()


def test_a_code_that_is_changed_leads_on(editor):
    record = builders.a_recommendation(code="chapter-c1-r1")
    edit(editor, address(record), code="chapter-c1-r2", why="Miscounted.")
    former = FormerCode.objects.get()
    assert (former.code, former.record_id, former.reason) == ("chapter-c1-r1", record.pk, "Miscounted.")


def test_a_code_may_be_changed_back(editor):
    record = builders.a_recommendation(code="chapter-c1-r1")
    edit(editor, address(record), code="chapter-c1-r2")
    edit(editor, address(record), code="chapter-c1-r1")
    assert list(FormerCode.objects.values_list("code", flat=True)) == ["chapter-c1-r2"]


@pytest.mark.parametrize(
    "code", ["chapter-gone", "chapter-renamed", "chapter-used", "Chapter", "a..b", "é", "a b", ""]
)
def test_a_code_that_is_or_was_in_use_or_is_none_is_refused(editor, code):
    other = builders.a_recommendation(code="chapter-used")
    FormerCode.objects.create(code="chapter-gone", reason="Deleted.")
    FormerCode.objects.create(code="chapter-renamed", record=other)
    record = builders.a_recommendation(code="chapter-c1-r1")
    answer = edit(editor, address(record), code=code)
    assert list(answer.context["adminform"].form.errors) == ["code"]
    assert Recommendation.objects.filter(code="chapter-c1-r1").exists()


def test_a_record_of_another_document_is_no_parent(editor):
    record, stranger = builders.a_recommendation(), builders.an_objective()
    answer = edit(editor, address(record), parent=stranger.pk)
    assert list(answer.context["adminform"].form.errors) == ["parent"]


def test_a_record_is_not_put_under_itself(editor):
    record = builders.a_recommendation()
    child = builders.a_recommendation(parent=record)
    for parent in (record, child):
        answer = edit(editor, address(record), parent=parent.pk)
        assert list(answer.context["adminform"].form.errors) == ["parent"]


@pytest.mark.parametrize("model", ["actor", "tag"])
def test_what_goes_along_with_much_is_counted_and_not_listed(editor, model, monkeypatch):
    monkeypatch.setattr("sources.admin.deleting.MOST_NAMED", 2)
    actor, tag = builders.an_actor(), builders.a_tag()
    for _ in range(3):
        builders.a_recommendation(asking=actor, tags=[tag.name])
    row, told = {"actor": (actor, "3 responsibilities"), "tag": (tag, "3 taggings")}[model]
    page = editor.get(f"/admin/recommendations/{model}/{row.pk}/delete/").text
    assert f"<li>{told}</li>" in page
    assert "chapter-" not in page
