"""Actors, instruments, tags and former codes: said once, in known words, and found by name."""

import pytest
from django.db.models import ProtectedError

from recommendations.models import (
    Actor,
    Amount,
    CrossReference,
    FormerCode,
    Instrument,
    Record,
    RecordInstrument,
    RecordQuotation,
    Responsibility,
    Tag,
    Tagging,
)

from ..builders import (
    a_clause,
    a_quotation,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_instrument,
    an_objective,
)
from .refusal import leads_nowhere, refused, taken

pytestmark = pytest.mark.django_db


def an_amount():
    words = a_quotation("It holds $1 billion now.")
    read = {"printed": "$1 billion", "value": 10**9, "currency": "USD", "quotation": words}
    return Amount.objects.create(instrument=an_instrument(), **read)


# Said once


def test_an_actor_has_a_role_towards_a_record_once():
    said = a_responsibility(a_clause())
    with refused("responsibility_said_once"):
        Responsibility.objects.bulk_create(
            [Responsibility(record=said.record, actor=said.actor, role=said.role)]
        )


def test_an_actor_may_have_two_roles():
    record, actor = a_clause(), an_actor()
    a_responsibility(record, actor, "addressee")
    a_responsibility(record, actor, "supporter")
    assert actor.responsibilities.count() == 2


@pytest.mark.parametrize("role", ["", "onlooker", "Addressee"])
def test_a_role_is_a_known_word(role):
    said = a_responsibility(a_clause())
    with refused("role_is_known"):
        Responsibility.objects.filter(pk=said.pk).update(role=role)


def test_a_record_names_an_instrument_once():
    link = an_instrument(used_by=a_clause()).record_links.get()
    with refused("instrument_named_once"):
        RecordInstrument.objects.bulk_create(
            [RecordInstrument(record=link.record, instrument=link.instrument)]
        )


def test_a_sum_is_read_in_one_place_once():
    amount = an_amount()
    same = {"instrument": amount.instrument, "printed": amount.printed, "quotation": amount.quotation}
    with refused("amount_said_once"):
        Amount.objects.bulk_create([Amount(**same, value=1, currency="JPY")])


def test_a_record_bears_a_tag_once():
    tagging = a_clause(tags=["migrants"]).taggings.get()
    with refused("tagged_once"):
        Tagging.objects.bulk_create([Tagging(content_object=tagging.content_object, tag=tagging.tag)])


@pytest.mark.parametrize("made", [an_actor, an_instrument])
def test_a_slug_is_given_once(made):
    one, other = made(), made()
    with taken("slug"):
        type(one).objects.filter(pk=other.pk).update(slug=one.slug)


@pytest.mark.parametrize("column", ["name", "slug"])
def test_a_tag_has_a_name_and_an_address_of_its_own(column):
    one, other = a_tag("health"), a_tag("trade")
    with taken(column):
        Tag.objects.filter(pk=other.pk).update(**{column: getattr(one, column)})


# What hangs together


def test_an_actor_who_is_asked_is_not_deleted():
    said = a_responsibility(a_clause())
    with pytest.raises(ProtectedError):
        said.actor.delete()


def test_a_responsibility_does_not_lead_to_what_is_not_there():
    said = a_responsibility(a_clause())
    with leads_nowhere():
        Responsibility.objects.filter(pk=said.pk).update(actor=987_654_321)


def test_what_belongs_to_a_record_goes_with_it():
    record = a_recommendation(tags=["migrants"], asking=an_actor())
    an_instrument(used_by=record)
    record.delete()
    left = [Responsibility, RecordInstrument, RecordQuotation, Tagging]
    assert [model.objects.count() for model in left] == [0, 0, 0, 0]


def test_what_a_record_named_stays_without_it():
    record = a_recommendation(tags=["migrants"], asking=an_actor())
    an_instrument(used_by=record)
    record.delete()
    assert [model.objects.count() for model in (Actor, Instrument, Tag)] == [1, 1, 1]


# Former codes


def test_a_former_code_is_kept_once():
    FormerCode.objects.create(code="old", record=a_clause())
    with taken("code"):
        FormerCode.objects.create(code="old", record=a_clause())


def test_a_code_that_was_deleted_keeps_the_reason():
    with refused("deleted_code_has_a_reason"):
        FormerCode.objects.bulk_create([FormerCode(code="old")])


def test_a_code_that_was_renamed_leads_on_without_a_reason():
    clause = a_clause(code="new")
    FormerCode.objects.create(code="old", record=clause)
    assert list(clause.former_codes.values_list("code", flat=True)) == ["old"]


def test_a_record_does_not_leave_its_former_codes_without_a_reason():
    clause = a_clause(code="new")
    FormerCode.objects.create(code="old", record=clause)
    with refused("deleted_code_has_a_reason"):
        clause.delete()
    assert Record.objects.get(code="new") == clause


def test_a_former_code_with_a_reason_outlives_its_record():
    clause = a_clause()
    FormerCode.objects.create(code="old", record=clause, reason="Printed nowhere.")
    clause.delete()
    assert FormerCode.objects.get(code="old").record is None


MODELS = [
    Actor,
    Amount,
    CrossReference,
    Instrument,
    Record,
    RecordInstrument,
    RecordQuotation,
    Responsibility,
    Tag,
    Tagging,
]


@pytest.mark.parametrize("model", MODELS)
def test_everything_is_found_by_its_natural_key(model):
    an_amount()
    an_instrument(used_by=a_recommendation(addressing=an_objective(), tags=["health"], asking=an_actor()))
    kept = list(model._base_manager.all())
    assert kept
    for stored in kept:
        assert model._default_manager.get_by_natural_key(*stored.natural_key()) == stored
