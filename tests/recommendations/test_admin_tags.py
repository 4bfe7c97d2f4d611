"""Tags in the admin: typed with commas, suggested while typing, the same whatever their case."""

import pytest

from recommendations.models import Tag, Tagging
from tests import builders
from tests.editing import address, an_editor, edit

pytestmark = pytest.mark.django_db

SUGGESTIONS = "/admin/recommendations/tag/suggestions/"


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def names(record):
    return sorted(record.tags.values_list("name", flat=True))


def test_words_between_commas_are_tags_and_blanks_are_not(editor):
    record = builders.a_recommendation()
    edit(editor, address(record), tags="migrant workers,  human  rights , ,")
    assert names(record) == ["human rights", "migrant workers"]


def test_one_tag_of_two_words_stays_one(editor):
    record = builders.a_recommendation()
    edit(editor, address(record), tags="migrant workers")
    assert names(record) == ["migrant workers"]


def test_capital_letters_make_no_other_tag(editor):
    builders.a_tag("disaster relief")
    record = builders.a_recommendation()
    edit(editor, address(record), tags="Disaster Relief, DISASTER relief")
    assert names(record) == ["disaster relief"]
    assert Tag.objects.count() == 1


def test_a_tag_that_is_left_out_is_taken_off_and_both_enter_the_history(editor):
    record = builders.a_recommendation(tags=["migrants"])
    edit(editor, address(record), tags="women", why="A slip.")
    assert names(record) == ["women"]
    entered = Tagging.history.filter(change_set__why="A slip.").values_list("history_type", flat=True)
    assert sorted(entered) == ["+", "-"]


@pytest.mark.parametrize(
    ("tags", "says"),
    [
        ("x" * 101, "too long for a tag"),
        ("🎉", "no letters or digits"),
        ("women, —", "no letters or digits"),
        (",".join(f"tag {n}" for n in range(41)), "At most 40 tags"),
        ("wo\0men", "Null characters"),
    ],
)
def test_what_can_be_no_tag_is_refused_beside_the_field(editor, tags, says):
    record = builders.a_recommendation()
    answer = edit(editor, address(record), tags=tags)
    assert says in str(answer.context["adminform"].form.errors["tags"])
    assert names(record) == []


def test_a_tag_in_another_script_has_an_address(editor):
    record = builders.a_recommendation()
    edit(editor, address(record), tags="แรงงานข้ามชาติ")
    assert record.tags.get().slug


def test_suggestions_hold_what_was_typed_those_most_used_first(editor):
    for name, uses in (("human security", 1), ("human rights", 2), ("women's rights", 0), ("trade", 0)):
        builders.a_tag(name, on=[builders.a_recommendation() for _ in range(uses)])
    found = editor.get(SUGGESTIONS, {"term": "HUMAN"}).json()["results"]
    assert [each["text"] for each in found] == ["human rights", "human security"]


@pytest.mark.parametrize("term", ["", "%", "'", "x" * 5_000, "🎉"])
def test_suggestions_bear_whatever_is_typed(editor, term):
    for n in range(30):
        builders.a_tag(f"tag {n}")
    assert len(editor.get(SUGGESTIONS, {"term": term}).json()["results"]) <= 20


def test_a_tag_is_not_renamed_into_another_one(editor):
    builders.a_tag("women")
    other = builders.a_tag("trade")
    answer = edit(editor, f"/admin/recommendations/tag/{other.pk}/change/", name="Women")
    assert "There is such a tag already" in answer.text
