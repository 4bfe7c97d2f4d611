"""The gaps: what each finds, and the list that holds the same."""

import csv
import re
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations.gaps import RULES, gap, unquoted, unquoted_passages
from recommendations.models import Record

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_link,
    a_passage,
    a_quotation,
    a_recommendation,
    a_section,
    a_version,
    an_actor,
    an_objective,
)

pytestmark = pytest.mark.django_db


def codes(slug):
    found = gap(slug)
    return [record.code for record in (*found.found, *found.aside)]


def page(client):
    return client.get("/cross-references/gaps/").content.decode()


def listed(client, slug):
    """How many rows the list has that the gap leads to."""
    html = client.get(gap(slug).list_url).content.decode()
    return int(re.search(r'<h1>.*?<span class="count quiet">(\d+)</span>', html, re.S).group(1))


def rows(client, query=""):
    response = client.get(f"/cross-references/gaps.csv{query}")
    return list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))[1:]


@pytest.fixture
def some_of_everything():
    above = an_objective(code="o-c")
    an_objective(code="o-a")
    an_objective(code="o-c1", parent=above)
    clause = a_clause(code="plan-3.9", addressing=an_objective(code="o-c2", parent=above))
    heading = a_clause(code="plan-3", text="", heading="Society")
    a_recommendation(code="r1", carrying_out=clause)
    a_recommendation(code="r2", addressing=above, asking=an_actor())
    a_recommendation(code="r3")
    a_clause(code="plan-3.10", parent=heading)


@pytest.mark.usefixtures("some_of_everything")
@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("objective-clause", ["o-c1"]),
        ("objective-unexamined", ["o-a"]),
        ("clause-recommendation", ["plan-3.10", "plan-3"]),  # the heading apart
        ("recommendation-addressee", ["r1", "r3"]),
        ("recommendation-objective", ["r1", "r3"]),
        ("recommendation-link", ["r3"]),
    ],
)
def test_each_gap_finds_what_its_rule_says(slug, expected):
    assert codes(slug) == expected


@pytest.mark.usefixtures("some_of_everything")
@pytest.mark.parametrize("slug", RULES)
def test_the_list_behind_a_gap_and_its_file_hold_as_many(client, slug):
    assert gap(slug).count == len(codes(slug)) > 0
    assert listed(client, slug) == gap(slug).count
    assert int(client.get(gap(slug).list_url.replace("/?", ".csv?"))["X-Total-Count"]) == gap(slug).count


@pytest.mark.usefixtures("some_of_everything")
def test_what_nothing_is_joined_to_can_be_asked_of_every_list(client):
    for kind, alone in (("objectives", "o-a"), ("clauses", "plan-3.10"), ("recommendations", "r3")):
        rows = b"".join(client.get(f"/{kind}.csv?without=link").streaming_content).decode()
        assert alone in rows
        assert not {"o-c2", "plan-3.9", "r1", "r2"} & {row.split(",")[0] for row in rows.splitlines()}


def test_drafts_neither_fill_nor_make_a_gap():
    objective = an_objective(code="o-c1", parent=an_objective())
    a_link(a_draft("clause"), objective)
    a_draft("objective", code="o-c2")
    assert codes("objective-clause") == ["o-c1"]


def test_it_says_what_absence_means_and_what_it_does_not(client):
    html = page(client)
    assert html.count("It does not mean") == html.count("It means") == len(RULES) + 1
    assert html.count('<span class="label">Rule</span>') == len(RULES) + 1


def test_it_quotes_the_chapter_on_pairing_at_its_place(client):
    said = (
        "When discussing issues identified in the ASCC Blueprint, if the same issue is also indicated "
        "in the Plan of Action 2011–2015, they are addressed together."
    )
    assert said not in page(client)
    passage = a_passage(f"Before it. {said}", page="264")
    html = page(client)
    assert said in html
    assert f'p. 264 · <a href="/documents/chapter/read/#{passage.anchor}">' in html


def test_passages_that_a_record_quotes_in_part_are_no_gap():
    version = a_version(a_document("report"))
    a_section("A heading", version=version)
    first, second = a_passage("Quoted in part.", version=version), a_passage("Left alone.", version=version)
    a_recommendation(document=version.document, text="Quoted", quotation=a_quotation("Quoted", passage=first))
    (found,) = unquoted()
    assert (found.all, found.count, [each.pk for each in found.passages]) == (2, 1, [second.pk])


def test_passages_that_only_a_draft_quotes_are_a_gap_until_it_is_published():
    version = a_version(a_document("report"))
    passage = a_passage("Quoted by a draft.", version=version)
    draft = a_draft(
        document=version.document, text="Quoted", quotation=a_quotation("Quoted", passage=passage)
    )
    counts = []
    for status in ("draft", "published", "in_review"):
        Record.objects.filter(pk=draft.pk).update(status=status)
        counts.append((unquoted()[0].count, unquoted_passages().count(), len(unquoted()[0].passages)))
    assert counts == [(1, 1, 1), (0, 0, 0), (1, 1, 1)]


def test_it_counts_every_passage_and_shows_the_first_of_the_oldest_documents():
    for year in (2015, 2007, 2011):
        version = a_version(a_document(f"report-{year}", issued=str(year)))
        for n in range(40):
            a_passage(f"Words {n} of {year}.", version=version)
    found = unquoted()
    assert [(each.document.slug, each.count, len(each.passages)) for each in found] == [
        ("report-2007", 40, 40), ("report-2011", 40, 20), ("report-2015", 40, 0),
    ]  # fmt: skip
    assert sum(each.count for each in found) == unquoted_passages().count()


def test_a_quotation_over_several_passages_covers_those_between():
    version = a_version(a_document("report"))
    one, _between, last = (a_passage(f"Words {n}.", version=version) for n in range(3))
    quotation = a_quotation("Words 0.", passage=one, to=last)
    a_recommendation(document=version.document, text=quotation.exact, quotation=quotation)
    assert unquoted()[0].count == 0


def test_a_text_that_may_not_be_shown_has_no_passages_here(client):
    version = a_version(a_document("secret", rights="quotations_only"))
    a_passage("Nobody may read this.", version=version)
    assert unquoted() == []
    assert "Nobody may read this" not in page(client)
    assert rows(client, "?gap=passage-record") == []


@pytest.mark.usefixtures("some_of_everything")
def test_the_file_holds_every_gap_or_the_one_asked_for(client):
    assert rows(client, "?gap=objective-clause") == [
        ["objective-clause", "o-c1", "blueprint", *rows(client)[0][3:]]
    ]
    assert {row[0] for row in rows(client)} == {*RULES, "passage-record"} - {"passage-record"} | {
        row[0] for row in rows(client, "?gap=passage-record")
    }


@pytest.mark.usefixtures("some_of_everything")
def test_the_file_counts_its_lines(client):
    response = client.get("/cross-references/gaps.csv")
    assert int(response["X-Total-Count"]) == len(rows(client))


@pytest.mark.parametrize("query", ["?gap=nonsense", "?colour=blue"])
def test_the_file_refuses_what_it_does_not_know(client, query):
    response = client.get(f"/cross-references/gaps.csv{query}")
    assert (response.status_code, "Accepted: " in response.content.decode()) == (400, True)


def test_it_costs_the_same_for_few_and_for_many(client, django_assert_max_num_queries):
    for size in (2, 70):
        for _ in range(size):
            an_objective()
            a_recommendation()
            a_clause()
        with django_assert_max_num_queries(12):
            client.get("/cross-references/gaps/")


def test_it_counts_passages_anew_only_where_the_content_has_changed(client):
    for _ in range(3):
        a_recommendation()
        client.get("/cross-references/gaps/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/cross-references/gaps/")
        assert len(queries) == 5  # the content's version, twice; records; the words of a rule; documents


class AnyInput(TestCase):
    @given(st.dictionaries(st.sampled_from(["gap", "page", "q"]), st.text(max_size=80)))
    def test_any_query_string_is_answered_or_refused(self, query):
        for address in ("/cross-references/gaps/", "/cross-references/gaps.csv"):
            assert self.client.get(address, query_params=query).status_code in (200, 400)
