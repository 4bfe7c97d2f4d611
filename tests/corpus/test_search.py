"""Whatever is searched for, both databases find what the query tree means."""

import pytest
from django.db.models import Count

from recommendations.models import Record
from recommendations.search.asking import understand
from recommendations.search.entries import KINDS, number
from recommendations.search.found import Matches

from ..builders import a_clause, an_actor
from ..search.evaluator import Measure
from ..search.odd import QUERIES, TEXTS


@pytest.fixture
def measure():
    """What is to be found: the corpus, and texts in other scripts."""
    for text in TEXTS:
        a_clause(text=text, heading=text[:20], tags=["odd"], asking=an_actor(name="Việt Nam’s 東京"))
    return Measure()


def ids(matches):
    return {number(kind, pk) for kind, pk in matches.page(0, 100_000)}


def test_there_are_enough_odd_searches():
    assert len(set(QUERIES)) > 300


def test_each_search_finds_what_its_tree_means(measure):
    wrong = []
    for typed in QUERIES:
        tree = understand(typed).tree
        expected = measure.find(tree)
        found = ids(Matches(tree)) if tree else set()
        counted = sum(Matches(tree).counts().values()) if tree else 0
        if (found, counted) != (expected, len(expected)):
            wrong.append((typed[:80], len(found), counted, len(expected)))
    assert wrong == []


def test_the_searches_tell_things_apart(measure):
    sizes = {len(measure.find(understand(typed).tree)) for typed in QUERIES}
    assert len(sizes) > 40


@pytest.mark.parametrize(
    "q", ["migrant workers", "youth OR women", "-asean", "tag:youth", '"social welfare"']
)
def test_search_and_lists_count_alike(client, q):
    counts = client.get("/search/", {"q": q}).context["found"].counts
    for kind in KINDS[:4]:
        listed = client.get({"clause": "/clauses/"}.get(kind, f"/{kind}s/"), {"q": q})
        assert listed.context["page"].paginator.count == counts.get(kind, 0)


def test_a_search_with_filters_counts_what_the_lists_do(client):
    found = client.get("/search/", {"q": "asean", "actor": "japan", "kind": "recommendation"}).context[
        "found"
    ]
    listed = client.get("/recommendations/", {"q": "asean", "actor": "japan"}).context["page"]
    assert found.counts["recommendation"] == listed.paginator.count > 0


def test_all_pages_together_are_the_whole(client):
    first = client.get("/search/", {"q": "asean"}).context
    keys = set()
    for number_of_page in first["page"].paginator.page_range:
        page = client.get("/search/", {"q": "asean", "page": number_of_page}).context["page"]
        keys |= {(hit.kind, hit.thing.pk) for hit in page}
    assert len(keys) == first["found"].total - first["found"].counts["passage"]


def test_every_code_finds_its_record(client):
    by_kind = dict(Record.objects.published().order_by().values_list("kind").annotate(n=Count("pk")))
    assert by_kind
    for code in Record.objects.published().values_list("code", flat=True)[::7]:
        codes = {hit.thing.code for hit in client.get("/search/", {"q": f"code:{code}"}).context["page"]}
        assert code in codes
