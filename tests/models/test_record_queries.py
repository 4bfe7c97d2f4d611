"""Questions about records: who is seen, who is joined, who is asked."""

import pytest

from recommendations.models import Record, Tag

from ..builders import (
    a_clause,
    a_draft,
    a_link,
    a_principle,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_objective,
)

pytestmark = pytest.mark.django_db


def codes(records):
    return sorted(record.code for record in records)


def counts(record):
    """(objectives, clauses, recommendations, principles) joined to the record, as a list shows them."""
    found = Record.objects.with_link_counts().get(pk=record.pk)
    return tuple(
        getattr(found, f"{kind}_count") for kind in ("objective", "clause", "recommendation", "principle")
    )


# Who is seen


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_only_what_is_published_is_seen(status):
    a_recommendation(code="seen")
    a_recommendation(code="unseen", status=status)
    assert codes(Record.objects.published()) == ["seen"]


def test_a_record_begins_as_a_draft():
    assert Record().status == "draft"


def test_records_stand_at_the_top_or_under_another():
    top = a_clause(code="plan-3")
    a_clause(code="plan-3.9", parent=top)
    assert codes(Record.objects.at_the_top()) == ["plan-3"]
    assert codes(Record.objects.under_another()) == ["plan-3.9"]


def test_headings_and_implied_numbers_have_no_words():
    a_clause(code="heading", text="", heading="Social Welfare")
    a_clause(code="implied", text="", attestation="implied", editorial_note="Implied.")
    a_clause(code="words")
    assert codes(Record.objects.with_words()) == ["words"]


def test_it_finds_every_word_in_any_order_and_place():
    a_clause(code="plan-1", heading="Migrant workers", text="Protect their families.")
    a_clause(code="plan-2", text="Protect families.")
    assert codes(Record.objects.saying(["FAMILIES", "migrant"])) == ["plan-1"]
    assert codes(Record.objects.saying(["plan", "protect"])) == ["plan-1", "plan-2"]


@pytest.mark.parametrize("word", ["%", "_", "\\", "&"])
def test_signs_alone_find_nothing_rather_than_everything(word):
    a_clause(text=f"Here stands {word} as such.")
    assert codes(Record.objects.saying([word])) == []
    assert Record.objects.saying([]).count() == 1


# Who is joined


def test_links_are_counted_by_kind_in_both_directions():
    clause = a_clause(addressing=[an_objective(), an_objective()])
    a_recommendation(carrying_out=clause)
    a_link(clause, a_principle())
    assert counts(clause) == (2, 0, 1, 1)


def test_a_record_joined_twice_is_counted_once():
    clause, objective = a_clause(), an_objective()
    a_link(clause, objective)
    a_link(clause, objective, relation="related")
    a_link(objective, clause, relation="related")
    assert counts(clause) == (1, 0, 0, 0)
    assert counts(objective) == (0, 1, 0, 0)


def test_records_of_the_same_kind_are_counted_from_either_end():
    one = a_recommendation()
    for other in (a_recommendation(), a_recommendation()):
        a_link(one, other)
    a_link(a_recommendation(), one)
    assert counts(one) == (0, 0, 3, 0)


def test_nothing_unpublished_is_counted():
    objective = an_objective()
    a_draft("clause", linked_to=objective)
    a_link(a_clause(), objective, status="in_review")
    assert counts(objective) == (0, 0, 0, 0)


def test_counts_do_not_disturb_each_other_in_a_list():
    objective = an_objective(code="a")
    a_clause(code="b", addressing=objective, tags=["x", "y"], asking=[an_actor(), an_actor()])
    shown = {each.code: (each.objective_count, each.clause_count) for each in Record.objects.for_list()}
    assert shown == {"a": (0, 1), "b": (1, 0)}


def test_a_list_costs_three_queries_whatever_its_length(django_assert_num_queries):
    for size in (2, 6):
        for _ in range(size):
            a_recommendation(carrying_out=a_clause(), tags=["migrants"], asking=an_actor())
        with django_assert_num_queries(3):
            shown = [_shown(record) for record in Record.objects.for_list()]
    assert len(shown) == 16


def _shown(record):
    tags = [tagging.tag.name for tagging in record.taggings.all()]
    asked = [str(each.actor) for each in record.responsibilities.all()]
    return record.document.short_title, record.parent, record.clause_count, tags, asked


def test_gaps_are_records_that_no_published_link_joins_to_a_kind():
    joined, other, alone = (an_objective(code=code) for code in ("joined", "other", "alone"))
    a_clause(addressing=joined)
    a_link(alone, a_principle())
    a_draft("clause", linked_to=other)
    gaps = Record.objects.filter(kind="objective").without_link_to("clause")
    assert codes(gaps) == ["alone", "other"]


def test_a_link_the_other_way_closes_a_gap_too():
    objective = an_objective()
    a_link(objective, a_clause())
    assert not Record.objects.filter(kind="objective").without_link_to("clause").exists()
    assert not Record.objects.filter(kind="clause").without_link_to("objective").exists()


def test_it_finds_what_is_linked_in_either_direction():
    objective = an_objective(code="o")
    a_clause(code="c", addressing=objective)
    a_link(objective, a_principle(code="p"))
    a_recommendation(code="r", addressing=an_objective(code="o2"))
    assert codes(Record.objects.linked(to=[objective])) == ["c", "p"]


def test_qualities_of_a_link_must_meet_in_one_link():
    one, other = an_objective(code="o1"), an_objective(code="o2")
    clause = a_clause(code="c", addressing=one)
    a_link(clause, other, relation="related", basis="reading")
    assert codes(Record.objects.linked(to=[one], basis=["stated"])) == ["c"]
    assert codes(Record.objects.linked(to=[one], basis=["reading"])) == []
    assert codes(Record.objects.linked(to=[other], relation=["related"])) == ["c"]


def test_a_link_that_is_not_published_joins_nothing():
    objective = an_objective()
    a_link(a_clause(), objective, status="draft")
    assert not Record.objects.linked(to=[objective]).exists()


def test_a_record_linked_twice_is_found_once():
    clause, objective = a_clause(code="c"), an_objective()
    a_link(clause, objective)
    a_link(clause, objective, relation="related")
    assert codes(Record.objects.linked(to=[objective])) == ["c"]


# Who is asked, and what about


def test_it_finds_what_asks_one_of_these_actors():
    asean, japan = an_actor(), an_actor()
    a_recommendation(code="r1", asking=[asean, japan])
    a_recommendation(code="r2", asking=japan)
    a_recommendation(code="r3", asking=an_actor())
    assert codes(Record.objects.asking(actors=[asean, japan])) == ["r1", "r2"]


def test_a_role_is_that_of_the_actor_who_is_asked_for():
    asean, japan = an_actor(), an_actor()
    record = a_recommendation(code="r1", asking=asean)
    a_responsibility(record, japan, "supporter")
    assert codes(Record.objects.asking(actors=[japan], roles=["supporter"])) == ["r1"]
    assert codes(Record.objects.asking(actors=[japan], roles=["addressee"])) == []


def test_a_record_with_a_mere_supporter_asks_nobody():
    a_recommendation(code="asks", asking=an_actor())
    a_responsibility(a_recommendation(code="supported"), role="supporter")
    a_recommendation(code="silent")
    assert codes(Record.objects.asking_nobody()) == ["silent", "supported"]


def test_it_finds_what_bears_one_of_these_tags_once():
    a_recommendation(code="r1", tags=["migrants", "health"])
    a_recommendation(code="r2", tags=["health"])
    a_recommendation(code="r3", tags=["trade"])
    wanted = Tag.objects.filter(name__in=["migrants", "health"])
    assert codes(Record.objects.tagged(wanted)) == ["r1", "r2"]


def test_a_tag_is_one_in_small_letters_or_capitals():
    one, other = a_recommendation(tags=["Disaster"]), a_recommendation(tags=["disaster"])
    assert one.taggings.get().tag == other.taggings.get().tag


@pytest.mark.parametrize(("one", "other"), [("🌏", "🗾"), ("កា", "កិ"), ("!", "?")])
def test_every_tag_has_an_address_of_its_own(one, other):
    slugs = {a_tag(one).slug, a_tag(other).slug}
    assert len(slugs) == 2
    assert all(slugs)


# Before and after


def test_neighbours_are_found_in_natural_order():
    for number in ("3.9", "3.10", "3.11"):
        a_clause(code=f"plan-{number}")
    here = Record.objects.get(code="plan-3.10")
    assert Record.objects.before(here).code == "plan-3.9"
    assert Record.objects.after(here).code == "plan-3.11"


def test_at_either_end_there_is_no_neighbour():
    only = a_clause()
    assert Record.objects.before(only) is None
    assert Record.objects.after(only) is None
