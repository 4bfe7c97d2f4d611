"""A record's words in the admin: found in the text to the letter, or refused with the nearest ones."""

import pytest

from recommendations.models import Recommendation
from sources.models import Quotation
from tests import builders
from tests.editing import address, an_editor, edit, sent

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/recommendation/add/"


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def a_new_one(client, **fields):
    """Fill in the page for a new recommendation of the chapter, and save it."""
    chapter = builders.the_document("chapter", "The chapter")
    fields = {"code": "chapter-x-r1", "form": "numbered", "document": chapter.pk} | fields
    return client.post(ADD, sent(client.get(ADD), **fields))


def the_page(answer):
    return " ".join(answer.text.split())


def test_it_finds_the_words_and_keeps_where_they_stand(editor):
    passage = builders.a_passage("It said: Japan should share its knowledge. And more.")
    assert a_new_one(editor, text="Japan should share its knowledge.", status="published").status_code == 302
    use = Recommendation.objects.get().record_quotations.get()
    assert (use.role, use.quotation.start_passage, use.quotation.start) == ("text", passage, 9)


def test_white_space_is_no_misquote_and_the_text_is_kept_as_the_document_has_it(editor):
    builders.a_passage("Japan should share its knowledge.")
    a_new_one(editor, text="Japan  should\r\nshare its knowledge.", status="published")
    assert Recommendation.objects.get().text == "Japan should share its knowledge."


@pytest.mark.parametrize("status", ["in_review", "published"])
def test_it_refuses_a_misquote_and_shows_the_nearest_passage(editor, status):
    passage = builders.a_passage("Japan should share its knowledge with the young.")
    answer = a_new_one(editor, text="Japan must share its knowledge with the young.", status=status)
    assert not Recommendation.objects.exists()
    assert "<del>must</del><ins>should</ins>" in the_page(answer)
    assert f"#{passage.anchor}" in the_page(answer)
    assert "Japan must share" in answer.context["adminform"].form["text"].value()


def test_a_refused_misquote_says_so_beside_the_field_and_in_the_summary(editor):
    builders.a_passage("Japan should share its knowledge.")
    answer = a_new_one(editor, text="Japan must share it.", status="published")
    assert list(answer.context["adminform"].form.errors) == ["text"]
    assert '<a href="#id_text">Exact words: These words do not stand' in the_page(answer)


def test_a_draft_may_wait_for_its_words_but_is_told(editor):
    builders.a_passage("Japan should share its knowledge.")
    answer = editor.get(a_new_one(editor, text="Japan must share its knowledge.").url)
    assert Recommendation.objects.get().record_quotations.count() == 0
    assert "it can’t be published like this" in the_page(answer)
    assert "<del>must</del><ins>should</ins>" in the_page(answer)


def test_it_asks_which_place_is_meant_when_words_stand_in_several(editor):
    for before in ("In the first part: ", "In the second part: "):
        builders.a_passage(f"{before}Japan should help.")
    answer = a_new_one(editor, text="Japan should help.")
    assert not Recommendation.objects.exists()
    assert list(answer.context["adminform"].form.errors) == ["words_before"]
    assert "In the second part:</mark>" in the_page(answer)


def test_the_words_before_tell_the_places_apart(editor):
    builders.a_passage("In the first part: Japan should help.")
    second = builders.a_passage("In the second part: Japan should help.")
    a_new_one(editor, text="Japan should help.", words_before="second part:", status="published")
    assert Quotation.objects.get().start_passage == second


def test_a_later_save_keeps_the_place_without_asking_again(editor):
    builders.a_passage("In the first part: Japan should help.")
    second = builders.a_passage("In the second part: Japan should help.")
    a_new_one(editor, text="Japan should help.", words_before="second part:", status="published")
    record = Recommendation.objects.get()
    assert edit(editor, address(record), number="7").status_code == 302
    assert record.record_quotations.get().quotation.start_passage == second


def test_parts_that_stand_apart_are_each_found(editor):
    builders.a_passage("First, Japan should help. Other things. Then ASEAN should thank it.")
    a_new_one(editor, text="Japan should help. … ASEAN should thank it.", status="published")
    quotations = Recommendation.objects.get().record_quotations.order_by("position")
    assert [use.quotation.exact for use in quotations] == ["Japan should help.", "ASEAN should thank it."]


def test_a_wrong_part_is_the_one_that_is_shown(editor):
    builders.a_passage("First, Japan should help. Other things. Then ASEAN should thank it.")
    answer = a_new_one(editor, text="Japan should help. … ASEAN must thank it.", status="published")
    assert "<del>must</del><ins>should</ins>" in the_page(answer)


def test_the_heading_must_stand_in_the_text_too(editor):
    builders.a_passage("Japan should share its knowledge.")
    builders.a_passage("Sharing of knowledge", kind="heading")
    text = "Japan should share its knowledge."
    answer = a_new_one(editor, text=text, heading="Sharing the knowledge", status="published")
    assert list(answer.context["adminform"].form.errors) == ["heading"]
    a_new_one(editor, text=text, heading="Sharing of knowledge", status="published")
    roles = Recommendation.objects.get().record_quotations.values_list("role", flat=True)
    assert sorted(roles) == ["heading", "text"]


def test_a_record_of_a_document_that_is_only_cited_is_read_in_a_held_one(editor):
    builders.a_passage("The Plan says: cooperate on programmes.")
    plan = builders.a_document("plan")
    fields = {"document": plan.pk, "text": "cooperate on programmes.", "status": "published"}
    answer = a_new_one(editor, **fields)
    assert list(answer.context["adminform"].form.errors) == ["read_in"]
    answer = a_new_one(editor, **fields, read_in="chapter")
    assert list(answer.context["adminform"].form.errors) == ["attestation"]
    assert a_new_one(editor, **fields, read_in="chapter", attestation="second_hand").status_code == 302


def test_a_number_that_is_only_implied_needs_no_words_but_a_note(editor):
    builders.a_passage("Anything.")
    implied = {"attestation": "implied", "status": "published"}
    assert "editorial note that says so" in the_page(a_new_one(editor, **implied))
    note = "The chapter prints neither heading nor words."
    assert a_new_one(editor, **implied, editorial_note=note).status_code == 302


def test_nothing_is_kept_of_a_save_that_is_refused(editor):
    builders.a_passage("Japan should share its knowledge.")
    a_new_one(
        editor,
        text="Japan should share its knowledge.",
        status="published",
        links_out__0__relation="related",
        links_out__0__evidence_words="Japan should share its knowledge.",
        links_out__0__evidence_read_in="chapter",
    )
    assert not Recommendation.objects.exists()
    assert not Quotation.objects.exists()


def test_words_that_a_draft_no_longer_has_are_no_longer_its_quotation(editor):
    record = builders.a_recommendation(text="Japan should help.")
    edit(editor, address(record), text="Japan should wait.", status="draft")
    assert record.record_quotations.count() == 0


@pytest.mark.parametrize("text", ["x\0y", "Japan " * 5_000, "“" * 300, "\ud7ff ﷽ 🎉", " … ", " … … "])
def test_odd_words_are_no_error_of_ours(editor, text):
    builders.a_passage("Japan should help.")
    assert a_new_one(editor, text=text, status="published").status_code == 200


def test_among_many_texts_the_one_read_in_is_typed_with_suggestions_told_once(editor, monkeypatch):
    monkeypatch.setattr("sources.admin.held.MOST_LISTED", 0)
    record = builders.a_recommendation(addressing=builders.an_objective())
    page = editor.get(address(record)).text
    assert page.count('<datalist id="held-texts">') == 1
    assert page.count('<option value="chapter">') == 1
    assert 'name="links_out-0-evidence_read_in" value="chapter" list="held-texts"' in page


def test_a_text_that_is_typed_must_be_held(editor, monkeypatch):
    monkeypatch.setattr("sources.admin.held.MOST_LISTED", 0)
    record = builders.a_recommendation()
    answer = edit(editor, address(record), read_in="nowhere")
    assert "nowhere is not one of the available choices" in answer.text
