"""Writes across records: each has a person and a reason behind it, and is done whole or not at all."""

import pytest

from recommendations import actions
from recommendations.models import CrossReference, FormerCode, Record, StaleEdit, Status
from sources.models import Passage
from tests import builders
from tests.editing import an_editor

pytestmark = pytest.mark.django_db


def statuses():
    return sorted(Record.objects.values_list("status", flat=True))


def last_change(record):
    return Record.history.filter(id=record.pk).first().change_set


def test_a_step_remembers_who_and_why_in_one_change_set():
    editor = an_editor()
    records = [builders.a_draft(), builders.a_draft()]
    assert actions.submit_for_review(records=Record.objects.all(), by=editor, why="Read twice.") == 2
    changes = {last_change(record) for record in records}
    assert [(change.by, change.why) for change in changes] == [(editor, "Read twice.")]


def test_only_drafts_go_to_review():
    builders.a_recommendation()
    assert actions.submit_for_review(records=Record.objects.all(), by=None) == 0
    assert statuses() == ["published"]


def test_a_step_counts_as_a_save():
    record = builders.a_draft()
    actions.publish(records=Record.objects.all(), by=None)
    record.refresh_from_db()
    assert (record.status, record.version) == (Status.PUBLISHED, 2)


def test_what_is_returned_to_draft_leaves_the_readers_sight():
    builders.a_recommendation()
    actions.return_to_draft(records=Record.objects.all(), by=None)
    assert not Record.objects.published().exists()


def test_a_record_whose_words_are_nowhere_quoted_is_not_published():
    record = builders.a_draft(code="chapter-x")
    record.record_quotations.all().delete()
    with pytest.raises(actions.Refused, match="chapter-x: its text is quoted from no held document"):
        actions.publish(records=Record.objects.all(), by=None)


def test_a_record_whose_quotation_no_longer_stands_in_its_passage_is_not_published():
    builders.a_draft(text="Japan should help.")
    Passage.objects.update(text="Before it. Japan should hope. After it.")
    with pytest.raises(actions.Refused, match=r"“Japan should help\.” does not stand"):
        actions.publish(records=Record.objects.all(), by=None)


def test_a_heading_that_is_nowhere_quoted_is_not_published():
    builders.a_draft(heading="Never printed")
    with pytest.raises(actions.Refused, match="its heading is quoted from no held document"):
        actions.publish(records=Record.objects.all(), by=None)


def test_an_implied_number_has_no_words_to_be_checked():
    builders.a_draft("clause", text="", attestation="implied", editorial_note="Implied.")
    assert actions.publish(records=Record.objects.all(), by=None) == 1


def test_none_is_published_when_one_is_refused():
    builders.a_draft()
    builders.a_draft(heading="Never printed")
    with pytest.raises(actions.Refused):
        actions.publish(records=Record.objects.all(), by=None)
    assert statuses() == ["draft", "draft"]


def test_the_check_costs_the_same_for_two_records_and_for_twenty(django_assert_num_queries):
    for size in (2, 18):
        for _ in range(size):
            builders.a_recommendation()
        with django_assert_num_queries(4):  # records, their quotations with places, the passages
            faults = actions.wording.faults(Record.objects.with_wording())
        assert faults == []


def test_links_are_published_with_their_evidence_checked():
    link = builders.a_link(builders.a_recommendation(), builders.an_objective(), status="draft")
    assert actions.publish_links(links=CrossReference.objects.all(), by=None) == 1
    assert CrossReference.objects.published().get() == link


def test_a_link_whose_evidence_stands_nowhere_is_not_published():
    evidence = builders.a_quotation("The evidence.")
    builders.a_link(builders.a_recommendation(), builders.an_objective(), evidence=evidence, status="draft")
    Passage.objects.filter(pk=evidence.start_passage_id).update(text="Something else altogether, and long.")
    with pytest.raises(actions.Refused, match=r"its evidence “The evidence\.” does not stand"):
        actions.publish_links(links=CrossReference.objects.all(), by=None)


def test_a_deletion_without_a_reason_is_refused():
    record = builders.a_recommendation()
    with pytest.raises(actions.Refused, match="Say why"):
        actions.delete(record=record, by=None, why="  ")


def test_a_deletion_names_everything_that_stands_in_the_way():
    record = builders.an_objective(code="ascc2015-c")
    builders.an_objective(code="ascc2015-c2", parent=record)
    builders.a_clause(addressing=record)
    with pytest.raises(actions.Refused) as refused:
        actions.delete(record=record, by=None, why="Entered twice.")
    assert len(refused.value.reasons) == 2


def test_a_deletion_of_what_was_saved_meanwhile_is_refused():
    record = builders.a_recommendation()
    Record.objects.get(pk=record.pk).save()
    with pytest.raises(StaleEdit):
        actions.delete(record=record, by=None, why="Entered twice.", version=1)


def test_a_deletion_enters_the_history_with_its_reason():
    record, number = (made := builders.a_recommendation()), made.pk
    actions.delete(record=record, by=None, why="Entered twice.")
    entered = Record.history.get(id=number, history_type="-")
    assert entered.change_set.why == "Entered twice."


def test_a_record_that_is_renamed_is_found_by_both_codes():
    record = builders.a_recommendation(code="chapter-c1-r1")
    actions.rename(record=record, code="chapter-c1-r2", by=None, why="Miscounted.")
    assert Record.objects.get(code="chapter-c1-r2").pk == record.pk
    assert FormerCode.objects.get(code="chapter-c1-r1").record_id == record.pk
