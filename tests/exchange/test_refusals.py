"""import_package: each bad row is told with its file, line and column, and nothing is stored."""

import pytest

from recommendations.exchange.importing import import_package
from recommendations.models import Record
from sources.exchange.report import PackageError
from sources.models import Document, DocumentVersion

from ..builders import a_clause, a_principle, a_recommendation, an_objective
from .packages import a_package, a_text, as_csv, problems_of, rows_of, told

pytestmark = pytest.mark.django_db
RECORD = {"code": "plan-1"}


def the_problem(path, **options):
    """What is wrong, when it is one thing."""
    (problem,) = problems_of(path, **options)
    return problem


@pytest.mark.parametrize(("changes", "said"), [
    ({"code": "Plan 1"}, "code: “Plan 1” is not accepted"),
    ({"code": ""}, "code: is empty"),
    ({"code": "p" * 81}, "code: 81 characters; accepted: at most 80"),
    ({"kind": "poem"}, "kind: “poem” is not accepted; accepted: objective, clause, recommendation,"),
    ({"kind": "recommendation"}, "form: accepted: a form for a recommendation"),
    ({"form": "proposal"}, "form: accepted: a form for a recommendation"),
    ({"document": "nowhere"}, "document: there is no “nowhere”; accepted: the slug of a row of documents"),
    ({"parent": "plan-9"}, "parent: there is no “plan-9”; accepted: the code of a row of records.csv"),
    ({"parent": "plan-1"}, "parent: it would stand under itself"),
    ({"heading": ""}, "text: is empty, and so is the heading"),
    ({"attestation": "implied"}, "attestation: a number that is only implied"),
    ({"status": "secret"}, "status: “secret” is not accepted; accepted: draft, in_review, published"),
    ({"tags": "a|b|a"}, "tags: “a|b|a” names a value twice"),
    ({"tags": "a||b"}, "tags: “a||b” holds an empty value"),
    ({"number": "1" * 21}, "number: 21 characters; accepted: at most 20"),
    ({"status": "published"}, "heading: no text of its document is held"),
])  # fmt: skip
def test_a_bad_record_is_told(tmp_path, changes, said):
    problem = the_problem(a_package(tmp_path, records=[RECORD | changes]))
    assert problem.startswith(f"records.csv:2: {said}")
    assert not Record.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(("changes", "said"), [
    ({"to": "plan-9"}, "to: there is no “plan-9”; accepted: the code of a row of records.csv or of"),
    ({"to": "plan-1"}, "to: a record can’t be linked to itself"),
    ({"relation": "addresses"}, "relation: addresses leads here from a clause to a clause"),
    ({"relation": "echoes"}, "relation: echoes joins records of two documents"),
    ({"reason": ""}, "reason: is empty"),
    ({"basis": "stated"}, "evidence_exact: is empty"),
    ({"evidence_exact": "Words."}, "evidence_document: accepted: the words and their document, or neither"),
    ({"evidence_exact": "Words.", "evidence_document": "plan"}, "evidence_document: no text of it is held"),
])  # fmt: skip
def test_a_bad_link_is_told(tmp_path, changes, said):
    link = {"from": "plan-1", "to": "plan-2"} | changes
    path = a_package(tmp_path, records=[RECORD, {"code": "plan-2"}], cross_references=[link])
    assert the_problem(path).startswith(f"cross_references.csv:2: {said}")


def test_every_bad_row_is_told(tmp_path):
    rows = [{"code": f"plan-{n}", "kind": "poem"} for n in range(30)]
    said = problems_of(a_package(tmp_path, records=rows))
    assert [line.split(":")[1] for line in said] == [str(n + 2) for n in range(30)]


def test_rows_of_several_lines_are_told_by_their_first(tmp_path):
    rows = [{"code": "plan-1", "text": "One\ntwo\nthree"}, {"code": "plan-2", "kind": "poem"}]
    assert the_problem(a_package(tmp_path, records=rows)).startswith("records.csv:5: kind:")


def test_what_follows_from_a_bad_row_is_not_told_as_well(tmp_path):
    rows = [RECORD | {"kind": "poem"}, {"code": "plan-2", "parent": "plan-1"}]
    links = [{"from": "plan-1", "to": "plan-2"}]
    path = a_package(tmp_path, records=rows, cross_references=links)
    assert the_problem(path).startswith("records.csv:2: kind:")


def test_a_row_that_stands_twice_is_told(tmp_path):
    said = the_problem(a_package(tmp_path, records=[RECORD, RECORD]))
    assert said.startswith("records.csv:3: code: this row stands in the file twice")


def test_a_circle_of_parents_is_told_at_each_of_its_rows(tmp_path):
    rows = [
        {"code": "plan-1", "parent": "plan-3"},
        {"code": "plan-2", "parent": "plan-1"},
        {"code": "plan-3", "parent": "plan-2"},
    ]
    said = problems_of(a_package(tmp_path, records=rows))
    assert "records.csv:2: parent: it would stand under itself, in a circle; accepted: a tree." in said


def test_a_circle_with_records_of_the_database_is_told(tmp_path):
    above = a_clause(code="plan-1", status="draft")
    below = a_clause(code="plan-2", parent=above, status="draft")
    row = told(above.code, parent=below.code)
    assert "in a circle" in the_problem(a_package(tmp_path, documents=[], records=[row]))


def test_a_parent_of_another_document_is_told(tmp_path):
    documents = [{"slug": "plan"}, {"slug": "other"}]
    rows = [RECORD, {"code": "other-1", "document": "other", "parent": "plan-1"}]
    said = the_problem(a_package(tmp_path, documents=documents, records=rows))
    assert said.startswith("records.csv:3: parent: belongs to another document")


def test_a_published_record_that_is_not_verbatim_is_told_the_nearest_words(tmp_path):
    row = RECORD | {"heading": "", "text": "The ministers shall met yearly.", "status": "published"}
    text = a_text("First of all.", "The ministers shall meet yearly.")
    said = the_problem(a_package(tmp_path, **text, records=[row]))
    assert said.startswith(
        "records.csv:2: text: “The ministers shall met yearly.” does not stand in the text"
    )
    assert "in p2: “The ministers shall meet yearly.”" in said


def test_a_draft_may_have_words_that_are_not_in_the_text(tmp_path):
    row = RECORD | {"heading": "", "text": "Not there.", "status": "draft"}
    assert problems_of(a_package(tmp_path, **a_text("Other words."), records=[row])) == []


def test_words_that_stand_twice_need_their_place(tmp_path):
    row = RECORD | {"heading": "", "text": "It is so.", "status": "published"}
    said = the_problem(a_package(tmp_path, **a_text("It is so. It is so."), records=[row]))
    assert "stands in 2 places; give the right one in record_quotations.csv" in said


def test_evidence_that_is_not_verbatim_is_told_the_nearest_words(tmp_path):
    link = {"from": "plan-1", "to": "plan-2", "evidence_document": "plan", "evidence_exact": "We shall met."}
    rows = [RECORD, {"code": "plan-2"}]
    path = a_package(tmp_path, **a_text("We shall meet."), records=rows, cross_references=[link])
    assert "cross_references.csv:2: evidence_exact:" in the_problem(path)


def test_evidence_of_a_link_that_is_not_there_is_told(tmp_path):
    clause, other = a_clause(), a_clause()
    (quotation,) = {row["quotation"] for row in rows_of("record_quotations") if row["record"] == clause.code}
    row = {"from": clause.code, "to": other.code, "relation": "related", "quotation": quotation}
    said = the_problem(a_package(tmp_path, documents=[], evidence=[row]))
    assert said.startswith("evidence.csv:2: from: there is no such link")


def test_a_quotation_that_does_not_stand_there_is_told(tmp_path):
    row = {
        "id": "plan/1/1.0-1.5", "document": "plan", "version": 1, "start_passage": 1, "start": 0,
        "end_passage": 1, "end": 5, "exact": "words",
    }  # fmt: skip
    path = a_package(tmp_path, **a_text("Other words."), quotations=[row])
    assert the_problem(path).startswith("quotations.csv:2: exact: there stands “Other”.")


def test_a_quotation_of_a_passage_that_is_not_there_is_told(tmp_path):
    row = {
        "id": "plan/1/7.0-7.5", "document": "plan", "version": 1, "start_passage": 7, "start": 0,
        "end_passage": 7, "end": 5, "exact": "words",
    }  # fmt: skip
    said = problems_of(a_package(tmp_path, **a_text("Other words."), quotations=[row]))
    assert said[0].startswith("quotations.csv:2: start_passage: the text has no passage 7")


def test_a_reading_that_the_text_does_not_give_is_told(tmp_path):
    text = a_text("Act on it.")
    text["passages"][0]["text"] = "Act at once"
    said = the_problem(a_package(tmp_path, **text))
    assert said.startswith("passages.csv:2: text: is not what the text received gives.")


def test_another_text_under_a_known_number_is_told(tmp_path):
    document = a_clause().record_quotations.get().quotation.version.document
    held = DocumentVersion.objects.get(document=document)
    path = a_package(tmp_path, documents=[], **a_text("Another text.", slug=document.slug))
    (path / "passages.csv").unlink()
    assert "a stored text never changes" in the_problem(path)
    assert DocumentVersion.objects.get().sha256 == held.sha256


@pytest.mark.parametrize("file", ["texts/../../secret.txt", "/etc/passwd", "texts/none.txt", "records.csv"])
def test_a_text_is_read_from_its_folder_alone(tmp_path, file):
    text = a_text("Act.")
    text["versions"][0]["file"] = file
    del text["passages"]
    assert "versions.csv:2: file: there is no such text" in the_problem(a_package(tmp_path, **text))


def test_a_text_that_is_not_the_one_described_is_told(tmp_path):
    text = a_text("Act.")
    text["raw"] = {"texts/plan-1.txt": "Wait."}
    del text["passages"]
    assert "versions.csv:2: sha256: is not that of the file" in the_problem(a_package(tmp_path, **text))


def test_the_kind_of_a_record_never_changes(tmp_path):
    principle = a_principle(status="draft")
    row = told(principle.code, kind="clause")
    assert "kind: the kind of a record never changes; accepted: principle" in the_problem(
        a_package(tmp_path, documents=[], records=[row])
    )


def test_links_that_fit_no_kinds_are_told_for_known_records(tmp_path):
    objective, recommendation = an_objective(), a_recommendation()
    link = {"from": objective.code, "to": recommendation.code, "relation": "carries_out"}
    said = the_problem(a_package(tmp_path, documents=[], cross_references=[link]))
    assert (
        "leads here from a objective to a recommendation; accepted: from a recommendation to a clause" in said
    )


@pytest.mark.parametrize(("name", "content", "said"), [
    ("records.csv", b"", "records.csv:1: the file has no header"),
    ("records.csv", b"code;kind\r\n", "records.csv:1: the columns are parted by semicolons or tabs"),
    ("records.csv", b"code,kind\r\n", "records.csv:1: columns are missing: form,document"),
    ("records.csv", b"code,code\r\n", "records.csv:1: the column “code” stands there twice"),
    ("records.csv", b"code,poem\r\n", "records.csv:1: there is no column “poem”; accepted: code,kind,form"),
    ("records.csv", "\ufeffcode;kind".encode("utf-16"), "records.csv:1: the file is UTF-16"),
    ("tags.csv", b"name,slug\r\nok,ok\r\nAs\xe9,as\r\n", "tags.csv:3: byte 3 of the line (0xe9) is no UTF-8"),
    ("tags.csv", b"name,slug\r\nok\x00,ok\r\n", "tags.csv:2: the line holds a NUL character"),
    ("tags.csv", b"name,slug\r\nok\r\nfine,fine\r\n", "tags.csv:2: 1 cells; accepted: 2"),
    ("tags.csv", b'name,slug\r\n"ok,ok\r\n', "tags.csv:2: the file ends within a cell"),
    ("tags.csv", b'name,slug\r\n"o"k,ok\r\n', "tags.csv:2: the line is not as RFC 4180 wants it"),
])  # fmt: skip
def test_a_file_that_is_no_such_csv_is_told(tmp_path, name, content, said):
    assert any(each.startswith(said) for each in problems_of(a_package(tmp_path, raw={name: content})))


def test_a_byte_order_mark_is_welcome(tmp_path):
    content = as_csv("records", [RECORD])
    assert problems_of(a_package(tmp_path, raw={"records.csv": f"\ufeff{content}"})) == []


def test_columns_may_stand_in_another_order(tmp_path):
    assert problems_of(a_package(tmp_path, raw={"tags.csv": "slug,name\nfair-trade,fair trade\n"})) == []


@pytest.mark.parametrize(("raw", "said"), [
    ({"recods.csv": ""}, "recods.csv is no file of a package; accepted: documents.csv,"),
    ({"datapackage.json": "{"}, "datapackage.json: is no description of a package"),
    ({"datapackage.json": '{"package_version": "7.0"}'}, "this is version 7.0 of the package; accepted: 1.x"),
])  # fmt: skip
def test_a_package_that_does_not_fit_is_refused_whole(tmp_path, raw, said):
    with pytest.raises(PackageError, match=said):
        import_package(a_package(tmp_path, raw=raw))


def test_a_package_without_records_is_refused(tmp_path):
    path = a_package(tmp_path)
    (path / "records.csv").unlink()
    with pytest.raises(PackageError, match=r"records\.csv is missing"):
        import_package(path)


def test_a_report_file_has_what_memory_does_not(tmp_path):
    rows = [{"code": f"plan-{n}", "kind": "poem"} for n in range(500)]
    with (tmp_path / "report.txt").open("w") as file:
        outcome = import_package(a_package(tmp_path / "package", records=rows), report_file=file)
    assert (outcome.report.total, len(outcome.report.first)) == (500, 200)
    assert len((tmp_path / "report.txt").read_text().splitlines()) == 500
