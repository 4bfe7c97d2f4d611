"""A link is a claim, and the database keeps the rules of claiming, whoever writes to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from recommendations.models import CrossReference, Record

from ..builders import a_clause, a_draft, a_link, a_principle, a_quotation, a_recommendation, an_objective
from .refusal import leads_nowhere, refused

pytestmark = pytest.mark.django_db


def unsaved(from_record, to_record, relation="related", basis="reading", **fields):
    """A link as a program would write it that knows nothing of our rules."""
    ends = {"from_kind": from_record.kind, "to_kind": to_record.kind}
    said = {"relation": relation, "basis": basis, "reason": "Both speak of it.", **ends} | fields
    return CrossReference(from_record=from_record, to_record=to_record, **said)


def written(*links):
    CrossReference.objects.bulk_create(links)


def test_a_record_is_not_linked_to_itself():
    record = a_recommendation()
    with refused("link_joins_two_records"):
        written(unsaved(record, record))


def test_a_stored_link_is_not_bent_back_to_where_it_begins():
    link = a_link(a_recommendation(), a_recommendation())
    with refused("link_joins_two_records"):
        CrossReference.objects.filter(pk=link.pk).update(to_record=link.from_record)


def test_one_relation_between_two_records_is_said_once():
    link = a_link(a_recommendation(), a_recommendation(), relation="related")
    with refused("link_said_once"):
        written(unsaved(link.from_record, link.to_record, "related"))


def test_two_relations_between_one_pair_are_two_links():
    one, other = a_recommendation(), a_recommendation()
    written(unsaved(one, other, "related"), unsaved(one, other, "elaborates"))
    assert sorted(link.relation for link in one.links_out.all()) == ["elaborates", "related"]


def test_the_way_back_is_a_link_of_its_own():
    one, other = a_recommendation(), a_recommendation()
    written(unsaved(one, other), unsaved(other, one))
    assert one.links_out.count() == one.links_in.count() == 1


@pytest.mark.parametrize("basis", ["stated", "same_heading"])
def test_what_the_source_says_has_its_words_as_evidence(basis):
    with refused("claim_has_evidence"):
        written(unsaved(a_clause(), an_objective(), basis=basis))


def test_the_evidence_of_a_claim_is_not_taken_away():
    link = a_link(a_clause(), an_objective())
    with refused("claim_has_evidence"):
        CrossReference.objects.filter(pk=link.pk).update(evidence=None)


def test_a_reading_has_a_reason():
    with refused("reading_has_a_reason"):
        written(unsaved(a_clause(), an_objective(), reason="", evidence=a_quotation()))


def test_a_claim_needs_no_reason_and_a_reading_no_evidence():
    link = unsaved(a_clause(), an_objective(), "addresses", "stated", reason="", evidence=a_quotation())
    written(link, unsaved(a_clause(), an_objective(), "addresses"))
    assert CrossReference.objects.count() == 2


MISFITS = [
    (an_objective, "addresses", an_objective),
    (a_principle, "addresses", an_objective),
    (a_clause, "addresses", a_recommendation),
    (a_recommendation, "addresses", a_clause),
    (an_objective, "addresses", a_clause),
    (a_clause, "carries_out", a_clause),
    (a_recommendation, "carries_out", an_objective),
    (a_clause, "carries_out", a_recommendation),
    (a_principle, "carries_out", a_clause),
]


@pytest.mark.parametrize(("one", "relation", "other"), MISFITS)
def test_a_relation_fits_the_kinds_of_its_records(one, relation, other):
    with refused("relation_fits_the_kinds"):
        written(unsaved(one(), other(), relation))


@pytest.mark.parametrize("relation", ["elaborates", "echoes", "related"])
def test_the_other_relations_join_any_kinds(relation):
    written(unsaved(a_principle(), an_objective(), relation))
    assert CrossReference.objects.get().relation == relation


@pytest.mark.parametrize("column", ["relation", "basis", "status", "origin", "from_kind", "to_kind"])
@pytest.mark.parametrize("word", ["hearsay", "", "Published"])
def test_a_link_speaks_in_known_words(column, word):
    link = a_link(a_recommendation(), a_recommendation(), basis="reading", evidence=a_quotation())
    with refused("link_words_are_known"):
        CrossReference.objects.filter(pk=link.pk).update(**{column: word})


@pytest.mark.parametrize("end", ["from_record_id", "to_record_id", "evidence_id"])
def test_a_link_does_not_lead_to_what_is_not_there(end):
    link = a_link(a_recommendation(), a_recommendation())
    with leads_nowhere():
        CrossReference.objects.filter(pk=link.pk).update(**{end: 987_654_321})


def test_a_record_is_not_deleted_from_under_its_links():
    link = a_link(a_recommendation(), an_objective())
    for record in (link.from_record, link.to_record):
        with pytest.raises(ProtectedError):
            record.delete()


def test_a_record_is_not_deleted_from_under_its_links_behind_the_models():
    link = a_link(a_recommendation(), an_objective())
    with leads_nowhere():
        doomed = Record.objects.filter(pk=link.to_record.pk)
        doomed._raw_delete(doomed.db)


def test_evidence_is_not_deleted_from_under_a_link():
    link = a_link(a_recommendation(), an_objective())
    with pytest.raises(ProtectedError):
        link.evidence.delete()


def test_a_saved_link_knows_the_kinds_of_its_records():
    link = a_link(a_recommendation(), an_objective())
    link.refresh_from_db()
    assert (link.from_kind, link.to_kind) == ("recommendation", "objective")


def test_a_link_that_is_turned_to_another_record_learns_its_kind():
    link = a_link(a_recommendation(), a_recommendation(), relation="related")
    link.to_record = a_principle()
    link.save()
    link.refresh_from_db()
    assert link.to_kind == "principle"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"basis": "reading", "reason": ""}, "needs a reason"),
        ({"basis": "stated", "evidence": None}, "words as evidence"),
        ({"relation": "carries_out"}, "“carries out” from a recommendation to a clause"),
    ],
)
def test_a_form_is_told_in_words_what_the_database_would_refuse(wrong, said):
    link = a_link(a_recommendation(), an_objective())
    for column, value in wrong.items():
        setattr(link, column, value)
    with pytest.raises(ValidationError, match=said):
        link.full_clean()


def test_a_form_is_told_of_a_self_link_and_of_a_duplicate():
    link = a_link(a_recommendation(), a_recommendation(), relation="related")
    with pytest.raises(ValidationError, match="already have this relation"):
        unsaved(link.from_record, link.to_record).full_clean()
    with pytest.raises(ValidationError, match="cannot be linked to itself"):
        unsaved(link.to_record, link.to_record).full_clean()


def test_an_echo_joins_two_documents():
    one, other = a_recommendation(), a_recommendation()
    with pytest.raises(ValidationError, match="two documents"):
        unsaved(one, other, "echoes").full_clean()
    unsaved(one, an_objective(), "echoes").full_clean()


def test_a_link_is_published_only_if_both_of_its_ends_are():
    seen = a_link(a_recommendation(), an_objective())
    a_link(a_recommendation(), an_objective(), status="in_review")
    a_link(a_draft(), an_objective())
    a_link(a_recommendation(), an_objective(status="in_review"))
    assert list(CrossReference.objects.published()) == [seen]


def test_a_link_touches_both_of_its_records_and_no_other():
    record = a_recommendation()
    out, back = a_link(record, an_objective()), a_link(a_recommendation(), record)
    a_link(a_recommendation(), an_objective())
    assert set(CrossReference.objects.touching(record)) == {out, back}


def test_two_kinds_are_joined_in_either_direction():
    over, back = a_link(a_principle(), a_clause()), a_link(a_clause(), a_principle())
    a_link(a_clause(), an_objective())
    assert set(CrossReference.objects.joining("clause", "principle")) == {over, back}


def test_a_link_reads_the_other_way_from_its_other_end():
    link = a_link(a_recommendation(), a_clause())
    assert (link.get_relation_display(), link.reverse_relation) == ("carries out", "is carried out by")


def test_every_relation_has_a_way_back_in_words():
    assert set(CrossReference.REVERSED) == set(CrossReference.Relation.values)
