"""The tags that Google Scholar and reference managers read."""

import re

import pytest

from recommendations.scholar import tags

from ..builders import a_document, an_objective

CHAPTER = {
    "type": "chapter",
    "author": [{"family": "Pongsapich", "given": "Amara"}, {"literal": "ASEAN"}],
    "title": "Protecting Vulnerable People",
    "container-title": "Beyond 2015",
    "page": "257–280",
    "issued": {"date-parts": [[2013, 7]]},
}
REPORT = {"type": "report", "title": "Reflections", "publisher": "AVI", "number": "16"}


def test_a_chapter_names_its_authors_its_book_its_pages_and_its_date():
    assert list(tags(CHAPTER, "https://x.org/a/")) == [
        ("citation_author", "Pongsapich, Amara"),
        ("citation_author", "ASEAN"),
        ("citation_title", "Protecting Vulnerable People"),
        ("citation_inbook_title", "Beyond 2015"),
        ("citation_publication_date", "2013/07"),
        ("citation_firstpage", "257"),
        ("citation_lastpage", "280"),
        ("citation_abstract_html_url", "https://x.org/a/"),
    ]


def test_a_report_names_its_institution_and_its_number():
    found = dict(tags(REPORT, "https://x.org/a/"))
    assert found["citation_technical_report_institution"] == "AVI"
    assert found["citation_technical_report_number"] == "16"


@pytest.mark.django_db
def test_the_pages_of_documents_and_records_bear_them(client):
    document = a_document("report", csl=REPORT)
    objective = an_objective(document=document, heading="Migrant workers")
    for page, title in ((document, "Reflections"), (objective, "Migrant workers")):
        html = client.get(page.get_absolute_url()).content.decode()
        found = dict(re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', html))
        assert found["citation_title"] == title
        assert found["citation_abstract_html_url"] == f"http://testserver{page.get_absolute_url()}"
