"""/documents/<slug>/tables/<number>/: charts, and the rows in another order."""

import re

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sources.models import Area

from ..builders import a_table

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/chapter/tables/1/"


def labels(client, query=""):
    html = client.get(f"{ADDRESS}?{query}").content.decode()
    return re.findall(r'<th scope="row">(\w+)</th>', html.split("</table>")[0])


def a_ranking():
    table = a_table(
        {"Brunei": ("33", "-"), "Laos": ("138", "2"), "Vietnam": ("128", "9")}, columns=["Rank", "Share"]
    )
    return [column["indicator"] for column in table.columns]


def test_rows_stand_as_printed_unless_asked_otherwise(client):
    a_ranking()
    assert labels(client) == ["Brunei", "Laos", "Vietnam"]


def test_they_can_be_sorted_by_any_column_both_ways(client):
    rank, _share = a_ranking()
    assert labels(client, f"sort={rank}") == ["Brunei", "Vietnam", "Laos"]
    assert labels(client, f"sort={rank}&order=desc") == ["Laos", "Vietnam", "Brunei"]
    assert labels(client, "sort=label&order=desc") == ["Vietnam", "Laos", "Brunei"]


def test_what_has_no_figure_stands_last_either_way(client):
    _rank, share = a_ranking()
    assert labels(client, f"sort={share}")[-1] == "Brunei"
    assert labels(client, f"sort={share}&order=desc")[-1] == "Brunei"


def test_a_total_stays_below(client):
    table = a_table({"Brunei": ("3",), "Total": ("3",), "Laos": ("1",)})
    Area.objects.filter(slug="total").update(kind="total")
    assert labels(client, f"sort={table.columns[0]['indicator']}") == ["Laos", "Brunei", "Total"]


def test_the_heading_says_how_the_table_is_sorted_and_turns_it_round(client):
    rank, _share = a_ranking()
    html = client.get(f"{ADDRESS}?sort={rank}").content.decode()
    assert 'aria-sort="ascending"' in html
    assert f'href="?sort={rank}&amp;order=desc"' in html
    assert f'<a href="{ADDRESS}">As printed</a>' in html


@pytest.mark.parametrize("query", ["sort=height", "sort=label&order=up"])
def test_an_unknown_order_is_refused_with_what_is_accepted(client, query):
    a_ranking()
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert ("desc" if "order" in query else "label") in response.content.decode()


def test_a_table_of_any_kind_has_a_chart_with_its_figures(client):
    a_ranking()
    html = client.get(ADDRESS).content.decode()
    assert html.count('role="img"') == 2
    assert "138 (Laos)" in html


def test_charts_take_no_words_from_a_document_that_is_only_quoted(client):
    table = a_table({"Asia": ("3", "4")}, columns=["Projects", "Budget"])
    document = table.version.document
    slugs = ["trust-fund-projects", "trust-fund-budget"]
    for observation, slug in zip(table.observations.select_related("indicator"), slugs, strict=True):
        observation.indicator.slug = slug
        observation.indicator.save()
    claim = "Approved projects by number and budget as of March 2009 are presented below:"
    table.version.passages.filter(pk=table.caption_id).update(text=claim)
    assert claim in client.get(ADDRESS).content.decode().split('class="claim"')[1]
    document.rights = "quotations_only"
    document.save()
    assert 'class="claim"' not in client.get(ADDRESS).content.decode()


class TestAnyOrder(TestCase):
    @given(st.text(max_size=40), st.text(max_size=10))
    def test_it_is_never_a_failure(self, column, order):
        a_table()
        query = QueryDict(mutable=True)
        query["sort"], query["order"] = (each.encode(errors="replace").decode() for each in (column, order))
        assert self.client.get(f"{ADDRESS}?{query.urlencode()}").status_code in (200, 400)
