"""Every cell of every matrix over the two documents is the list behind it."""

import csv
import re
from io import StringIO
from itertools import permutations

import pytest
from django.http import QueryDict

from recommendations.filters import LinkFilter
from recommendations.gaps import RULES, gap
from recommendations.matrix import AXES, Matrix
from recommendations.models import CrossReference

BASES = ["stated", "same_heading", "reading"]
FILTERS = ["", "basis=stated&basis=same_heading", "role=addressee", "document=brief", "tag=youth&q=asean"]
PAIRS = list(permutations(AXES, 2))


def links(query):
    """The keys of the links that LinkFilter selects, each with its basis."""
    found = LinkFilter.read(QueryDict(query), strict=True).apply(CrossReference.objects.published())
    return dict(found.values_list("pk", "basis"))


def counted(lists):
    """(how many links, strongest basis) of links with their bases."""
    return len(lists), min(lists.values(), key=BASES.index)


@pytest.fixture(scope="module")
def known():
    """What LinkFilter selects for a value, remembered: {(axis, value, filters): links}."""
    return {}


def of_value(known, axis, value, filters):
    key = axis, value, filters
    if key not in known:
        known[key] = links("&".join(filter(None, [f"{axis}={value}", filters])))
    return known[key]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize(("rows", "columns"), PAIRS)
def test_each_cell_and_total_counts_its_list(known, rows, columns, filters):
    matrix = Matrix.read(QueryDict("&".join(filter(None, [f"rows={rows}&columns={columns}", filters]))))
    everything = links(filters)
    in_cells = set()
    for row in matrix.rows.entries:
        across = of_value(known, rows, row.value, filters)
        filled = set()
        for column, cell in zip(matrix.columns.entries, matrix.cells_of(row), strict=True):
            down = of_value(known, columns, column.value, filters)
            both = {pk: basis for pk, basis in across.items() if pk in down}
            assert (cell and (cell.count, cell.basis)) == (counted(both) if both else None), (row, column)
            assert column.total == len(down)
            filled |= set(both)
        assert (row.total, row.met) == (len(across), len(filled))
        in_cells |= filled
    assert (matrix.totals["all"], matrix.totals["within"]) == (len(everything), len(in_cells))
    assert not matrix.lines_cut


def test_the_list_of_a_pair_is_what_both_values_have_in_common():
    one, other = links("objective=ascc2015-e1"), links("actor=japan")
    assert links("objective=ascc2015-e1&actor=japan").keys() == one.keys() & other.keys()


@pytest.mark.parametrize(
    ("rows", "columns"), [("objective", "clause"), ("document", "form"), ("form", "actor")]
)
def test_every_number_of_the_page_is_the_count_of_its_list_and_its_file(client, rows, columns):
    html = client.get(f"/cross-references/?rows={rows}&columns={columns}&role=addressee").content.decode()
    link = r'href="/cross-references/list/\?([^"]+)" rel="nofollow">(?:<i [^>]+></i>)?<b>(\d+)</b>'
    shown = re.findall(link, html)
    assert len(shown) > 15
    for query, number in shown:
        query = query.replace("&amp;", "&")
        page = client.get(f"/cross-references/list/?{query}").content.decode()
        assert f'<span class="count quiet">{number}</span>' in page, query
        file = client.get(f"/cross-references/list.csv?{query}")
        assert len(list(csv.reader(StringIO(b"".join(file.streaming_content).decode())))) - 1 == int(number)


@pytest.mark.parametrize(("rows", "columns"), PAIRS)
def test_the_file_holds_the_same_cells(client, rows, columns):
    query = f"rows={rows}&columns={columns}"
    response = client.get(f"/cross-references.csv?{query}")
    lines = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))[1:]
    matrix = Matrix.read(QueryDict(query))
    cells = (cell for row in matrix.rows.entries for cell in matrix.cells_of(row) if cell)
    assert [line for line in lines if line[2] != "0"] == [
        [cell.row.value, cell.column.value, str(cell.count), cell.basis] for cell in cells
    ]
    empty = [entry.value for line in (matrix.rows, matrix.columns) for entry in line.entries if not entry.met]
    assert [line[0] or line[1] for line in lines if line[2] == "0"] == empty


def test_objectives_by_clauses_shows_nine_stated_links_and_five_findings():
    matrix = Matrix.read(QueryDict(""))
    assert sorted(matrix.cells.values()) == [(1, "stated")] * 9
    assert [entry.value for entry in matrix.rows.findings] == [
        f"ascc2015-{name}" for name in ("a", "b", "c1", "c3", "d")
    ]
    assert matrix.columns.findings == []


# Gaps


def codes(slug):
    return [record.code for record in gap(slug).found]


def test_two_discussed_objectives_have_no_clause_and_three_lettered_ones_are_not_examined():
    assert codes("objective-clause") == ["ascc2015-c1", "ascc2015-c3"]
    assert codes("objective-unexamined") == ["ascc2015-a", "ascc2015-b", "ascc2015-d"]


@pytest.mark.parametrize("slug", RULES)
def test_each_gap_and_its_list_agree(client, slug):
    found = gap(slug)
    html = client.get(found.list_url).content.decode()
    assert f'<span class="count quiet">{found.count}</span></h1>' in html


def test_the_chapters_words_on_pairing_stand_at_their_page(client):
    html = client.get("/cross-references/gaps/").content.decode()
    assert html.count("p. 264") >= 2
    assert 'href="/documents/chapter/read/#p38"' in html
