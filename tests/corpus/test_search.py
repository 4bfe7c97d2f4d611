"""Whatever is searched for, both databases find what the query tree means; no search is an error."""

import json
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from django.db.models import Count

from recommendations.models import Record
from recommendations.search.asking import understand
from recommendations.search.entries import KINDS, number
from recommendations.search.found import Matches

from ..builders import a_clause, an_actor
from ..search import evaluator

QUERIES = json.loads((Path(evaluator.__file__).parent / "queries.json").read_text())
ODD_TEXTS = [
    "日本とASEAN諸国の移民労働者の権利。東京にて。",
    "แรงงานข้ามชาติ และ ສິດຂອງກຳມະກອນ",
    "កម្មករ ការ\u200bងារ · အလုပ်သမား · हिन्दी · 대한민국",
    "Don't say “fine” (ﬁne), naïve, Việt Nam, STRASSE, 5 % of $1,000; co-operation.",
    "mig\u00adrant ＷＯＲＫＥＲＳ 🙂 don’t _ = %",
    "the " * 300 + "end of the line " + "word " * 300,
]


@pytest.fixture
def measure():
    """What is to be found: the corpus, and texts in other scripts."""
    for text in ODD_TEXTS:
        a_clause(text=text, heading=text[:20], tags=["odd"], asking=an_actor(name="Việt Nam’s 東京"))
    return evaluator.Measure()


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


def test_no_search_is_an_error(client):
    for typed in QUERIES:
        sent = quote_from_bytes(typed.encode("utf-8", "surrogatepass"))
        status = client.get(f"/search/?q={sent}").status_code
        unreadable = len(sent) > 7_900 or not typed.isprintable()
        assert status == 200 or (status == 400 and unreadable), typed[:80]


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
