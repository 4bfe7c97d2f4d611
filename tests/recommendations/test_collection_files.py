"""A collection as Word document, Markdown and CSV."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from recommendations.formats.markdown_briefing import plain

from ..builders import a_clause, a_draft, a_recommendation, an_objective

pytestmark = pytest.mark.django_db


def word(client, query):
    response = client.get(f"/collection.docx?{query}")
    assert response.status_code == 200
    return Document(BytesIO(response.content))


def styled(document, style):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def markdown(client, query):
    return client.get(f"/collection.md?{query}").content.decode()


# Word


def test_thirty_records_are_thirty_quotations_with_their_citations(client):
    codes = [a_recommendation(text=f"Words of number {n}.").code for n in range(30)]
    document = word(client, f"codes={','.join(codes)}")
    assert styled(document, "Quote") == [f"“Words of number {n}.”" for n in range(30)]
    cited = styled(document, "Citation")[:30]
    assert all(f"[{code}]" in citation for code, citation in zip(codes, cited, strict=True))


def test_each_quotation_has_its_heading_attestation_and_note(client):
    a_clause(code="plan-3.10", number="3.10", heading="On Justice", text="Cooperate on programs.")
    document = word(client, "codes=plan-3.10&n.plan-3.10=Ask+her%0Atwice")
    assert styled(document, "Heading 2") == ["1. Clause 3.10 [plan-3.10]"]
    assert styled(document, "Heading 3") == ["On Justice"]
    assert styled(document, "Attestation") == [
        "Second-hand: as quoted in “The chapter”; primary text not held."
    ]
    assert styled(document, "Note") == ["Note: Ask her\ntwice"]


def test_the_title_the_day_and_the_sources_frame_it(client):
    an_objective(code="blueprint-c")
    document = word(client, "codes=blueprint-c&title=For+the+ministry")
    assert styled(document, "Title") == ["For the ministry"]
    assert re.match(r"\d+ \w+ \d{4} · ASEAN–Japan Knowledge Base", styled(document, "Subtitle")[0])
    assert len(styled(document, "List Bullet")) == 2  # the Blueprint, and the chapter that quotes it
    assert document.core_properties.title == "For the ministry"


def test_addresses_can_be_followed(client):
    a_recommendation(code="chapter-r1")
    part = word(client, "codes=chapter-r1").part
    targets = {each.target_ref for each in part.rels.values() if each.is_external}
    assert "http://testserver/recommendations/chapter-r1/" in targets


def test_a_number_that_is_only_implied_has_no_quotation(client):
    a_clause(code="plan-3", text="", attestation="implied", editorial_note="Not printed.")
    document = word(client, "codes=plan-3")
    assert styled(document, "Quote") == []
    assert "implied" in styled(document, "Attestation")[0]


def test_what_is_missing_is_named(client):
    a_draft(code="chapter-r1", text="quokkaberry")
    document = word(client, "codes=chapter-r1,nowhere-9")
    assert "nowhere-9: no published record has this code." in styled(document, "List Bullet")
    assert not any("quokkaberry" in paragraph.text for paragraph in document.paragraphs)


@given(note=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_any_note_can_be_written(note):
    from django.test import Client

    response = Client().get("/collection.docx", {"codes": "a", "n.a": note, "title": note})
    assert response.status_code == 200


# Markdown


def test_markdown_quotes_cites_and_notes(client):
    a_recommendation(code="chapter-r1", number="1", text="Train *all* workers.")
    text = markdown(client, "codes=chapter-r1&title=Two_words&n.chapter-r1=Why%3F")
    assert text.startswith("# Two\\_words\n")
    assert "\n> “Train \\*all\\* workers.”\n" in text
    assert "Recommendation 1 \\[chapter-r1\\]" in text
    assert "<http://testserver/recommendations/chapter-r1/>" in text
    assert "\n*Note:* Why?\n" in text


@given(st.text(st.characters(exclude_characters="\\", exclude_categories=["Cs"])))
def test_without_the_backslashes_markdown_is_the_text_again(text):
    assert plain(text).replace("\\", "") == text


@pytest.mark.parametrize("text", ["1. one", "- one", "# one", "+ one", "> one", "2) one"])
def test_no_text_turns_into_a_list_or_a_heading(text):
    assert not re.match(r"\s*([-+#>]|\d+[.)])", plain(text))


# CSV


def test_csv_has_the_columns_of_the_records_in_the_order_of_the_collection(client):
    for number in (1, 2, 3):
        a_recommendation(code=f"chapter-r{number}")
    answer = client.get("/collection.csv?codes=chapter-r3,chapter-r1,chapter-r2&n.chapter-r1=Mine")
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert [row["code"] for row in rows] == ["chapter-r3", "chapter-r1", "chapter-r2"]
    header = client.get("/recommendations.csv").getvalue().decode().splitlines()[0]
    assert list(rows[0]) == header.split(",")


def test_csv_cannot_name_what_is_missing_and_so_refuses(client):
    a_recommendation(code="chapter-r1")
    answer = client.get("/collection.csv?codes=chapter-r1,nowhere-9")
    assert answer.status_code == 400
    assert answer.text == "nowhere-9: no published record has this code.\n"


@pytest.mark.parametrize("ending", ["csv", "docx", "md"])
def test_a_parameter_that_no_file_knows_is_refused_in_plain_text(client, ending):
    answer = client.get(f"/collection.{ending}?code=chapter-r1")
    assert answer.status_code == 400
    assert answer.text == ("“code” is not a parameter of this file. Accepted: codes, title, n.<code>.\n")


@pytest.mark.parametrize("ending", ["csv", "docx", "md"])
def test_a_file_is_named_and_costs_the_same_at_any_size(client, django_assert_num_queries, ending):
    codes = [a_recommendation().code for _number in range(20)]
    for size in (2, 20):
        with django_assert_num_queries(6):
            answer = client.get(f"/collection.{ending}?codes={','.join(codes[:size])}")
            assert b"".join(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="collection.{ending}"'
