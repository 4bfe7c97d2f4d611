"""A query string in, a queryset out, or a refusal that names what is accepted."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations import census
from recommendations.filters import FilterError, LinkFilter, RecordFilter
from recommendations.models import CrossReference, Record

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_link,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_objective,
)

pytestmark = pytest.mark.django_db


def found(query, kind="recommendation"):
    wanted = RecordFilter.read(QueryDict(query), kind=kind)
    return set(wanted.apply(Record.objects.published().filter(kind=kind)).values_list("code", flat=True))


def links(query):
    wanted = LinkFilter.read(QueryDict(query))
    return {str(link.basis) for link in wanted.apply(CrossReference.objects.published())}


def refusal(query, kind="recommendation", **more):
    with pytest.raises(FilterError) as refused:
        RecordFilter.read(QueryDict(query), kind=kind, **more)
    return refused.value


def choices(wanted, parameter):
    for facet in wanted.form.facets:
        if facet.parameter == parameter:
            return {choice.value: choice.count for choice in facet.choices}
    return {}


def test_it_narrows_to_what_is_joined_to_an_objective():
    objective = an_objective(code="blueprint-a")
    a_recommendation(code="r1", addressing=objective)
    a_recommendation(code="r2", addressing=an_objective())
    assert found("objective=blueprint-a") == {"r1"}


def test_a_repeated_parameter_means_or_and_another_means_and():
    one, two = an_objective(code="o1"), an_objective(code="o2")
    a_recommendation(code="r1", addressing=one, tags=["migrants"])
    a_recommendation(code="r2", addressing=two)
    assert found("objective=o1&objective=o2") == {"r1", "r2"}
    assert found("objective=o1&objective=o2&tag=migrants") == {"r1"}


def test_in_its_own_list_a_record_is_named_by_itself():
    a_clause(code="plan-3.9", addressing=an_objective(code="o1"))
    assert found("objective=o1", kind="objective") == {"o1"}
    assert found("clause=plan-3.9", kind="clause") == {"plan-3.9"}


def test_a_role_is_the_role_of_the_actor_asked_for():
    asean, japan = an_actor(slug="asean"), an_actor(slug="japan")
    record = a_recommendation(code="r1", asking=asean)
    a_responsibility(record, japan, "supporter")
    assert found("actor=japan&role=supporter") == {"r1"}
    assert found("actor=japan&role=addressee") == set()


def test_a_basis_is_the_basis_of_the_link_asked_for():
    one, two = an_objective(code="o1"), an_objective(code="o2")
    record = a_recommendation(code="r1", addressing=one)
    a_link(record, two, basis="reading")
    assert found("objective=o1&basis=stated") == {"r1"}
    assert found("objective=o1&basis=reading") == set()
    assert found("basis=reading&relation=addresses") == {"r1"}


def test_it_finds_the_gaps():
    a_clause(addressing=an_objective(code="o1"))
    an_objective(code="o2")
    assert found("without=clause", kind="objective") == {"o2"}


def test_two_kinds_of_gap_mean_or():
    a_recommendation(code="r1", asking=an_actor())
    a_recommendation(code="r2", asking=an_actor(), addressing=an_objective())
    a_recommendation(code="r3", addressing=an_objective())
    assert found("without=objective&without=addressee") == {"r1", "r3"}


def test_it_narrows_by_document_form_and_words():
    brief = a_document("brief")
    a_recommendation(code="r1", document=brief, form="proposal", text="Rebuild trust in youth.")
    a_recommendation(code="r2", document=brief, form="in_text", text="Trust is all.")
    a_recommendation(code="r3", form="proposal", text="Youth need trust.")
    assert found("document=brief") == {"r1", "r2"}
    assert found("form=proposal") == {"r1", "r3"}
    assert found("q=TRUST+youth") == {"r1", "r3"}


def test_an_unknown_value_is_refused_with_the_accepted_ones_the_nearest_first():
    an_objective(code="ascc2015-c1")
    an_objective(code="ascc2015-a")
    said = refusal("objective=ascc2015-c11")
    assert said.accepted == ["ascc2015-c1", "ascc2015-a"]
    assert "“ascc2015-c11” is not a value of “objective”" in str(said)


def test_a_refusal_lists_no_more_than_can_be_read():
    for _ in range(45):
        an_objective()
    said = refusal("objective=nothing-like-it")
    assert (len(said.accepted), said.more) == (40, 5)


def test_a_refusal_never_names_a_draft():
    a_draft("objective", code="secret-1", tags=["hushed"])
    a_draft(asking=an_actor("Secret agency", slug="secret-agency"))
    for query in ("objective=secret-1", "tag=hushed", "actor=secret-agency"):
        assert not refusal(query).accepted


@pytest.mark.parametrize("parameter", ["role", "basis", "relation", "form", "without"])
def test_words_of_the_program_are_checked_too(parameter):
    assert len(refusal(f"{parameter}=nonsense").accepted) >= 3


def test_a_page_ignores_unknown_parameters_and_drops_them_from_its_links():
    wanted = RecordFilter.read(QueryDict("utm_source=x&basis=stated&page=3"), kind="clause")
    assert wanted.query_string == "basis=stated"
    assert wanted.page == 3


def test_a_file_refuses_unknown_parameters():
    said = refusal("colour=blue", strict=True)
    assert said.as_text
    assert "“colour” is not a parameter" in str(said)
    assert "objective" in said.accepted


@pytest.mark.parametrize("page", ["abc", "0", "-1", "1.5", "²", "1e3", "9" * 30])
def test_a_page_is_a_number(page):
    assert refusal(f"page={page}").parameter == "page"


@pytest.mark.parametrize("value", ["a%00b", "x" * 10_000, "%ED%A0%80"])
def test_unreadable_values_are_refused(value):
    assert refusal(f"objective={value}").parameter == "objective"


def test_a_lone_surrogate_is_refused():
    query = QueryDict(mutable=True)
    query["q"] = "\ud800"
    with pytest.raises(FilterError):
        RecordFilter.read(query, kind="clause")


def test_each_chip_can_be_dropped_alone():
    an_objective(code="o1", number="c", heading="Social Justice")
    wanted = RecordFilter.read(QueryDict("basis=stated&objective=o1&q=fair+work"), kind="clause")
    assert [(chip.parameter, chip.label) for chip in wanted.chips] == [
        ("objective", "c Social Justice"), ("basis", "stated"), ("q", "fair work"),
    ]  # fmt: skip
    assert wanted.chips[0].remove_query == "basis=stated&q=fair+work"


def test_the_form_counts_what_each_choice_would_bring():
    objective = an_objective(code="o1")
    a_recommendation(addressing=objective, tags=["youth", "trade"], form="proposal")
    a_recommendation(addressing=objective, tags=["youth"])
    a_recommendation(tags=["trade"])
    a_draft(tags=["youth", "hidden"], linked_to=objective)
    wanted = RecordFilter.read(QueryDict("objective=o1"), kind="recommendation")
    assert choices(wanted, "tag") == {"youth": 2, "trade": 1}
    assert choices(wanted, "objective") == {"o1": 2}
    assert choices(wanted, "form") == {"numbered": 1, "proposal": 1}
    assert choices(wanted, "without") == {"clause": 2, "recommendation": 2, "principle": 2, "addressee": 2}


def test_each_count_of_the_form_is_what_the_list_then_holds():
    one, two = an_objective(code="o1"), an_objective(code="o2")
    asean, japan = an_actor(slug="asean"), an_actor(slug="japan")
    clause = a_clause(code="c1", addressing=one)
    a_recommendation(addressing=[one, two], carrying_out=clause, asking=asean, tags=["youth"])
    a_responsibility(a_recommendation(addressing=two, asking=japan), asean, "supporter")
    a_link(a_recommendation(form="proposal", tags=["youth"]), one, basis="reading")
    for query in (
        "",
        "objective=o2",
        "actor=asean&role=addressee",
        "basis=reading",
        "tag=youth&objective=o1",
    ):
        wanted = RecordFilter.read(QueryDict(query), kind="recommendation")
        for facet in wanted.form.facets:
            for choice in facet.choices:
                others = QueryDict(query, mutable=True)
                others.setlist(facet.parameter, [choice.value])
                assert len(found(others.urlencode())) == choice.count, (query, facet.parameter, choice)


def test_what_is_chosen_stays_on_the_form_when_nothing_is_left_of_it():
    an_objective(code="o1")
    wanted = RecordFilter.read(QueryDict("objective=o1&q=nowhere"), kind="clause")
    assert choices(wanted, "objective") == {"o1": 0}
    assert wanted.form.q == "nowhere"


def test_it_costs_one_query_to_read_and_two_for_the_form():
    a_tag("youth", on=a_recommendation(addressing=an_objective(code="o1")))
    census.current()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        wanted = RecordFilter.read(QueryDict("objective=o1&tag=youth&basis=stated"), kind="recommendation")
        assert wanted.form
        assert wanted.chips
    assert len(queries) == 3


# Links


def test_links_are_narrowed_by_either_end():
    objective = an_objective(code="o1")
    clause = a_clause(code="c1", addressing=objective)
    a_link(
        a_recommendation(code="r1", tags=["youth"], asking=an_actor(slug="asean")), clause, basis="reading"
    )
    assert links("objective=o1") == {"stated"}
    assert links("clause=c1") == {"stated", "reading"}
    assert links("tag=youth") == links("actor=asean") == links("form=numbered") == {"reading"}
    assert links("objective=o1&clause=c1") == {"stated"}


def test_links_are_narrowed_by_direction_basis_relation_and_words():
    a_link(a_clause(code="c1"), an_objective(code="o1"), basis="reading", reason="Both speak of trust.")
    a_clause(addressing=an_objective())
    for query in ("from=c1", "to=o1", "basis=reading", "q=speak+TRUST", "relation=addresses&from=c1"):
        assert links(query) == {"reading"}, query
    assert links("from=o1") == set()


def test_the_form_of_links_counts_each_link_once():
    objective, clause = an_objective(code="o1"), a_clause(code="c1")
    a_link(clause, objective)
    a_link(a_clause(code="c2"), clause, basis="reading")
    wanted = LinkFilter.read(QueryDict(""))
    assert choices(wanted, "clause") == {"c1": 2, "c2": 1}
    assert choices(wanted, "document") == {"plan": 2, "blueprint": 1}
    assert choices(wanted, "basis") == {"stated": 1, "reading": 1}


def test_each_count_of_the_links_is_what_the_list_then_holds():
    objective = an_objective(code="o1")
    clause = a_clause(code="c1", addressing=objective)
    a_recommendation(addressing=objective, carrying_out=clause, form="proposal")
    for query in ("", "objective=o1", "relation=addresses", "document=chapter"):
        wanted = LinkFilter.read(QueryDict(query))
        for facet in wanted.form.facets:
            for choice in facet.choices:
                others = QueryDict(query, mutable=True)
                others.setlist(facet.parameter, [choice.value])
                rows = LinkFilter.read(others).apply(CrossReference.objects.published())
                assert rows.count() == choice.count, (query, choice)


def test_what_the_form_does_not_offer_is_carried_along():
    a_clause(code="c1", addressing=an_objective(), tags=["youth"])
    wanted = LinkFilter.read(QueryDict("tag=youth&from=c1"))
    assert wanted.form.hidden == [("from", "c1"), ("tag", "youth")]


class AnyInput(TestCase):
    @given(st.dictionaries(st.sampled_from([*RecordFilter.ACCEPTED, "page", "from"]), st.text(max_size=300)))
    def test_any_query_string_is_understood_or_refused(self, query):
        given = QueryDict(mutable=True)
        given.update(query)
        try:
            wanted = RecordFilter.read(given, kind="objective")
        except FilterError:
            return
        assert not wanted.apply(wanted.base()).exists()
