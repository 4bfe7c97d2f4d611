"""Links, responsibilities and instruments as rows of a record's page."""

import pytest

from recommendations.admin import records as records_admin
from recommendations.models import CrossReference, Recommendation, Record
from tests import builders
from tests.editing import address, an_editor, edit, sent

pytestmark = pytest.mark.django_db

ADD = "/admin/recommendations/recommendation/add/"


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def a_row(to, *, row=0, side="links_out", **fields):
    """The fields of a row for a link; an editor's reading, unless the test says otherwise."""
    end = "to_record" if side == "links_out" else "from_record"
    reading = {"relation": "related", "basis": "reading", "reason": "So.", "status": "draft"}
    said = {end: to and to.pk} | reading | fields
    counts = {f"{side}-TOTAL_FORMS": row + 1}
    return {f"{side}__{row}__{name}": value for name, value in said.items()} | counts


def a_new_one(client, **fields):
    text = "Japan should share its knowledge."
    builders.a_passage(text)
    chapter = builders.the_document("chapter", "The chapter")
    fields = {"code": "chapter-x-r1", "form": "numbered", "document": chapter.pk, "text": text} | fields
    return client.post(ADD, sent(client.get(ADD), **fields))


def complaints(answer, side="links_out"):
    """The errors of the rows: a dictionary for each row."""
    formsets = {inline.formset.prefix: inline.formset for inline in answer.context["inline_admin_formsets"]}
    return formsets[side].errors


def test_it_adds_a_record_with_two_links(editor):
    objective, clause = builders.an_objective(), builders.a_clause()
    rows = a_row(objective, relation="addresses") | a_row(clause, row=1, relation="carries_out")
    assert a_new_one(editor, **rows).status_code == 302
    links = CrossReference.objects.filter(from_record=Record.objects.get(code="chapter-x-r1"))
    said = {(link.relation, link.to_kind) for link in links}
    assert said == {("addresses", "objective"), ("carries_out", "clause")}


def test_it_adds_a_link_that_leads_here(editor):
    objective, clause = builders.an_objective(), builders.a_clause()
    edit(editor, address(objective), **a_row(clause, side="links_in", relation="addresses"))
    assert CrossReference.objects.get().from_record_id == clause.pk


def test_evidence_is_found_by_its_words(editor):
    record, objective = builders.a_recommendation(), builders.an_objective()
    passage = builders.a_passage("Under this heading stands that: evidence.")
    words = {"evidence_words": "stands that: evidence", "evidence_read_in": "chapter"}
    edit(editor, address(record), **a_row(objective, basis="stated", **words))
    assert CrossReference.objects.get().evidence.start_passage == passage


def test_evidence_that_is_no_quotation_is_refused_with_the_nearest_passage(editor):
    record, objective = builders.a_recommendation(), builders.an_objective()
    builders.a_passage("Under this heading stands that evidence.")
    words = {"evidence_words": "Under that heading stands this evidence.", "evidence_read_in": "chapter"}
    answer = edit(editor, address(record), **a_row(objective, basis="stated", **words))
    assert "<del>that</del><ins>this</ins>" in answer.text
    assert list(complaints(answer)[0]) == ["evidence_words"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"basis": "stated", "reason": ""}, "evidence_words"),
        ({"reason": ""}, "reason"),
        ({"relation": "carries_out"}, "relation"),
        ({"relation": ""}, "relation"),
        ({"to_record": ""}, "to_record"),
        ({"to_record": "9" * 18}, "to_record"),
        ({"evidence_words": "Words.", "evidence_read_in": ""}, "evidence_read_in"),
        ({"evidence_words": "Words.", "evidence_read_in": "nowhere"}, "evidence_read_in"),
    ],
)
@pytest.mark.parametrize("page", ["of a record", "of a new record"])
def test_a_link_that_can_not_be_is_refused_beside_the_field(editor, page, fields, field):
    row = a_row(builders.an_objective(), **fields)
    if page == "of a record":
        answer = edit(editor, address(builders.a_recommendation()), **row)
    else:
        answer = a_new_one(editor, **row)
    assert list(complaints(answer)[0]) == [field]
    assert not CrossReference.objects.exists()


def test_a_link_to_itself_is_refused_beside_the_field(editor):
    record = builders.a_recommendation()
    answer = edit(editor, address(record), **a_row(record))
    assert complaints(answer)[0]["to_record"] == ["A record cannot be linked to itself."]


def test_a_link_that_is_there_already_is_refused_beside_the_field(editor):
    record, other = builders.a_recommendation(), builders.a_recommendation()
    builders.a_link(record, other, relation="related")
    answer = edit(editor, address(record), **a_row(other, row=1))
    assert list(complaints(answer)[1]) == ["to_record"]


def test_a_link_that_came_there_meanwhile_is_refused_beside_the_field(editor):
    record, other = builders.a_recommendation(), builders.a_recommendation()
    typed = sent(editor.get(address(record)), **a_row(other))
    builders.a_link(record, other, relation="related")
    answer = editor.post(address(record), typed)
    assert complaints(answer)[0] == {"to_record": ["These two records already have this relation."]}


@pytest.mark.parametrize("side", ["links_out", "links_in"])
def test_two_rows_that_say_the_same_are_refused_also_on_a_new_record(editor, side):
    other = builders.a_recommendation()
    answer = a_new_one(editor, **a_row(other, side=side) | a_row(other, side=side, row=1))
    assert complaints(answer, side)[0] == {}
    assert [*complaints(answer, side)[1].values()] == [["This link stands here twice."]]
    assert not Recommendation.objects.filter(code="chapter-x-r1").exists()


def test_two_relations_between_one_pair_are_two_links(editor):
    record, other = builders.a_recommendation(), builders.a_recommendation()
    edit(editor, address(record), **a_row(other) | a_row(other, row=1, relation="elaborates"))
    assert CrossReference.objects.count() == 2


def test_an_echo_within_one_document_is_refused(editor):
    answer = a_new_one(editor, **a_row(builders.a_recommendation(), relation="echoes"))
    assert "use “elaborates” here" in str(complaints(answer)[0]["relation"])


def test_the_verbs_of_links_that_lead_here_are_turned_round(editor):
    page = editor.get(address(builders.an_objective())).text
    assert "is addressed by" in page


def test_the_other_record_can_be_typed_by_its_code_where_there_is_no_script(editor):
    record = builders.a_recommendation()
    builders.a_clause(code="ajpoa2015-3.10")
    row = a_row(None, to_record="") | {"links_out-0-to_record-typed": "ajpoa2015-3.10"}
    edit(editor, address(record), **row)
    assert CrossReference.objects.get().to_record.code == "ajpoa2015-3.10"


def test_a_code_that_is_not_there_is_refused_and_what_was_typed_stays(editor):
    row = a_row(None, to_record="") | {"links_out-0-to_record-typed": "nonsense-1"}
    answer = edit(editor, address(builders.a_recommendation()), **row)
    assert complaints(answer)[0]["to_record"] == ["Nothing here is called “nonsense-1”."]
    assert "value='nonsense-1'" in answer.text


def test_two_rows_with_one_actor_in_one_role_are_refused(editor):
    actor = builders.an_actor()
    rows = {f"responsibilities__{row}__{name}": value for row in (0, 1) for name, value in
            (("role", "addressee"), ("actor", actor.pk))}  # fmt: skip
    answer = a_new_one(editor, **rows, **{"responsibilities-TOTAL_FORMS": 2})
    assert complaints(answer, "responsibilities")[1] == {"actor": ["This stands here twice."]}


def test_a_responsibility_that_is_there_already_is_refused(editor):
    actor = builders.an_actor()
    record = builders.a_recommendation(asking=actor)
    row = {"responsibilities__1__role": "addressee", "responsibilities__1__actor": actor.pk}
    answer = edit(editor, address(record), **row)
    assert list(complaints(answer, "responsibilities")[1]) == ["actor"]


def test_links_by_the_hundred_are_edited_in_their_list(editor, monkeypatch):
    monkeypatch.setattr(records_admin, "MOST_LINKS", 2)
    objective = builders.an_objective()
    for _ in range(3):
        builders.a_recommendation(addressing=objective)
    page = editor.get(address(objective))
    assert f"?to_record__id__exact={objective.pk}" in page.text
    assert "links_in" not in page.text
    assert edit(editor, address(objective), number="7").status_code == 302


def test_the_page_costs_the_same_for_two_links_and_for_twenty(editor, django_assert_max_num_queries):
    record = builders.a_recommendation(asking=builders.an_actor(), tags=["migrants"])
    for size in (2, 18):
        for _ in range(size):
            builders.a_link(record, builders.an_objective())
            builders.a_link(builders.a_recommendation(), record)
            builders.a_responsibility(record)
        with django_assert_max_num_queries(18):
            editor.get(address(record))
