"""Who changed what, when, and why: every change belongs to a change set."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import ProtectedError

from recommendations.models import ChangeSet, Clause, Record, RecordInstrument, StaleEdit
from recommendations.models.change import change_set

from ..builders import (
    a_clause,
    a_link,
    a_quotation,
    a_recommendation,
    a_responsibility,
    an_actor,
    an_instrument,
    an_objective,
)

pytestmark = pytest.mark.django_db

MADE = {
    "a record": a_clause,
    "a link": lambda: a_link(a_clause(), an_objective()),
    "a tag": lambda: a_clause(tags=["migrants"]).taggings.get(),
    "a responsibility": lambda: a_responsibility(a_clause()),
    "an actor": an_actor,
    "a quotation of a record": lambda: a_clause().record_quotations.get(),
    "an instrument": an_instrument,
    "an instrument of a record": lambda: an_instrument(used_by=a_clause()).record_links.get(),
}


@pytest.fixture
def editor():
    return User.objects.create(username="editor")


def last(stored):
    """The newest entry in the history of a row, which may be gone by now."""
    return type(stored).history.filter(id=stored.pk).latest()


@pytest.mark.parametrize("what", MADE)
def test_everything_that_is_made_enters_the_change_set_with_person_and_reason(what, editor):
    with change_set(by=editor, why="Read again."):
        made = MADE[what]()
    entry = last(made)
    assert (entry.history_type, entry.history_user) == ("+", editor)
    assert (entry.change_set.by, entry.change_set.why) == (editor, "Read again.")


@pytest.mark.parametrize("what", MADE)
def test_everything_that_is_changed_enters_it(what, editor):
    made = MADE[what]()
    with change_set(by=editor, why="A slip."):
        made.save()
    entry = last(made)
    assert (entry.history_type, entry.change_set.why, entry.history_user) == ("~", "A slip.", editor)


@pytest.mark.parametrize("what", ["a link", "a tag", "a responsibility", "an instrument of a record"])
def test_everything_that_is_deleted_enters_it(what, editor):
    made = MADE[what]()
    gone = type(made)(pk=made.pk)
    with change_set(by=editor, why="Said twice."):
        made.delete()
    entry = last(gone)
    assert (entry.history_type, entry.change_set.why, entry.history_user) == ("-", "Said twice.", editor)


def test_a_change_through_a_proxy_enters_the_history_of_the_record(editor):
    clause = a_clause(heading="Before")
    with change_set(by=editor, why="As printed."):
        clause.heading = "After"
        clause.save()
    assert isinstance(clause, Clause)
    assert [entry.heading for entry in Record.history.filter(id=clause.pk)] == ["After", "Before"]
    assert [entry.heading for entry in clause.history.all()] == ["After", "Before"]


def test_a_change_is_entered_once_whether_by_proxy_or_by_record():
    clause = a_clause()
    Record.objects.get(pk=clause.pk).save()
    Clause.objects.get(pk=clause.pk).save()
    assert sorted(entry.version for entry in Record.history.all()) == [1, 2, 3]


def test_a_deleted_record_leaves_its_words_behind(editor):
    clause = a_clause(text="Raise the age.")
    code, key = clause.code, clause.pk
    with change_set(by=editor, why="Printed nowhere."):
        clause.delete()
    entry = Record.history.filter(id=key).latest()
    assert (entry.history_type, entry.code, entry.text) == ("-", code, "Raise the age.")
    assert entry.change_set.why == "Printed nowhere."


def test_a_deletion_of_many_leaves_an_entry_for_each(editor):
    keys = {a_clause().pk, a_clause().pk}
    with change_set(by=editor, why="Loaded by mistake."):
        Record.objects.filter(pk__in=keys).delete()
    gone = Record.history.filter(history_type="-")
    assert {entry.id for entry in gone} == keys
    assert gone.values("change_set").distinct().count() == 1


def test_tags_given_and_taken_belong_to_the_change_of_their_record(editor):
    record = a_recommendation(tags=["old"])
    with change_set(by=editor, why="Tagged anew."):
        record.tags.set(["new"])
        record.save()
    entries = record.taggings.model.history.filter(change_set__why="Tagged anew.")
    assert sorted((entry.history_type, entry.tag.name) for entry in entries) == [("+", "new"), ("-", "old")]
    assert last(record).change_set == entries.first().change_set


def test_all_that_is_done_at_once_is_one_change_set(editor):
    before = ChangeSet.objects.count()
    with change_set(by=editor, why="One evening's work."):
        record = a_recommendation(addressing=an_objective(), tags=["migrants"], asking=an_actor())
        RecordInstrument.objects.create(record=record, instrument=an_instrument())
    assert ChangeSet.objects.count() == before + 1


def test_a_change_set_without_a_change_is_not_stored(editor):
    with change_set(by=editor, why="Thought better of it."):
        a_quotation()  # words of the library have no history of their own
    assert not ChangeSet.objects.exists()


def test_a_change_outside_any_change_set_gets_its_own():
    one, other = a_clause(), a_clause()
    sets = {last(each).change_set for each in (one, other)}
    assert len(sets) == 2
    assert {(each.by, each.why) for each in sets} == {(None, "")}


def test_a_change_set_ends_where_it_ends(editor):
    with change_set(by=editor, why="Within."):
        a_clause()
    after = last(a_clause())
    assert (after.change_set.why, after.history_user) == ("", None)


def test_a_change_set_ends_with_an_error_too(editor):
    with pytest.raises(ZeroDivisionError), change_set(by=editor, why="Within."):
        raise ZeroDivisionError
    assert last(a_clause()).change_set.why == ""


def test_a_change_set_within_another_stands_alone(editor):
    with change_set(by=editor, why="Outer."):
        with change_set(why="Inner."):
            inner = last(a_clause())
        outer = last(a_clause())
    assert (inner.change_set.why, inner.history_user) == ("Inner.", None)
    assert (outer.change_set.why, outer.history_user) == ("Outer.", editor)


def test_a_refused_save_leaves_no_entry(editor):
    clause = a_clause()
    Record.objects.get(pk=clause.pk).save()
    with pytest.raises(StaleEdit), change_set(by=editor, why="Too late."):
        clause.save()
    assert Record.history.filter(id=clause.pk).count() == 2
    assert not ChangeSet.objects.filter(why="Too late.").exists()


def test_work_goes_on_in_a_change_set_after_a_part_of_it_failed(editor):
    with change_set(by=editor, why="Two tries."):
        with suppress(ZeroDivisionError), transaction.atomic():
            a_clause(code="one")
            raise ZeroDivisionError
        made = a_clause(code="two")
    assert last(made).change_set == ChangeSet.objects.get(why="Two tries.")


def test_a_person_with_changes_is_not_deleted(editor):
    with change_set(by=editor):
        a_clause()
    with pytest.raises(ProtectedError):
        editor.delete()


def test_history_tells_the_version_of_each_save():
    clause = a_clause()
    clause.save()
    clause.save()
    assert [entry.version for entry in clause.history.all()] == [3, 2, 1]
