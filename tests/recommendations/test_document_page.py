"""/documents/ and /documents/<slug>/: what is held, what is cited, what is taken from each."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations import census
from recommendations.models import Record

from ..builders import (
    a_citation,
    a_clause,
    a_defect,
    a_document,
    a_draft,
    a_milestone,
    a_passage,
    a_quotation,
    a_recommendation,
    a_section,
    a_table,
    a_version,
    the_text,
)

pytestmark = pytest.mark.django_db


def show(client, slug):
    response = client.get(f"/documents/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def seen(page):
    """What a reader sees: no tags, single blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_parts_what_is_held_from_what_is_only_cited(client):
    a_version(a_document("brief", title="Reflections"))
    a_citation(a_document("charter", title="ASEAN Charter"))
    response = client.get("/documents/")
    assert [document.slug for document in response.context["held"]] == ["brief", "chapter"]
    assert [document.slug for document in response.context["cited"]] == ["charter"]
    assert "cited in 1 place" in seen(response.content.decode())


def test_the_list_counts_published_records_alone(client):
    a_recommendation()
    a_draft()
    assert client.get("/documents/").context["held"][0].record_count == 1


def test_the_list_forgets_a_record_that_is_withdrawn(client):
    kept, withdrawn = a_clause(), a_clause()
    counted = [client.get("/documents/").context["cited"][0].record_count]
    withdrawn.status = "draft"
    withdrawn.save()
    counted.append(client.get("/documents/").context["cited"][0].record_count)
    assert counted == [2, Record.objects.published().filter(document=kept.document).count()] == [2, 1]


def test_the_list_counts_the_passages_of_the_newest_text(client):
    document = a_document("brief")
    for number, passages in ((1, 3), (2, 2)):
        version = a_version(document, number=number)
        for _ in range(passages):
            a_passage(version=version)
    page = client.get("/documents/")
    assert page.context["held"][0].passage_count == document.versions.get(number=2).passages.count() == 2
    assert "2 passages" in seen(page.content.decode())


def test_a_text_without_passages_is_held_and_says_so(client):
    a_version(a_document("brief"))
    page = client.get("/documents/")
    assert [work.slug for work in page.context["held"]] == ["brief"]
    assert "0 passages 0 records" in seen(page.content.decode())


def test_the_list_tells_who_wrote_what_is_held_and_escapes_it(client):
    csl = {"title": "A <b>", "author": [{"family": "R&D", "given": "A."}], "publisher": "JCIE"}
    a_version(a_document("brief", title="A <b>", csl=csl))
    page = client.get("/documents/").content.decode()
    assert ">A &lt;b&gt;</a>" in page
    assert '<p class="imprint">R&amp;D, A. JCIE.</p>' in page


def test_the_list_counts_the_places_that_name_a_document(client):
    charter = a_document("charter", issued="2007-11-20")
    for _ in range(2):
        a_citation(charter)
    works = {work.slug: work for work in client.get("/documents/").context["cited"]}
    assert works["charter"].place_count == charter.citations.count() == 2


@pytest.mark.parametrize("size", [1, 15])
def test_the_list_costs_the_same_for_few_and_for_many(client, size):
    for _ in range(size):
        a_citation(a_document())
        a_version(a_document())
    census.current()
    with CaptureQueriesContext(connection) as queries:
        client.get("/documents/")
    assert len(queries) == 2  # whether the census is of today; all documents with what is counted of them


def test_a_held_document_shows_what_it_is_and_whose(client):
    csl = {"title": "Protecting", "author": [{"family": "Pongsapich", "given": "Amara"}], "publisher": "JCIE"}
    document = a_document(
        "held",
        title="Protecting",
        csl=csl,
        rights_holder="The Center",
        note="Not in the file; read elsewhere.",
    )
    version = a_version(document)
    page = seen(show(client, "held"))
    for part in ("Protecting", "Pongsapich, Amara", "JCIE", "© The Center", "read elsewhere", version.sha256):
        assert part in page


def test_its_outline_leads_into_the_reader(client):
    a_passage("An imprint.", kind="furniture")
    section = a_section("Global Trends", page="258")
    a_passage(section=section)
    assert '<a href="/documents/chapter/read/#p2">Global Trends</a>' in show(client, "chapter")


def test_it_counts_its_records_by_kind_and_leads_to_them(client):
    a_recommendation()
    a_recommendation()
    a_draft()
    assert '<a href="/recommendations/?document=chapter">2 recommendations</a>' in show(client, "chapter")


def test_it_leads_to_tables_defects_and_events(client):
    a_table(title="Ranks")
    a_defect()
    a_milestone()
    page = show(client, "chapter")
    assert 'href="/documents/chapter/tables/1/"' in page
    assert '<a href="/documents/chapter/defects/">1 defect</a>' in page
    assert '<a href="/timeline/?document=chapter">1 dated event</a>' in page


def test_it_names_the_documents_it_cites(client):
    charter = a_document("charter", title="ASEAN Charter")
    a_citation(charter)
    a_citation(charter)
    assert "ASEAN Charter places: 2 ×" in seen(show(client, "chapter"))


def test_a_cited_document_says_that_its_text_is_not_held(client):
    a_clause(code="plan-3.9", text="Cooperate.")
    page = seen(show(client, "plan"))
    assert "Not held" in page
    assert "Cooperate." in page
    assert "Read it" not in page


def test_a_cited_document_shows_the_places_that_cite_it(client):
    quotation = a_quotation("the ASEAN Charter", passage=a_passage("It was in the ASEAN Charter, at last."))
    a_citation(a_document("charter"), quotation)
    page = show(client, "charter")
    assert (
        f'<a href="/documents/chapter/read/#{quotation.start_passage.anchor}">the ASEAN Charter</a>' in page
    )
    assert "It was in the ASEAN Charter , at last." in seen(page)


def test_only_whole_words_stand_around_a_place(client):
    passage = a_passage(
        "Long ago it was agreed by everybody in the Charter that all of this is to be remembered."
    )
    a_citation(a_document("charter"), a_quotation("the Charter", passage=passage))
    assert "… it was agreed by everybody in the Charter that all of this is to be …" in seen(
        show(client, "charter")
    )


def test_records_of_a_cited_document_that_are_drafts_stay_hidden(client):
    a_draft("clause", code="hidden-1", text="Hidden words.")
    assert "Hidden words." not in show(client, "plan")


@pytest.mark.parametrize("slug", ["nowhere", "x" * 300, "no_such-thing"])
def test_an_unknown_document_is_not_found(client, slug):
    assert client.get(f"/documents/{slug}/").status_code == 404


@pytest.mark.parametrize("size", [1, 12])
def test_it_costs_the_same_for_few_parts_and_for_many(client, size):
    cited = a_document("cited")
    for _ in range(size):
        a_section()
        a_citation(a_document())
        a_citation(cited)
        a_clause(document=cited)
        a_defect()
        a_milestone()
    a_table()
    the_text()
    for slug, most in (("chapter", 9), ("cited", 6)):
        with CaptureQueriesContext(connection) as queries:
            show(client, slug)
        assert len(queries) <= most, slug
