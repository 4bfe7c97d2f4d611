"""/documents/<slug>/defects/: what a document prints wrongly, kept as printed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..builders import a_defect, a_document, a_passage, a_quotation, a_table, the_document

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/chapter/defects/"


def page(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def test_each_shows_the_words_the_words_against_them_and_our_explanation(client):
    wrong = a_quotation(
        "Plan of Action (2011–2013)", passage=a_passage("Plan of Action (2011–2013)", page="265")
    )
    a_defect(
        "Two periods",
        quotation=wrong,
        contrast=a_quotation("Plan of Action 2011–2015"),
        explanation="It is one plan.",
    )
    shown = page(client)
    for part in (
        "Two periods",
        "Plan of Action (2011–2013)",
        "Plan of Action 2011–2015",
        "It is one plan.",
        "p. 265",
    ):
        assert part in shown
    assert f'href="/documents/chapter/read/#{wrong.start_passage.anchor}"' in shown


def test_they_stand_in_the_order_of_the_text(client):
    first, second = a_passage("one here"), a_passage("two here")
    a_defect("Second", quotation=a_quotation("two", passage=second))
    a_defect("First", quotation=a_quotation("one", passage=first))
    a_defect("Third", table=a_table(), kind="arithmetic")
    assert [defect.title for defect in client.get(ADDRESS).context["defects"]] == ["First", "Second", "Third"]


def test_each_is_an_anchor(client):
    defect = a_defect()
    assert f'id="{defect.slug}"' in page(client)
    assert defect.get_absolute_url() == f"{ADDRESS}#{defect.slug}"


def test_one_of_a_table_leads_to_it(client):
    a_defect(table=a_table(), kind="arithmetic")
    assert 'href="/documents/chapter/tables/1/"' in page(client)


def test_those_of_other_documents_are_left_out(client):
    the_document("chapter", "The chapter")
    a_defect("Elsewhere", document=a_document("brief"))
    assert "Elsewhere" not in page(client)


def test_none_registered_does_not_mean_that_there_is_none(client):
    the_document("chapter", "The chapter")
    assert "not that there is none" in page(client)


def test_of_an_unknown_document_there_are_none_to_show(client):
    assert client.get("/documents/nowhere/defects/").status_code == 404


@pytest.mark.parametrize("size", [2, 30])
def test_it_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_defect(contrast=a_quotation())
    a_defect(table=a_table(), kind="arithmetic")
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(queries) == 2
