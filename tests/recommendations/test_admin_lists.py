"""Lists of records in the admin: what they show, how they are narrowed, what is done to a selection."""

import pytest

from recommendations.models import ChangeSet, Record
from tests import builders
from tests.editing import address, an_editor

pytestmark = pytest.mark.django_db

LIST = "/admin/recommendations/recommendation/"
LINKS = "/admin/recommendations/crossreference/"


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


def codes(answer):
    return [record.code for record in answer.context["cl"].result_list]


def act(client, action, *rows, where=LIST, **fields):
    return client.post(
        where, {"action": action, "_selected_action": [row.pk for row in rows]} | fields, follow=True
    )


def statuses():
    return set(Record.objects.values_list("status", flat=True))


def test_it_is_in_the_order_of_numbers(editor):
    for code in ("chapter-c1-r10", "chapter-c1-r9"):
        builders.a_recommendation(code=code)
    assert codes(editor.get(LIST)) == ["chapter-c1-r9", "chapter-c1-r10"]


def test_a_row_shows_words_status_links_document_and_last_change(editor):
    builders.a_draft(text="Japan should help.", linked_to=builders.an_objective())
    record = editor.get(LIST).context["cl"].result_list[0]
    page = editor.get(LIST).text
    assert "Japan should help." in page
    assert '<span class="status status-draft">draft</span>' in page
    assert '<td class="field-link_count">1</td>' in page
    assert "The chapter" in page
    assert record.last_change is not None


@pytest.mark.parametrize("words", ["help", "JAPAN help", "c1-r1", "Sharing"])
def test_a_search_looks_at_code_heading_and_text(editor, words):
    builders.a_recommendation(code="chapter-c1-r1", heading="Sharing", text="Japan should help.")
    builders.a_recommendation(code="chapter-c9-r9", text="Something else.")
    assert codes(editor.get(LIST, {"q": words})) == ["chapter-c1-r1"]


@pytest.mark.parametrize("many", [0, 1_000], ids=["gone through", "collected"])
@pytest.mark.parametrize("words", ["c2-r2", "3.9", "workers migra", "sharing migrant"])
def test_a_search_finds_every_status_by_the_beginnings_of_words(editor, monkeypatch, words, many):
    monkeypatch.setattr("sources.lookup.MANY", many)
    for name, status in (("draft", "draft"), ("review", "in_review"), ("published", "published")):
        builders.a_recommendation(
            code=f"r-{name}-c2-r2", number="3.9", heading="Sharing", text="Migrant workers.", status=status
        )
    builders.a_recommendation(code="chapter-c1-r1", number="9", text="Work.")
    builders.a_clause(code="plan-c2-r2", number="3.9", heading="Sharing", text="Migrant workers.")
    assert codes(editor.get(LIST, {"q": words})) == ["r-draft-c2-r2", "r-published-c2-r2", "r-review-c2-r2"]


@pytest.mark.parametrize("many", [0, 1_000], ids=["gone through", "collected"])
@pytest.mark.parametrize("words", ["r1", "sharing", "japan rights", "alike", "evidence o1"])
def test_links_are_found_by_the_words_of_both_records_their_evidence_and_reason(
    editor, monkeypatch, words, many
):
    monkeypatch.setattr("sources.lookup.MANY", many)
    one = builders.a_draft(code="r1", heading="Sharing", text="Japan should help.")
    other = builders.an_objective(code="o1", text="Rights for all.")
    quotation = builders.a_quotation("This is evidence.")
    link = builders.a_link(one, other, basis="reading", reason="Alike.", evidence=quotation)
    builders.a_link(builders.a_recommendation(code="x2"), builders.an_objective(code="y2"), reason="Else.")
    assert list(editor.get(LINKS, {"q": words}).context["cl"].result_list) == [link]


def test_a_search_without_any_word_finds_nothing(editor):
    builders.a_recommendation()
    assert codes(editor.get(LIST, {"q": "-- “”"})) == []


@pytest.mark.parametrize("page", [1, 2, 3])
def test_every_page_shows_its_own_rows_from_whichever_end_they_are_found(editor, monkeypatch, page):
    monkeypatch.setattr("recommendations.admin.records.RecommendationAdmin.list_per_page", 2)
    for number in range(1, 6):
        builders.a_recommendation(code=f"chapter-c1-r{number}")
    wanted = [f"chapter-c1-r{number}" for number in range(1, 6)][(page - 1) * 2 : page * 2]
    assert codes(editor.get(LIST, {"p": page})) == wanted


@pytest.mark.parametrize("many", [0, 1_000], ids=["many records", "few records"])
def test_only_tags_and_documents_of_records_of_the_kind_are_offered(editor, monkeypatch, many):
    monkeypatch.setattr("recommendations.admin.filters.MANY", many)
    builders.a_recommendation(tags=["women"])
    builders.a_clause(tags=["trade"])
    offered = {
        spec.parameter_name: [choice[0] for choice in spec.lookup_choices]
        for spec in editor.get(LIST).context["cl"].filter_specs
        if hasattr(spec, "parameter_name")
    }
    assert (offered["tag"], offered["document"]) == (["women"], ["chapter"])


@pytest.mark.parametrize(
    "query",
    [
        {"status__exact": "draft"},
        {"document": "other"},
        {"form__exact": "activity"},
        {"attestation__exact": "second_hand"},
        {"tag": "women"},
        {"links": "reading"},
    ],
)
def test_a_filter_narrows_it(editor, query):
    record = builders.a_draft(
        code="other-1",
        document=builders.a_document("other"),
        form="activity",
        attestation="second_hand",
        tags=["women"],
    )
    builders.a_link(record, builders.an_objective(), basis="reading")
    builders.a_recommendation(tags=["trade"])
    assert codes(editor.get(LIST, query)) == ["other-1"]


def test_records_without_any_link_are_found(editor):
    lonely = builders.a_recommendation()
    builders.a_recommendation(addressing=builders.an_objective())
    assert codes(editor.get(LIST, {"links": "none"})) == [lonely.code]


def test_it_costs_the_same_for_two_rows_and_for_forty(editor, django_assert_num_queries):
    editor.get(LIST)
    for size in (2, 38):
        for _ in range(size):
            builders.a_recommendation(addressing=builders.an_objective(), tags=["migrants"])
        with django_assert_num_queries(6):  # session, user, how many, rows, documents, tags
            editor.get(LIST)


def test_it_shows_fifty_to_a_page(editor):
    for _ in range(51):
        builders.a_recommendation()
    assert len(codes(editor.get(LIST))) == 50


def test_a_selection_goes_to_review_and_is_published_with_the_reason_kept(editor):
    records = [builders.a_draft(), builders.a_draft()]
    act(editor, "submit", *records, why="Read twice.")
    assert statuses() == {"in_review"}
    assert "2 were changed." in act(editor, "publish", *records).text
    assert statuses() == {"published"}
    assert ChangeSet.objects.filter(why="Read twice.", by__username="editor").exists()


def test_a_selection_goes_back_to_draft(editor):
    act(editor, "return_to_draft", builders.a_recommendation())
    assert statuses() == {"draft"}


def test_none_is_published_when_one_is_a_misquote_and_that_one_is_named(editor):
    right, wrong = builders.a_draft(), builders.a_draft(code="chapter-wrong")
    Record.objects.filter(pk=wrong.pk).update(text="Never said.")
    page = act(editor, "publish", right, wrong).text
    assert "chapter-wrong: its text is not what its quotations say." in page
    assert statuses() == {"draft"}


def test_links_are_published_from_their_list(editor):
    link = builders.a_link(builders.a_recommendation(), builders.an_objective(), status="draft")
    act(editor, "publish", link, where=LINKS)
    link.refresh_from_db()
    assert link.status == "published"


def test_a_published_record_has_a_way_to_its_page_and_a_draft_has_none(editor):
    published, draft = builders.a_recommendation(), builders.a_draft()
    for record, seen in ((published, True), (draft, False)):
        page = editor.get(f"{LIST}{record.pk}/change/")
        assert (f'href="/recommendations/{record.code}/"' in page.text) is seen


def test_a_selection_can_be_taken_along_as_a_file(editor):
    taken = builders.a_draft("recommendation", code="chapter-c1-r1")
    builders.a_recommendation(code="chapter-c1-r2")
    rows = act(editor, "records_as_csv", taken).getvalue().decode().splitlines()
    assert [row.split(",")[0] for row in rows] == ["code", "chapter-c1-r1"]


def test_so_can_a_selection_of_links(editor):
    link = builders.a_link(builders.a_recommendation(code="r1"), builders.an_objective(code="o1"))
    builders.a_link(builders.a_recommendation(code="r2"), builders.an_objective(code="o2"))
    rows = act(editor, "links_as_csv", link, where=LINKS).getvalue().decode().splitlines()
    assert [row.split(",")[:2] for row in rows] == [["from", "to"], ["r1", "o1"]]


def test_the_history_says_who_changed_it_and_why(editor):
    record = builders.a_draft("recommendation", document=builders.a_document("report"))
    act(editor, "submit", record, why="Read against the page.")
    history = editor.get(address(record, "history")).text
    assert "Read against the page." in history
    assert "<td>editor</td>" in history
