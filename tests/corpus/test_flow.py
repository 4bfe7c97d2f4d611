"""The flow of the two documents: every number is that of the list it leads to."""

import re

import pytest
from django.http import QueryDict

from recommendations.filters import RecordFilter
from recommendations.flow import flow_of, whole_flow
from recommendations.models import CrossReference, Record, Responsibility

QUERIES = [
    "",
    "objective=ascc2015-c2",
    "objective=ascc2015-e&objective=ascc2015-e1&objective=ascc2015-e4",
    "clause=ajpoa2015-3.9.2",
    "document=brief",
    "form=numbered&actor=japanese-government",
    "role=beneficiary",
    "actor=migrant-workers",
    "actor=japan&role=supporter",
    "basis=stated",
    "relation=carries_out",
    "without=clause",
    "without=addressee",
    "q=ASEAN",
]
LISTED = re.compile(r'<span class="count quiet">(\d+)</span></h1>')


def a_flow(query):
    return flow_of(RecordFilter.read(QueryDict(query), kind="recommendation"))


@pytest.mark.parametrize("query", QUERIES)
def test_every_band_counts_what_its_list_holds(client, query):
    flow = a_flow(query)
    assert flow.bands
    listed = [band for band in flow.bands if band.address.startswith(("/recommendations/?", "/clauses/?"))]
    for band in listed:
        (count,) = LISTED.findall(client.get(band.address).content.decode())
        assert int(count) == band.count, band.title
    others = {band.address for band in flow.bands} - {band.address for band in listed}
    assert all(client.get(address).status_code == 200 for address in others)


def test_at_two_documents_every_recommendation_is_in_a_box_and_nothing_is_left_over():
    flow = whole_flow()
    assert flow.more == []
    assert sum(node.count for node in flow.columns[2]) == Record.objects.filter(kind="recommendation").count()
    assert [node.number for node in flow.columns[0][:6]] == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]


def test_every_clause_that_an_objective_names_is_drawn():
    cited = CrossReference.objects.joining("objective", "clause").filter(relation="addresses")
    drawn = {value for node in whole_flow().columns[1] for _name, values in node.values for value in values}
    assert {link.from_record.code for link in cited.select_related("from_record")} <= drawn


def test_everybody_asked_is_drawn():
    asked = Responsibility.objects.filter(role="addressee", record__kind="recommendation")
    names = set(asked.values_list("actor__name", flat=True))
    assert names == {node.name for node in whole_flow().columns[3] if node.role != "gap"}


def test_boxes_lead_somewhere(client):
    flow = whole_flow()
    addresses = {address for address in flow.addresses.values() if address}
    assert len(addresses) > 30
    assert all(client.get(address).status_code == 200 for address in addresses)
