"""All that the two documents hold is there, and counted as they count it."""

import pytest

from recommendations.models import (
    Clause,
    CrossReference,
    Objective,
    Principle,
    Recommendation,
    Record,
    RecordQuotation,
    Responsibility,
)
from sources.models import DataTable, Defect, Document, Milestone, Observation, Passage


def codes(records):
    return [record.code for record in records.order_by("sort_key")]


def test_the_blueprint_has_six_lettered_objectives():
    lettered = Objective.objects.published().at_the_top()
    assert codes(lettered) == [f"ascc2015-{letter}" for letter in "abcdef"]


def test_the_chapter_discusses_eight_objectives():
    discussed = Objective.objects.published().under_another()
    assert codes(discussed) == [
        f"ascc2015-{number}" for number in ("c1", "c2", "c3", "e1", "e2", "e3", "e4", "f1")
    ]


def test_the_development_gap_belongs_to_f_and_keeps_the_number_printed():
    gap = Objective.objects.get(code="ascc2015-f1")
    assert (gap.parent.code, gap.number) == ("ascc2015-f", "5")


def test_exactly_two_discussed_objectives_have_no_clause():
    silent = Objective.objects.published().under_another().without_link_to("clause")
    assert codes(silent) == ["ascc2015-c1", "ascc2015-c3"]


def test_nine_clauses_are_cited():
    assert codes(Clause.objects.published().with_words()) == [
        f"ajpoa2015-{number}"
        for number in ("2.14.1", "2.14.2", "3.7.7", "3.8.1", "3.8.3", "3.8.4", "3.9.1", "3.9.2", "3.10")
    ]


def test_the_clauses_stand_in_the_tree_of_their_numbers():
    for clause in Clause.objects.select_related("parent"):
        above = clause.number.rpartition(".")[0]
        assert (clause.parent.number if clause.parent else "") == above


def test_an_implied_number_says_that_it_is_not_printed():
    implied = Clause.objects.filter(attestation="implied")
    assert codes(implied) == ["ajpoa2015-2", "ajpoa2015-2.14", "ajpoa2015-3"]
    assert all(clause.editorial_note and not clause.text for clause in implied)


def test_clauses_and_objectives_are_attested_second_hand():
    quoted = Record.objects.filter(kind__in=["objective", "clause"]).with_words()
    assert set(quoted.values_list("attestation", flat=True)) == {"second_hand"}


def test_labels_are_kept_as_printed():
    labels = RecordQuotation.objects.filter(role="label").values_list("quotation__exact", flat=True)
    assert set(labels) == {
        "ASEAN-Japan Plan of Action 2011–2015",
        "The ASEAN-Japan Plan of Action 2011–2015",
        "ASEAN-Japan Plan of Action (2011–2013)",
    }


@pytest.mark.parametrize(
    ("heading", "count"),
    [("c1", 3), ("c2", 2), ("c3", 2), ("e1", 2), ("e2", 2), ("e3", 2), ("e4", 2)],
)
def test_each_heading_has_its_numbered_recommendations(heading, count):
    numbered = Recommendation.objects.published().filter(form="numbered")
    under = numbered.linked(to=Objective.objects.filter(code=f"ascc2015-{heading}"), basis=["same_heading"])
    assert codes(under) == [f"chapter-{heading}-r{number}" for number in range(1, count + 1)]
    assert numbered.count() == 15


def test_the_strategic_directions_have_four_activities():
    activities = Recommendation.objects.published().filter(form="activity")
    assert codes(activities) == [f"chapter-s4-a{number}" for number in range(1, 5)]
    assert Recommendation.objects.filter(form="strategic_direction").count() == 4


def test_the_brief_makes_five_proposals():
    proposals = Recommendation.objects.published().filter(form="proposal")
    assert codes(proposals) == [f"brief-p{number}" for number in range(1, 6)]
    assert all(proposal.children.exists() for proposal in proposals)


def test_fukuda_gave_three_principles_and_abe_five():
    for document, count in (("fukuda1977", 3), ("abe2013", 5)):
        principles = Principle.objects.published().filter(document__slug=document)
        assert codes(principles) == [f"{document}-{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(("named_set", "size"), [("threats", 7), ("obligations", 3), ("safetynets", 3)])
def test_the_chapters_named_sets_are_whole(named_set, size):
    assert Principle.objects.filter(parent__code=f"chapter-{named_set}").count() == size


def test_the_brief_closes_with_three_observations():
    assert Principle.objects.filter(code__startswith="brief-o").count() == 3


def test_every_statement_that_pairs_an_objective_with_a_clause_is_a_link():
    stated = CrossReference.objects.published().joining("clause", "objective").filter(basis="stated")
    pairs = {link.from_record.number: link.to_record.code.removeprefix("ascc2015-") for link in stated}
    assert pairs == {
        "3.10": "c2",
        "3.9.1": "e1",
        "3.9.2": "e1",
        "3.8.1": "e2",
        "3.8.3": "e3",
        "3.8.4": "e3",
        "3.7.7": "e4",
        "2.14.1": "f1",
        "2.14.2": "f1",
    }


def test_a_recommendation_that_names_the_plan_is_kept_apart_from_one_that_shares_a_heading():
    carried_out = CrossReference.objects.filter(relation="carries_out")
    stated = carried_out.filter(basis="stated").values_list("from_record__code", flat=True)
    assert set(stated) == {"chapter-e1-r1"}
    assert carried_out.filter(basis="same_heading").exists()


def test_links_between_the_documents_that_no_document_states_give_their_reason():
    across = CrossReference.objects.filter(basis="reading").exclude(
        from_record__document=Document.objects.get(slug="chapter")
    )
    assert across.count() > 20
    assert all(len(link.reason) > 30 for link in across)


def test_every_numbered_recommendation_asks_somebody():
    numbered = Recommendation.objects.filter(form="numbered")
    assert not numbered.asking_nobody().exists()


def test_support_is_not_address():
    roles = Responsibility.objects.filter(record__code="chapter-e4-r1", actor__slug="japanese-government")
    assert [role.role for role in roles] == ["supporter"]


@pytest.mark.parametrize(("number", "rows", "columns"), [(1, 7, 2), (2, 10, 6), (3, 10, 5), (4, 10, 8)])
def test_each_table_is_whole(number, rows, columns):
    table = DataTable.objects.get(number=number)
    assert (len(table.rows), len(table.columns)) == (rows, columns)
    assert table.observations.count() == rows * columns
    assert table.source_note.text.startswith("Source")


def test_cells_are_kept_as_printed_beside_their_value():
    cell = Observation.objects.get(table__number=1, row=1, column=1)
    assert (cell.printed, cell.value) == ("82)", 82)
    brunei = Observation.objects.get(table__number=2, area__slug="brunei", column=3)
    assert (brunei.printed, brunei.printed_extra, brunei.year) == ("45,753", "(2005)", 2005)
    assert Observation.objects.get(table__number=2, area__slug="singapore", column=4).value is None


def test_table_1_does_not_add_up_and_says_so():
    budgets = {cell.row: cell.value for cell in Observation.objects.filter(table__number=1, column=2)}
    total = budgets.pop(7)
    del budgets[2]  # ASEAN is part of Asia Pacific
    assert sum(budgets.values()) - total == 221_566
    assert Defect.objects.filter(kind="arithmetic", table__number=1).exists()


@pytest.mark.parametrize("kind", Defect.Kind.values)
def test_each_kind_of_defect_was_looked_for_and_found(kind):
    assert Defect.objects.filter(kind=kind).exists()


def test_milestones_begin_in_1972_and_name_both_documents():
    assert Milestone.objects.first().date == "1972"
    told = Milestone.objects.values_list("quotation__version__document__slug", flat=True)
    assert set(told) == {"chapter", "brief"}


def test_every_passage_is_there():
    assert Passage.objects.filter(version__document__slug="chapter").count() == 131
    assert Passage.objects.filter(version__document__slug="brief").count() == 33


def test_every_cited_document_shows_where_it_is_cited():
    uncited = [document.slug for document in Document.objects.only_cited() if not document.citations.exists()]
    assert uncited == []
