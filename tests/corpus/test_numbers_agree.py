"""Facet, list, pages walked, file, search, matrix and queryset say one number, whatever is drawn."""

import csv
import re
from io import StringIO
from itertools import permutations
from random import Random

import pytest
from django.http import QueryDict

from recommendations.filters import LinkFilter, RecordFilter
from recommendations.matrix import AXES, Matrix
from recommendations.models import CrossReference, Record
from recommendations.search.results import Search

KINDS = ["objective", "clause", "recommendation", "principle"]
TOTAL = re.compile(r'<h1>[^<]*<span class="count quiet">(\d+)</span>')
ROW = re.compile(r"<li class=\"(?:record|sentence)[ \"]")
# Half of what is drawn has words in it: common and rare ones, phrases, what a synonym widens, and nothing.
WORDS = [
    "ASEAN", "migrant workers", '"human rights"', "youth OR women", "asean -japan", "disaster*", "CSR",
    "xyzzy",
]  # fmt: skip


def drawn(read, seed, number):
    """Queries of values that the forms themselves offer, up to three at once, each with its count.

    Half of them have words; the count is None where there was nothing left to choose.
    """
    random = Random(seed)
    for turn in range(number):
        query, count = QueryDict(mutable=True), None
        if turn % 2:
            query["q"] = random.choice(WORDS)
        for _step in range(random.randint(1, 3)):
            facets = [facet for facet in read(query).form.facets if facet.choices]
            if not facets:
                break
            facet = random.choice(facets)
            choice = random.choice(facet.choices)
            query.setlist(facet.parameter, [choice.value])
            count = choice.count
        yield query.urlencode(), count, random


def walked(client, address, query):
    """(the total that is told, the rows on all pages)."""
    page, rows = 1, 0
    while True:
        html = client.get(f"{address}?{query}&page={page}").content.decode()
        rows += len(ROW.findall(html))
        if 'rel="next"' not in html:
            return int(TOTAL.search(html)[1]), rows
        page += 1


def lines(client, address, query):
    response = client.get(f"{address}?{query}")
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode(), newline="")))
    assert response["X-Total-Count"] == str(len(rows) - 1)
    return len(rows) - 1


def searched(kind, query):
    """How many of a kind a search for the same words with the same filters finds."""
    return Search(QueryDict(f"{query}&kind={kind}")).counts.get(kind, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_as_many_everywhere(client, kind):
    def read(query):
        return RecordFilter.read(query, kind=kind)

    for query, count, _random in drawn(read, f"{kind} 1", 35):
        found = read(QueryDict(query)).apply(Record.objects.published().filter(kind=kind)).count()
        told = [*walked(client, f"/{kind}s/", query), lines(client, f"/{kind}s.csv", query), found]
        if "q=" in query:
            told.append(searched(kind, query))
        assert set(told) == {found if count is None else count}, query


def test_links_are_as_many_everywhere(client):
    for query, count, _random in drawn(LinkFilter.read, "links 1", 60):
        found = LinkFilter.read(QueryDict(query)).apply(CrossReference.objects.published())
        pairs = found.joining(Record.Kind.OBJECTIVE, Record.Kind.CLAUSE).count()
        told = (*walked(client, "/cross-references/list/", query), found.count())
        told = {*told, lines(client, "/cross-references/list.csv", query)}
        assert told == {found.count() if count is None else count}, query
        assert lines(client, "/export/linked-clauses.csv", query) == pairs, query


def test_cells_of_a_matrix_are_as_many_as_their_lists(client):
    for query, _count, random in drawn(LinkFilter.read, "cells 1", 40):
        rows, columns = random.choice(
            [pair for pair in permutations(AXES, 2) if not {*pair} & {*QueryDict(query)}]
        )
        matrix = Matrix.read(QueryDict(f"{query}&rows={rows}&columns={columns}"))
        cells = [cell for row in matrix.rows.entries for cell in matrix.cells_of(row) if cell]
        for cell in random.sample(cells, min(3, len(cells))):
            of_cell = f"{query}&{rows}={cell.row.value}&{columns}={cell.column.value}"
            told = {walked(client, "/cross-references/list/", of_cell)[0]}
            assert told | {lines(client, "/cross-references/list.csv", of_cell)} == {cell.count}, of_cell
