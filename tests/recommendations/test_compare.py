"""Two records, or two sets of them, side by side."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ..builders import (
    a_clause,
    a_draft,
    a_link,
    a_principle,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_instrument,
    an_objective,
)

pytestmark = pytest.mark.django_db


def page(client, **sides):
    response = client.get("/compare/", sides)
    return response.status_code, " ".join(response.content.decode().split())


def test_it_marks_the_words_that_only_one_side_has(client):
    a_recommendation(code="chapter-r1", text="protect migrant workers")
    a_principle(code="doctrine-1", text="protect seasonal workers")
    _, html = page(client, a="chapter-r1", b="doctrine-1")
    assert 'protect <mark class="differs" data-says="only here">migrant</mark> workers</blockquote>' in html
    assert 'protect <mark class="differs" data-says="only here">seasonal</mark> workers</blockquote>' in html


def test_it_says_when_no_word_is_common_and_marks_none(client):
    a_recommendation(code="chapter-r1", text="human capital")
    a_recommendation(code="chapter-r2", text="maritime order")
    _, html = page(client, a="chapter-r1", b="chapter-r2")
    assert "The two sides have no word in common" in html
    assert "data-says" not in html


def test_it_tells_actors_of_one_side_from_those_of_both(client):
    both, left = an_actor("ASEAN Secretariat"), an_actor("Japan Foundation")
    a_recommendation(code="chapter-r1", asking=[both, left])
    a_recommendation(code="chapter-r2", asking=both)
    response = client.get("/compare/?a=chapter-r1&b=chapter-r2")
    row = response.context["comparison"].rows[0]
    assert row.title == "Asked to act"
    assert [told.label for told in row.only_left] == ["Japan Foundation"]
    assert [told.label for told in row.both] == ["ASEAN Secretariat"]
    assert row.only_right == []


def test_an_actor_in_two_roles_is_compared_in_each(client):
    actor = an_actor("Migrant workers")
    a_responsibility(a_recommendation(code="chapter-r1"), actor, role="beneficiary")
    a_recommendation(code="chapter-r2", asking=actor)
    rows = client.get("/compare/?a=chapter-r1&b=chapter-r2").context["comparison"].rows
    assert [(row.title, bool(row.both)) for row in rows[:2]] == [
        ("Asked to act", False),
        ("For the benefit of", False),
    ]


def test_it_compares_tags_and_means(client):
    left, right = a_recommendation(code="chapter-r1"), a_recommendation(code="chapter-r2")
    a_tag("women", on=[left, right])
    an_instrument("Trust fund", used_by=right)
    rows = {
        row.title: row for row in client.get("/compare/?a=chapter-r1&b=chapter-r2").context["comparison"].rows
    }
    assert [told.label for told in rows["Tags"].both] == ["women"]
    assert [told.label for told in rows["Means named"].only_right] == ["Trust fund"]


def test_it_shows_the_link_between_them(client):
    a_recommendation(code="chapter-r1", carrying_out=a_clause(code="plan-3.10"))
    _, html = page(client, a="chapter-r1", b="plan-3.10")
    assert 'id="chapter-r1_carries_out_plan-3.10"' in html


def test_it_shows_what_both_are_joined_to_and_how(client):
    objective = an_objective(code="blueprint-c", text="social justice")
    a_recommendation(code="chapter-r1", addressing=objective)
    a_clause(code="plan-2", addressing=objective)
    _, html = page(client, a="chapter-r1", b="plan-2")
    assert "social justice</a>" in html
    assert '<span class="code">chapter-r1</span> addresses it' in html
    assert '<span class="code">plan-2</span> addresses it' in html


def test_a_draft_that_joins_them_is_not_shown(client):
    hidden = a_draft(text="quokkaberry")
    a_link(a_recommendation(code="chapter-r1"), hidden)
    a_link(a_recommendation(code="chapter-r2"), hidden)
    assert "quokkaberry" not in page(client, a="chapter-r1", b="chapter-r2")[1]


def test_it_sets_each_record_of_a_set_against_the_one_nearest_in_words(client):
    a_principle(code="fukuda-1", text="Japan rejects the role of a military power")
    a_principle(code="fukuda-2", text="Japan will be an equal partner")
    a_principle(code="abe-1", text="an equal partner of ASEAN")
    _, html = page(client, a="fukuda-1,fukuda-2", b="abe-1")
    assert "Set against fukuda-2, the nearest in words: 3 words shared, in the same order." in html
    assert "No record of the other side shares a word with it." in html


def test_a_repeated_parameter_makes_a_set_too(client):
    for code in ("chapter-r1", "chapter-r2", "chapter-r3"):
        a_recommendation(code=code)
    response = client.get("/compare/?a=chapter-r1&a=chapter-r2&b=chapter-r3")
    assert [entry.record.code for entry in response.context["comparison"].left] == [
        "chapter-r1",
        "chapter-r2",
    ]


def test_it_names_a_code_that_nobody_knows_and_those_like_it(client):
    a_recommendation(code="chapter-c2-r1")
    status, html = page(client, a="chapter-c2-r9", b="chapter-c2-r1")
    assert status == 404
    assert "chapter-c2-r9: no published record has this code." in html
    assert 'href="?a=chapter-c2-r1&amp;b=chapter-c2-r1"' in html


def test_a_draft_is_as_unknown_as_any_other(client):
    a_draft(code="chapter-r1", text="quokkaberry")
    status, html = page(client, a="chapter-r1", b="chapter-r1")
    assert status == 404
    assert "quokkaberry" not in html


def test_with_one_side_named_it_offers_what_that_is_joined_to(client):
    a_recommendation(code="chapter-r1", addressing=an_objective(code="blueprint-c"))
    assert 'href="?a=chapter-r1&amp;b=blueprint-c"' in page(client, a="chapter-r1", b="")[1]


def test_without_a_choice_it_offers_pairs_that_echo_each_other(client):
    a_link(a_recommendation(code="chapter-r1"), a_principle(code="doctrine-1"), relation="echoes")
    assert 'href="?a=chapter-r1&amp;b=doctrine-1"' in page(client)[1]


def test_more_than_ten_on_a_side_are_refused(client):
    status, html = page(client, a=",".join(f"chapter-r{n}" for n in range(11)))
    assert status == 400
    assert "“a” names 11 records; at most 10 are accepted." in html


def test_a_record_page_leads_to_it(client):
    html = client.get(a_recommendation(code="chapter-r1").get_absolute_url()).content.decode()
    assert 'action="/compare/"' in html
    assert '<input type="hidden" name="a" value="chapter-r1">' in html


def test_it_costs_the_same_for_two_records_and_for_two_sets(client, django_assert_num_queries):
    objective, actor = an_objective(), an_actor()
    codes = [
        a_recommendation(addressing=objective, asking=actor, tags=["women"]).code for _number in range(20)
    ]
    for size in (1, 10):
        sides = {"a": ",".join(codes[:size]), "b": ",".join(codes[10 : 10 + size])}
        # former codes; records, tags, actors, quotations and their places; means; links, thirds, their links
        with django_assert_num_queries(10):
            client.get("/compare/", sides)


def test_a_refusal_is_bounded_too(client, django_assert_max_num_queries):
    codes = ",".join(f"chapter-r{n}" for n in range(10))
    with django_assert_max_num_queries(12):
        assert client.get("/compare/", {"a": codes, "b": codes}).status_code == 404


@given(st.text(max_size=90), st.lists(st.text(max_size=30), max_size=12))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered(a, b):
    assert Client().get("/compare/", {"a": a, "b": b}).status_code in (200, 400, 404)
