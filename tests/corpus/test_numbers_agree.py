"""Facet, total of the list, pages walked, file and queryset say one number, whatever is asked."""

import csv
import re
from io import StringIO
from random import Random

import pytest
from django.http import QueryDict

from recommendations.filters import LinkFilter, RecordFilter
from recommendations.models import CrossReference, Record

KINDS = ["objective", "clause", "recommendation", "principle"]
TOTAL = re.compile(r'<h1>[^<]*<span class="count quiet">(\d+)</span>')
ROW = re.compile(r"<li class=\"(?:record|sentence)[ \"]")


def combinations(read, seed, number):
    """Queries of values that the forms themselves offer, up to three at once, each with its count."""
    random = Random(seed)
    for _ in range(number):
        query, count = QueryDict(mutable=True), None
        for _step in range(random.randint(1, 3)):
            facets = [facet for facet in read(query).form.facets if facet.choices]
            if not facets:
                break
            facet = random.choice(facets)
            choice = random.choice(facet.choices)
            query.setlist(facet.parameter, [choice.value])
            count = choice.count
        yield query.urlencode(), count


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
    body = b"".join(client.get(f"{address}?{query}").streaming_content).decode()
    return len(list(csv.reader(StringIO(body)))) - 1


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_as_many_everywhere(client, kind):
    def read(query):
        return RecordFilter.read(query, kind=kind)

    for query, count in combinations(read, f"{kind} 1", 40):
        found = read(QueryDict(query)).apply(Record.objects.published().filter(kind=kind)).count()
        told = (*walked(client, f"/{kind}s/", query), lines(client, f"/{kind}s.csv", query), found)
        assert told == (count,) * 4, query


def test_links_are_as_many_everywhere(client):
    for query, count in combinations(LinkFilter.read, "links 1", 40):
        found = LinkFilter.read(QueryDict(query)).apply(CrossReference.objects.published()).count()
        file = lines(client, "/cross-references/list.csv", query)
        assert (*walked(client, "/cross-references/list/", query), file, found) == (count,) * 4, query
