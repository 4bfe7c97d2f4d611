"""A record: what the database refuses of it, and the one count of its saves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import (
    Clause,
    Objective,
    Principle,
    Recommendation,
    Record,
    RecordQuotation,
    StaleEdit,
)
from recommendations.models.natural import sort_key
from recommendations.models.record import quoted_words

from ..builders import a_clause, a_document, a_quotation, a_recommendation, a_record, an_objective
from .refusal import leads_nowhere, refused, taken

pytestmark = pytest.mark.django_db

KINDS = ["objective", "clause", "recommendation", "principle"]
FORMS = [value for value in Record.Form.values if value]


def changed(record, **columns):
    """The record's row as a program would change it that knows nothing of our rules."""
    return Record.objects.filter(pk=record.pk).update(**columns)


# What the database refuses


def test_a_recommendation_has_a_form():
    with refused("recommendations_have_a_form"):
        changed(a_recommendation(), form="")


@pytest.mark.parametrize("form", ["poem", "Numbered"])
def test_a_recommendation_has_one_of_the_known_forms(form):
    with refused("recommendations_have_a_form"):
        changed(a_recommendation(), form=form)


@pytest.mark.parametrize("form", FORMS)
def test_every_known_form_is_accepted(form):
    assert a_recommendation(form=form).form == form


@pytest.mark.parametrize("kind", ["objective", "clause", "principle"])
def test_no_other_kind_has_a_form(kind):
    with refused("recommendations_have_a_form"):
        changed(a_record(kind), form="numbered")


def test_a_record_has_words_or_a_heading():
    with refused("record_has_words"):
        changed(a_clause(), text="", heading="")


def test_a_heading_needs_no_words():
    clause = a_clause(text="", heading="Social Welfare and Protection")
    assert clause.is_heading


def test_a_number_that_is_only_implied_has_no_words_of_its_own():
    with refused("implied_record_says_so"):
        changed(a_clause(), attestation="implied", editorial_note="Implied by 2.14.1.")


def test_a_number_that_is_only_implied_is_noted_as_such():
    clause = a_clause(text="", heading="Heading")
    with refused("implied_record_says_so"):
        changed(clause, attestation="implied")


def test_a_number_that_is_only_implied_stands_when_it_says_so():
    clause = a_clause(text="", attestation="implied", editorial_note="Implied by 2.14.1.", code="plan-2.14")
    assert clause.short == ""
    assert str(clause) == "plan-2.14"


def test_a_record_is_not_its_own_parent():
    clause = a_clause()
    with refused("record_is_not_its_own_parent"):
        changed(clause, parent=clause.pk)


UNKNOWN = [("status", "hidden"), ("status", ""), ("kind", "wish"), ("attestation", "rumour"), ("version", 0)]


@pytest.mark.parametrize(("column", "value"), UNKNOWN)
def test_a_record_speaks_in_known_words(column, value):
    with refused("record_words_are_known"):
        changed(a_clause(), **{column: value})


def test_a_code_is_given_once():
    clause = a_clause(code="plan-3.9")
    with taken("code"):
        changed(a_clause(), code=clause.code)


def test_one_code_serves_one_record_of_any_kind():
    a_clause(code="plan-3.9")
    with taken("code"):
        an_objective(code="plan-3.9")


@pytest.mark.parametrize("column", ["document_id", "parent_id"])
def test_a_record_does_not_lead_to_what_is_not_there(column):
    with leads_nowhere():
        changed(a_clause(), **{column: 987_654_321})


def test_what_others_stand_under_is_not_deleted():
    parent = a_clause()
    a_clause(parent=parent)
    with pytest.raises(ProtectedError):
        parent.delete()


def test_the_order_of_quotations_is_said_once():
    use = a_clause().record_quotations.get()
    with refused("quotation_order_once"):
        RecordQuotation.objects.bulk_create([RecordQuotation(record=use.record, quotation=a_quotation())])


def test_a_quotation_has_a_known_role():
    use = a_clause().record_quotations.get()
    with refused("quotation_role_is_known"):
        RecordQuotation.objects.filter(pk=use.pk).update(role="ornament")


# Codes and parents, as a form checks them


@pytest.mark.parametrize("code", ["chapter-c1-r1", "ajpoa2015-3.9.1", "ascc2015-a", "x", "1a1"])
def test_a_code_is_lower_case_words_joined_by_dots_and_hyphens(code):
    a_clause(code=code).full_clean()


MISSPELT = ["", "Chapter-1", "a--b", "-a", "a.", "a b", "a/b", "ä", "a\n", "a_b", "a" * 81]


@pytest.mark.parametrize("code", MISSPELT)
def test_other_codes_are_refused(code):
    with pytest.raises(ValidationError) as refusal:
        Clause(code=code, document=a_document(), text="So.").full_clean()
    assert list(refusal.value.error_dict) == ["code"]


def test_a_parent_belongs_to_the_same_document():
    clause = a_clause(parent=None)
    clause.parent = an_objective(code="blueprint-a")
    with pytest.raises(ValidationError, match="blueprint-a belongs to another document") as refusal:
        clause.full_clean()
    assert list(refusal.value.error_dict) == ["parent"]


def test_a_record_does_not_stand_under_its_own_descendant():
    top = a_clause()
    middle = a_clause(parent=top)
    top.parent = a_clause(parent=middle)
    with pytest.raises(ValidationError, match="cannot stand under itself"):
        top.full_clean()


def test_a_record_stands_under_another_of_its_document():
    a_clause(parent=a_clause(parent=a_clause())).full_clean()


# Saves are counted, and none is lost


def test_every_save_is_counted():
    clause = a_clause()
    for expected in (2, 3, 4):
        clause.save()
        assert clause.version == Record.objects.get(pk=clause.pk).version == expected


def test_a_save_over_a_newer_one_is_refused_and_writes_nothing():
    mine = a_clause(heading="As first printed")
    theirs = Record.objects.get(pk=mine.pk)
    theirs.heading = "Theirs"
    theirs.save()
    mine.heading = "Mine"
    with pytest.raises(StaleEdit, match=mine.code):
        mine.save()
    stored = Record.objects.get(pk=mine.pk)
    assert (stored.heading, stored.version, stored.history.count()) == ("Theirs", 2, 2)


def test_a_refused_save_is_refused_again_until_the_record_is_read_anew():
    mine = a_clause()
    Record.objects.get(pk=mine.pk).save()
    for _ in range(2):
        with pytest.raises(StaleEdit):
            mine.save()
    mine.refresh_from_db()
    mine.save()
    assert mine.version == 3


def test_a_save_over_a_deleted_record_does_not_bring_it_back():
    clause = a_clause()
    Record.objects.get(pk=clause.pk).delete()
    with pytest.raises(StaleEdit):
        clause.save()
    assert not Record.objects.filter(code=clause.code).exists()


def test_a_save_of_some_fields_is_counted_too():
    clause = a_clause()
    clause.status = "draft"
    clause.save(update_fields=["status"])
    stored = Record.objects.get(pk=clause.pk)
    assert (stored.status, stored.version) == ("draft", 2)


def test_a_save_that_the_database_refuses_can_be_mended_and_tried_again():
    taken_code, clause = a_clause().code, a_clause(code="mine")
    clause.code = taken_code
    with pytest.raises(IntegrityError), transaction.atomic():
        clause.save()
    clause.code = "mended"
    clause.save()
    assert Record.objects.get(pk=clause.pk).version == 2


def test_a_proxy_and_its_record_share_one_count():
    clause = a_clause()
    Record.objects.get(pk=clause.pk).save()
    with pytest.raises(StaleEdit):
        clause.save()


# Kinds


@pytest.mark.parametrize("proxy", [Objective, Clause, Recommendation, Principle])
def test_a_new_record_of_a_proxy_is_of_its_kind(proxy):
    assert proxy().kind == proxy.KIND


def test_a_proxy_finds_records_of_its_own_kind_alone():
    made = {kind: a_record(kind).pk for kind in KINDS}
    for proxy in (Objective, Clause, Recommendation, Principle):
        assert list(proxy.objects.values_list("pk", flat=True)) == [made[proxy.KIND]]


def test_a_proxy_does_not_change_the_kind_of_what_it_reads():
    clause = a_clause()
    assert Record.objects.get(pk=clause.pk).kind == Clause.objects.get(pk=clause.pk).kind == "clause"


# The order of numbers, and words


def test_records_stand_in_the_order_people_count():
    for number in ("3.10", "3.9.1", "11", "3.9", "3"):
        a_clause(code=f"plan-{number}")
    found = Record.objects.values_list("code", flat=True)
    assert list(found) == ["plan-3", "plan-3.9", "plan-3.9.1", "plan-3.10", "plan-11"]


def test_a_record_that_gets_another_code_finds_its_new_place():
    clause, _other = a_clause(code="plan-3.9"), a_clause(code="plan-3.10")
    clause.code = "plan-3.11"
    clause.save()
    assert Record.objects.last() == Record.objects.get(code="plan-3.11")


numbers = st.lists(st.integers(0, 999_999), min_size=1, max_size=8)


def dotted(parts):
    return "plan2015-" + ".".join(map(str, parts))


@given(numbers, numbers)
def test_the_order_of_keys_is_the_order_of_the_numbers(one, other):
    assert (sort_key(dotted(one)) < sort_key(dotted(other))) == (one < other)


spelt_like_a_code = Record._meta.get_field("code").validators[0].regex


@given(st.from_regex(spelt_like_a_code).filter(lambda code: len(code) <= 80))
def test_the_key_of_any_code_is_plain_and_fits_its_column(code):
    key = sort_key(code)
    assert key.isascii()
    assert key.isalnum()
    assert len(key) <= Record._meta.get_field("sort_key").max_length


@pytest.mark.parametrize("code", ["1." * 39 + "1", "a1" * 40, "9" * 80])
def test_the_longest_codes_are_stored(code):
    assert Record.objects.get(pk=a_clause(code=code).pk).code == code


def test_words_are_those_of_its_quotations_in_order():
    record = a_clause(text="The first words.")
    RecordQuotation.objects.create(record=record, quotation=a_quotation("Last words."), position=3)
    RecordQuotation.objects.create(record=record, quotation=a_quotation("Between."), position=2)
    RecordQuotation.objects.create(record=record, quotation=a_quotation("Welfare"), role="heading")
    assert quoted_words(record.record_quotations.all()) == {
        "text": "The first words. … Between. … Last words.",
        "heading": "Welfare",
    }


def test_its_wording_leaves_out_headings_and_labels():
    record = a_clause(text="Its words.")
    for role in ("heading", "label"):
        RecordQuotation.objects.create(record=record, quotation=a_quotation(), role=role)
    assert [quotation.exact for quotation in record.wording] == ["Its words."]


def test_a_record_is_called_by_its_heading_or_by_its_first_words():
    assert a_clause(heading="Social Welfare").short == "Social Welfare"
    assert a_clause(text="One two " * 20).short.count("two") == 7
