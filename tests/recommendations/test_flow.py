"""/cross-references/flow/: from objectives to those asked to act, drawn and in figures."""

from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations.filters import RecordFilter
from recommendations.flow import flow_of

from ..builders import a_clause, a_draft, a_link, a_recommendation, a_responsibility, an_actor, an_objective

pytestmark = pytest.mark.django_db
ADDRESS = "/cross-references/flow/"


def a_flow(query="", **options):
    return flow_of(RecordFilter.read(QueryDict(query), kind="recommendation"), **options)


def bands(flow):
    return {(band.source.label, band.target.label): band.count for band in flow.bands}


def page(client, query=""):
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    return response.content.decode()


class Bands(HTMLParser):
    """The titles of the bands that are drawn, and the counts of the rows in the table."""

    def __init__(self, html):
        super().__init__()
        self.titles, self.rows, self._inside, self._cells = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self._inside.append((tag, dict(attributes).get("class", "")))
        if tag == "tr":
            self._cells = []
        if tag in ("td", "th"):
            self._cells.append("")

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop()[0] != tag:
            pass
        if tag == "tr" and len(self._cells) == 4:
            self.rows.append(self._cells)

    def handle_data(self, text):
        tags = [tag for tag, _css in self._inside]
        if tags[-2:] == ["a", "title"] and "→" in text:
            self.titles.append(text)
        if "td" in tags or "th" in tags:
            self._cells[-1:] = [(self._cells or [""])[-1] + text]


def a_web():
    """An objective met by a clause that one recommendation takes up, and one recommendation past it."""
    objective = an_objective(number="c", heading="Rights")
    clause = a_clause(number="3.10", heading="Social justice", addressing=objective)
    japan = an_actor("Japan")
    through = a_recommendation(
        number="1", heading="Through", carrying_out=clause, addressing=objective, asking=japan
    )
    past = a_recommendation(number="2", heading="Past", addressing=objective)
    return objective, clause, through, past, japan


def test_a_recommendation_flows_through_its_clause_or_past_all_clauses():
    a_web()
    assert bands(a_flow()) == {
        ("(c) Rights", "3.10 Social justice"): 1,
        ("3.10 Social justice", "1 Through"): 1,
        ("(c) Rights", "2 Past"): 1,
        ("1 Through", "Japan"): 1,
        ("2 Past", "no addressee named"): 1,
    }


def test_a_recommendation_without_an_objective_comes_from_a_gap():
    a_recommendation(number="1", heading="Alone", asking=an_actor("Japan"))
    assert ("no objective", "1 Alone") in bands(a_flow())


def test_the_strongest_basis_of_a_band_is_told():
    objective = an_objective()
    a_link(a_clause(), objective, basis="reading")
    assert [band.basis for band in a_flow().bands] == ["reading"]
    a_link(a_clause(), objective, basis="stated")
    assert {band.basis for band in a_flow().bands} == {"reading", "stated"}


def test_the_table_has_the_figures_of_the_drawing(client):
    a_web()
    shown = Bands(page(client))
    drawn = {title.split(":")[0]: title for title in shown.titles}
    assert len(shown.rows) - 1 == len(drawn) == len(a_flow().bands) == 5
    for source, target, count, _basis in shown.rows[1:]:
        assert f": {int(count.split()[0])} " in drawn[f"{source} → {target}"]


def test_every_band_leads_to_a_list_of_as_many(client):
    a_web()
    for band in a_flow().bands:
        address = band.address
        html = client.get(address).content.decode()
        is_list = address.split("?")[0].count("/") == 2
        assert not is_list or f'<span class="count quiet">{band.count}</span></h1>' in html, address


def test_it_is_narrowed_by_the_parameters_of_the_lists(client):
    objective, clause, *_others = a_web()
    other = a_recommendation(number="9", heading="Elsewhere", addressing=an_objective(), tags=["water"])
    assert ("1 Through", "Japan") in bands(a_flow(f"clause={clause.code}"))
    assert ("2 Past", "no addressee named") not in bands(a_flow(f"clause={clause.code}"))
    assert {band.target.label for band in a_flow("tag=water").bands} == {
        other.number + " Elsewhere",
        "no addressee named",
    }
    assert "Elsewhere" not in page(client, f"objective={objective.code}")


def test_a_role_asked_for_takes_the_place_of_the_addressees():
    record = a_recommendation(number="1", heading="Do", addressing=an_objective())
    a_responsibility(record, an_actor("Children"), "beneficiary")
    assert ("1 Do", "Children") in bands(a_flow("role=beneficiary"))


def test_an_actor_asked_for_is_drawn_in_whatever_role_it_has():
    record = a_recommendation(number="1", heading="Do", addressing=an_objective())
    children = an_actor("Children")
    a_responsibility(record, children, "beneficiary")
    assert bands(a_flow(f"actor={children.slug}"))["1 Do", "Children"] == 1


def test_many_recommendations_are_grouped_by_document_and_form():
    japan = an_actor("Japan")
    for _ in range(25):
        a_recommendation(asking=japan)
    assert bands(a_flow()) == {
        ("no objective", "The chapter: numbered"): 25,
        ("The chapter: numbered", "Japan"): 25,
    }


def test_objectives_are_grouped_under_their_letters_and_counted_once():
    letter = an_objective(number="e", heading="Identity")
    below = [an_objective(parent=letter) for _ in range(13)]
    a_recommendation(number="1", heading="Both", addressing=below)
    flow = a_flow()
    assert bands(flow)["(e) Identity", "1 Both"] == 1
    assert [node.count for node in flow.columns[0]] == [13]


def test_what_there_is_no_room_for_is_one_box():
    record = a_recommendation(number="1", heading="Do", addressing=an_objective())
    for n in range(30):
        a_responsibility(record, an_actor(f"Actor {n:02}"))
    flow = a_flow()
    assert [node.label for node in flow.more] == ["13 more"]
    assert bands(flow)["1 Do", "13 more"] == 1


def test_a_clause_that_nothing_takes_up_ends_there():
    a_clause(number="2", heading="Unheard", addressing=an_objective(number="a", heading="Growth"))
    assert bands(a_flow()) == {("(a) Growth", "2 Unheard"): 1}


def test_no_draft_is_drawn_nor_counted(client):
    letter = a_draft("objective", heading="Secret letter", text="Hidden")
    for _ in range(13):
        a_clause(addressing=an_objective(parent=letter))
    a_draft(text="Unheard of", linked_to=an_objective(), asking=an_actor("Nobody yet"))
    html = page(client)
    assert not any(word in html for word in ("Secret letter", "Unheard of", "Nobody yet"))


def test_an_empty_diagram_says_why(client):
    objective = an_objective()
    assert "No published links or requests fit this filter" in page(client, f"objective={objective.code}")


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_can_be_taken_away(client, ending):
    a_web()
    response = client.get(f"/cross-references/flow.{ending}")
    assert response.status_code == 200
    assert f'filename="flow.{ending}"' in response["Content-Disposition"]
    if ending == "png":
        assert response.content.startswith(b"\x89PNG")
    else:
        root = ElementTree.fromstring(response.content)
        links = [each.get("href") for each in root.iter("{http://www.w3.org/2000/svg}a")]
        assert links
        assert all(link.startswith("http://testserver/") for link in links)


def test_a_file_refuses_a_parameter_it_does_not_know_and_a_page_drops_it(client):
    response = client.get("/cross-references/flow.svg?colour=red")
    assert response.status_code == 400
    assert "colour" in response.content.decode()
    assert client.get(f"{ADDRESS}?colour=red").status_code == 200


def test_an_unknown_value_is_refused_with_those_accepted(client):
    objective = an_objective()
    response = client.get(f"{ADDRESS}?objective=nothing")
    assert response.status_code == 400
    assert objective.code in unescape(response.content.decode())


def test_it_costs_the_same_with_few_records_and_with_many(client, django_assert_max_num_queries):
    for size in (2, 30):
        for _ in range(size):
            objective = an_objective(parent=an_objective())
            clause = a_clause(addressing=objective)
            a_recommendation(addressing=objective, carrying_out=clause, asking=an_actor())
        with django_assert_max_num_queries(8):
            client.get(f"{ADDRESS}?objective={objective.code}&role=addressee&without=principle")


class TestAnyQuery(TestCase):
    """Whatever is asked is answered, or refused in words."""

    NAMES = st.sampled_from(["objective", "role", "basis", "relation", "form", "without", "q", "page", "x"])
    VALUES = st.one_of(st.text(max_size=30), st.sampled_from(["addressee", "clause", "stated", "numbered"]))

    @given(st.lists(st.tuples(NAMES, VALUES), max_size=4))
    def test_it_is_never_a_failure(self, asked):
        query = QueryDict(mutable=True)
        for name, value in asked:
            query.appendlist(name, value.encode(errors="replace").decode())
        for address in (ADDRESS, "/cross-references/flow.svg"):
            assert self.client.get(f"{address}?{query.urlencode()}").status_code in (200, 400)
