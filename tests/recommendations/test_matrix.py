"""The matrix: its page, its file, and what it refuses."""

import csv
from io import StringIO

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations import axis_values
from recommendations.filters import FilterError, LinkFilter
from recommendations.matrix import AXES, Matrix

from ..builders import (
    a_clause,
    a_draft,
    a_link,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_objective,
)

pytestmark = pytest.mark.django_db


def cells(query=""):
    """{(row, column): (count, basis)} by the values that addresses know."""
    matrix = Matrix.read(QueryDict(query))
    found = (cell for row in matrix.rows.entries for cell in matrix.cells_of(row) if cell)
    return {(cell.row.value, cell.column.value): (cell.count, cell.basis) for cell in found}


def refusal(query, **more):
    with pytest.raises(FilterError) as refused:
        Matrix.read(QueryDict(query), **more)
    return refused.value


def page(client, query=""):
    response = client.get(f"/cross-references/{query}")
    return response.status_code, response.content.decode()


def rows(client, query=""):
    response = client.get(f"/cross-references.csv{query}")
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text)))[1:]


# What a cell counts


def test_a_cell_holds_the_links_of_its_row_and_its_column():
    objective, other = an_objective(code="o1"), an_objective(code="o2")
    a_clause(code="c1", addressing=[objective, other])
    a_clause(code="c2", addressing=objective)
    assert cells() == {
        ("o1", "c1"): (1, "stated"), ("o1", "c2"): (1, "stated"), ("o2", "c1"): (1, "stated"),
    }  # fmt: skip


def test_two_relations_of_one_pair_are_two_links_and_the_strongest_basis_is_told():
    objective = an_objective(code="o1")
    clause = a_clause(code="c1")
    a_link(clause, objective, basis="reading", relation="related")
    a_link(clause, objective, basis="same_heading")
    assert cells() == {("o1", "c1"): (2, "same_heading")}


def test_a_link_within_one_document_counts_once():
    objective = an_objective(code="o1")
    a_link(an_objective(code="o2"), objective, relation="elaborates")
    assert cells("rows=objective&columns=document") == {
        ("o1", "blueprint"): (1, "stated"), ("o2", "blueprint"): (1, "stated"),
    }  # fmt: skip


def test_a_tag_or_an_actor_at_both_ends_counts_once():
    asean = an_actor(slug="asean")
    objective = an_objective(tags=["youth"], asking=asean)
    record = a_recommendation(tags=["youth"], asking=asean, addressing=objective)
    a_responsibility(record, asean, "supporter")
    assert cells("rows=actor&columns=tag") == {("asean", "youth"): (1, "stated")}
    assert cells("rows=tag&columns=actor") == {("youth", "asean"): (1, "stated")}


def test_an_actor_counts_in_the_role_asked_for():
    record = a_recommendation(addressing=an_objective(code="o1"), asking=an_actor(slug="asean"))
    a_responsibility(record, an_actor(slug="women"), "beneficiary")
    assert set(cells("rows=objective&columns=actor&role=beneficiary")) == {("o1", "women")}


def test_the_other_filters_narrow_it():
    objective = an_objective(code="o1")
    a_clause(code="c1", addressing=objective)
    a_link(a_clause(code="c2"), objective, basis="reading")
    assert set(cells("basis=reading")) == {("o1", "c2")}


def test_a_filter_on_an_axis_leaves_only_what_it_names():
    a_clause(code="c1", addressing=[an_objective(code="o1"), an_objective(code="o2")])
    matrix = Matrix.read(QueryDict("objective=o2"))
    assert [row.value for row in matrix.rows.entries] == ["o2"]


def test_drafts_count_nowhere():
    hidden = a_draft("clause", code="c1")
    a_link(hidden, an_objective(code="o1"))
    matrix = Matrix.read(QueryDict(""))
    assert (matrix.cells, matrix.columns.entries, matrix.totals["all"]) == ({}, [], 0)


# Totals and findings


def test_totals_count_each_link_once_and_those_apart_too():
    objective = an_objective(code="o1", tags=["youth", "trade"])
    a_clause(code="c1", addressing=objective)
    a_recommendation(addressing=objective)
    by_clause = Matrix.read(QueryDict("")).rows.entries[0]
    assert (by_clause.total, by_clause.apart, by_clause.met) == (2, 1, 1)
    by_tag = Matrix.read(QueryDict("rows=objective&columns=tag")).rows.entries[0]
    assert (by_tag.total, by_tag.apart) == (2, 0)


def test_an_objective_without_a_clause_is_a_finding_with_a_word(client):
    above = an_objective(code="o-c", number="c")
    an_objective(code="o-c1", heading="Rights of women", parent=above)
    a_clause(addressing=an_objective(code="o-c2", parent=above))
    findings = [entry.value for entry in Matrix.read(QueryDict("")).rows.findings]
    assert findings == ["o-c1"]  # the lettered one is met through what stands under it
    _, html = page(client)
    assert html.count('class="silent"') == 1
    assert "1 of 3 objectives stand empty: no clause." in html


def test_a_heading_without_words_heads_a_group_and_is_no_column():
    chapter = a_clause(code="plan-3", number="3", text="", heading="Society")
    above = a_clause(code="plan-3.9", number="3.9", text="", heading="Media", parent=chapter)
    a_clause(code="plan-3.9.1", number="3.9.1", parent=above)
    columns = Matrix.read(QueryDict("")).columns
    assert [(group.head.number, [each.number for each in group.entries]) for group in columns.groups] == [
        ("3.9", ["3.9.1"])
    ]


def test_a_draft_heads_no_group():
    hidden = a_draft("objective", code="o-c", heading="Unheard of")
    an_objective(code="o-c1", parent=hidden)
    assert [group.head.key for group in Matrix.read(QueryDict("")).rows.groups] == ["o-c1"]


# The page


def test_each_number_leads_to_its_list(client):
    a_clause(code="plan-3.9", addressing=an_objective(code="o1"))
    _, html = page(client, "?basis=stated&utm_source=x")
    assert 'href="/cross-references/list/?objective=o1&amp;clause=plan-3.9&amp;basis=stated"' in html
    assert "utm_source" not in html


def test_the_choice_of_axes_keeps_the_filters_and_the_filters_keep_the_axes(client):
    a_clause(addressing=an_objective(), tags=["youth"])
    _, html = page(client, "?rows=tag&columns=form&basis=stated")
    assert '<input type="hidden" name="basis" value="stated">' in html
    assert '<input type="hidden" name="rows" value="tag">' in html
    assert "?rows=tag&amp;columns=form" in html  # what dropping the filter leaves


@pytest.mark.parametrize(
    ("query", "axes"),
    [
        ("", ("objective", "clause")),
        ("rows=clause", ("clause", "objective")),
        ("columns=objective", ("clause", "objective")),
        ("columns=tag", ("objective", "tag")),
        ("rows=tag", ("tag", "clause")),
    ],
)
def test_an_axis_that_is_not_named_is_the_nearest_one(query, axes):
    matrix = Matrix.read(QueryDict(query))
    assert (matrix.rows.name, matrix.columns.name) == axes


def test_an_unknown_axis_is_refused_with_the_accepted_ones(client):
    status, html = page(client, "?rows=colour")
    assert status == 400
    assert "“colour” is not an axis" in html
    assert 'href="?rows=clause"' in html


def test_two_axes_are_two_different_ones():
    said = refusal("rows=tag&columns=tag")
    assert (said.parameter, "tag" in said.accepted) == ("columns", False)
    assert refusal("rows=tag&rows=form").parameter == "rows"


def test_an_empty_site_has_an_empty_matrix(client):
    for rows_ in AXES:
        for columns in AXES:
            if rows_ != columns:
                assert page(client, f"?rows={rows_}&columns={columns}")[0] == 200


def test_what_does_not_fit_is_never_left_out_silently(client, monkeypatch):
    monkeypatch.setattr(axis_values, "SHOWN", 2)
    for code in ("o1", "o2", "o3"):
        an_objective(code=code)
    a_clause(addressing=an_objective(code="o4"))
    matrix = Matrix.read(QueryDict(""))
    assert ([row.value for row in matrix.rows.entries], matrix.rows.more) == (["o1", "o4"], 2)
    assert "2 more objectives are not shown" in page(client)[1]
    assert len(rows(client)) == 4


@pytest.mark.parametrize("query", ["", "?rows=actor&columns=tag&role=addressee&objective=o1&basis=stated"])
def test_it_costs_the_same_for_two_rows_and_for_twenty(client, django_assert_max_num_queries, query):
    objective = an_objective(code="o1")
    for size in (2, 18):
        for _ in range(size):
            a_clause(addressing=objective, tags=[a_tag()], asking=an_actor())
        with django_assert_max_num_queries(9):
            client.get(f"/cross-references/{query}")


# The file


def test_the_file_has_a_line_for_each_cell_and_for_what_is_empty(client):
    a_clause(code="plan-3.9", addressing=an_objective(code="o1"))
    an_objective(code="o2")
    a_clause(code="plan-3.10")
    assert rows(client) == [
        ["o1", "plan-3.9", "1", "stated"],
        ["o2", "", "0", ""],
        ["", "plan-3.10", "0", ""],
    ]


def test_the_file_refuses_what_it_does_not_know(client):
    response = client.get("/cross-references.csv?colour=blue")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert "Accepted: rows, columns" in response.content.decode()


class AnyInput(TestCase):
    NAMES = st.sampled_from(["rows", "columns", "page", *LinkFilter.ACCEPTED])
    VALUES = st.one_of(st.sampled_from([*AXES, "stated"]), st.text(max_size=80))

    @given(st.dictionaries(NAMES, VALUES), st.booleans())
    def test_any_query_string_is_answered_or_refused(self, query, as_file):
        given = QueryDict(mutable=True)
        given.update(query)
        address = "/cross-references.csv" if as_file else "/cross-references/"
        response = self.client.get(address, query_params=query)
        assert response.status_code in (200, 400)
