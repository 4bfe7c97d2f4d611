"""Whatever is sent to the admin, the answer is a sentence and never an error of ours."""

import json

import pytest

from tests import builders
from tests.editing import address, an_editor, edit, sent

pytestmark = pytest.mark.django_db

LIST = "/admin/recommendations/recommendation/"
AUTOCOMPLETE = "/admin/autocomplete/"
HUGE = "9" * 30
ODD = ["0", HUGE, f"-{HUGE}", "9" * 5_000, "٣", "1.5", "x", "", "a,b", f"1,{HUGE}"]


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


@pytest.mark.parametrize(
    "key",
    [
        "id",
        "id__in",
        "document",
        "tag",
        "links",
        "status__exact",
        "parent__id__exact",
        "p",
        "o",
        "q",
        "_to_field",
    ],
)
def test_a_list_bears_odd_parameters(editor, key):
    builders.a_recommendation()
    for value in ODD:
        assert editor.get(LIST, {key: value}).status_code in (200, 302, 400), value


@pytest.mark.parametrize("model", ["crossreference", "responsibility", "changeset", "actor"])
def test_other_lists_bear_odd_parameters(editor, model):
    for value in ODD:
        for key in ("id__in", "from_record__id__exact", "record__id", "at__gte", "kind__exact"):
            assert editor.get(f"/admin/recommendations/{model}/", {key: value}).status_code in (200, 302, 400)


def test_a_page_of_a_row_that_can_not_be_says_so(editor):
    for value in ODD:
        for page in ("change", "delete", "history"):
            assert editor.get(f"{LIST}{value or 0}/{page}/").status_code in (302, 400, 404), value


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_a_selection_of_rows_that_can_not_be_changes_nothing(editor, value):
    record = builders.a_draft()
    answer = editor.post(LIST, {"action": "publish", "_selected_action": [value]})
    assert answer.status_code in (302, 400)
    record.refresh_from_db()
    assert record.status == "draft"


def test_a_form_that_is_begun_with_odd_values_opens(editor):
    for value in ODD:
        answer = editor.get(f"{LIST}add/", dict.fromkeys(("parent", "document", "tags", "read_in"), value))
        assert answer.status_code in (200, 400), value


@pytest.mark.parametrize("value", [HUGE, "x", "a\0b"], ids=["huge", "a word", "with NUL"])
def test_a_form_bears_odd_values_in_every_field(editor, value):
    record = builders.a_recommendation(asking=builders.an_actor())
    builders.a_link(record, builders.an_objective())
    typed = sent(editor.get(address(record)))
    names = ["parent", "document", "status", "read_in", "words_before", "responsibilities-0-actor"]
    names += [f"links_out-{name}" for name in ("0-to_record", "0-id", "TOTAL_FORMS")]
    for name in names:
        record.refresh_from_db()
        typed["seen_version"] = record.version
        assert editor.post(address(record), typed | {name: value}).status_code in (200, 302), name


def suggestions(client, term, model="crossreference", field="to_record", **more):
    query = {"term": term, "app_label": "recommendations", "model_name": model, "field_name": field}
    return client.get(AUTOCOMPLETE, query | more)


def test_suggestions_search_the_text_and_name_code_and_first_words(editor):
    builders.a_recommendation(code="chapter-c2-r1", text="Japan should assist migrant workers.")
    builders.a_recommendation(text="Something else.")
    found = suggestions(editor, "migrant").json()["results"]
    assert [each["text"] for each in found] == ["chapter-c2-r1 · Japan should assist migrant workers."]


def test_suggestions_of_actors_know_their_other_names(editor):
    builders.an_actor("Lao PDR", aliases=["Laos"])
    found = suggestions(editor, "Laos", model="responsibility", field="actor").json()["results"]
    assert [each["text"] for each in found] == ["Lao PDR"]


def test_suggestions_are_bounded(editor):
    for _ in range(25):
        builders.an_objective()
    found = suggestions(editor, "").json()
    assert (len(found["results"]), found["pagination"]["more"]) == (20, True)


def test_suggestions_go_on_page_by_page(editor):
    for _ in range(25):
        builders.an_objective()
    found = suggestions(editor, "", page=2).json()
    assert (len(found["results"]), found["pagination"]["more"]) == (5, False)


def test_suggestions_search_drafts_and_the_beginnings_of_words(editor):
    builders.a_draft(code="chapter-c2-r1", text="Japan should assist migrant workers.")
    for term in ("migra", "c2-r", "workers jap"):
        found = suggestions(editor, term).json()["results"]
        assert [each["text"] for each in found] == ["chapter-c2-r1 · Japan should assist migrant workers."]


def test_suggestions_bear_whatever_is_typed(editor):
    for term in (*ODD, "a " * 3_000, "'; --", '"', "AND NEAR( *"):
        assert suggestions(editor, term).status_code == 200, term


def test_suggestions_bear_odd_questions(editor):
    for key, value in (
        ("page", HUGE),
        ("page", "x"),
        ("field_name", "no"),
        ("model_name", HUGE),
        ("app_label", ""),
    ):
        assert suggestions(editor, "a", **{key: value}).status_code in (400, 403, 404)


def test_a_long_search_says_that_it_was_shortened(editor):
    page = editor.get(LIST, {"q": "word " * 500}).text
    assert "Only the first 12 words of your search were used." in page


def test_memberships_that_can_not_be_are_refused(editor):
    user = an_editor("other")
    answer = editor.post(f"/admin/auth/user/{user.pk}/change/", {"groups": [HUGE], "username": "other"})
    assert answer.status_code == 400


@pytest.mark.parametrize("aliases", ["a\0b", "x" * 300, "\n".join("abc" * 60), json.dumps({"a": 1})])
def test_other_names_of_an_actor_bear_odd_values(editor, aliases):
    actor = builders.an_actor()
    path = f"/admin/recommendations/actor/{actor.pk}/change/"
    assert edit(editor, path, aliases=aliases).status_code in (200, 302)


def test_an_actor_is_no_part_of_itself(editor):
    actor = builders.an_actor()
    under = builders.an_actor(parent=actor)
    answer = edit(editor, f"/admin/recommendations/actor/{actor.pk}/change/", parent=under.pk)
    assert answer.context["adminform"].form.errors == {"parent": ["An actor can’t be part of itself."]}
