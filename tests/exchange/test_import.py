"""import_package: what rows create, change and leave alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.models import (
    ChangeSet,
    CrossReference,
    FormerCode,
    Record,
    RecordQuotation,
    Responsibility,
    Tag,
    Tagging,
)

from ..builders import (
    a_clause,
    a_link,
    a_recommendation,
    a_responsibility,
    a_tag,
    an_actor,
    an_instrument,
    an_objective,
    the_document,
)
from .packages import a_package, a_text, brought_in, everything, rows_of, told

pytestmark = pytest.mark.django_db


def test_records_alone_are_a_package(tmp_path):
    objective = an_objective()
    row = {"code": "plan-1", "document": objective.document.slug, "heading": "Cooperation"}
    path = a_package(tmp_path, records=[row])
    (path / "documents.csv").unlink()
    assert str(brought_in(path).tally) == "1 created, 0 changed, 0 removed"
    made = Record.objects.get(code="plan-1")
    assert (made.heading, made.status, made.version, made.sort_key) == (
        "Cooperation",
        "draft",
        1,
        "plan000001",
    )


def test_a_known_code_changes_its_record_and_keeps_its_links(tmp_path):
    clause = a_clause(code="ajpoa2015-3", addressing=an_objective(), status="draft")
    row = told(clause.code, number="3bis")
    outcome = brought_in(a_package(tmp_path, documents=[], records=[row]))
    changed = Record.objects.get(pk=clause.pk)
    assert str(outcome.tally) == "0 created, 1 changed, 0 removed"
    assert (changed.number, changed.version) == ("3bis", 2)
    assert changed.links_out.count() == 1


def test_what_a_package_does_not_mention_is_left_alone(tmp_path):
    a_recommendation(addressing=an_objective(), asking=an_actor(), tags=["migrants"])
    before = everything()
    brought_in(a_package(tmp_path, records=[{"code": "plan-1"}]))
    Record.objects.get(code="plan-1").delete()
    after = everything()
    assert after["cross_references.csv"] == before["cross_references.csv"]
    assert after["responsibilities.csv"] == before["responsibilities.csv"]
    assert after["records.csv"] == before["records.csv"]


def test_what_was_exported_changes_nothing(tmp_path):
    clause = a_clause(addressing=an_objective(), tags=["migrants", "trade"])
    a_link(clause, a_recommendation(asking=an_actor(aliases=["A|B", "C\\"])), basis="reading")
    an_instrument(used_by=clause)
    for path, content in everything().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    outcome = brought_in(tmp_path)
    assert outcome.tally.is_nothing
    assert outcome.tally.rows["records"] == 3
    assert not ChangeSet.objects.filter(why__startswith="Imported").exists()


def test_the_tags_of_a_row_are_all_that_its_record_has(tmp_path):
    clause = a_clause(code="plan-1", tags=["trade", "migrants"], status="draft")
    row = told("plan-1", tags="Trade|new|a\\|b")
    outcome = brought_in(a_package(tmp_path, documents=[], records=[row]))
    assert sorted(clause.tags.values_list("name", flat=True)) == ["a|b", "new", "trade"]
    assert str(outcome.tally) == "4 created, 0 changed, 1 removed"


def test_an_import_is_one_change_set(tmp_path, django_user_model):
    clause = a_clause(code="plan-1", tags=["trade"], status="draft")
    rows = [told("plan-1", number="9", tags=""), {"code": "plan-2", "document": clause.document.slug}]
    editor = django_user_model.objects.create_user("editor")
    brought_in(a_package(tmp_path / "spring", documents=[], records=rows), by=editor)
    whole = ChangeSet.objects.get(why="Imported from spring")
    entries = Record.history.filter(change_set=whole)
    entries = entries.values_list("code", "history_type", "number", "history_user")
    assert set(entries) == {("plan-1", "~", "9", editor.pk), ("plan-2", "+", "", editor.pk)}
    assert Tagging.history.filter(change_set=whole).get().history_type == "-"


def test_a_parent_may_come_after_its_child(tmp_path):
    rows = [{"code": "plan-1.1", "parent": "plan-1"}, {"code": "plan-1"}]
    brought_in(a_package(tmp_path, records=rows))
    assert Record.objects.get(code="plan-1.1").parent.code == "plan-1"


def test_words_are_found_in_the_text_that_comes_along(tmp_path):
    row = {"code": "plan-1", "heading": "", "text": "Act on it.", "status": "published"}
    brought_in(a_package(tmp_path, **a_text("Before. Act on it. After."), records=[row]))
    use = RecordQuotation.objects.get(record__code="plan-1")
    assert (use.quotation.exact, use.quotation.prefix, use.quotation.suffix) == (
        "Act on it.",
        "Before. ",
        " After.",
    )


def test_parts_joined_by_an_ellipsis_are_two_quotations(tmp_path):
    row = {"code": "plan-1", "heading": "", "text": "Act on it … at once.", "status": "published"}
    brought_in(a_package(tmp_path, **a_text("Act on it, they said, at once."), records=[row]))
    uses = RecordQuotation.objects.filter(record__code="plan-1").order_by("position")
    assert [use.quotation.exact for use in uses] == ["Act on it", "at once."]


def test_new_words_of_a_known_record_get_their_quotation(tmp_path):
    a_clause(code="chapter-1", text="They shall meet.", document=the_document("chapter", "The chapter"))
    row = told("chapter-1", text="Before it. They shall meet.")
    brought_in(a_package(tmp_path, documents=[], records=[row]))
    assert RecordQuotation.objects.get().quotation.exact == "Before it. They shall meet."


def test_evidence_is_found_by_its_words(tmp_path):
    one, other = a_clause(status="draft"), a_clause(status="draft")
    evidence = one.wording[0]
    row = {
        "from": one.code, "to": other.code, "basis": "stated", "relation": "elaborates",
        "evidence_document": evidence.version.document.slug, "evidence_exact": evidence.exact,
    }  # fmt: skip
    brought_in(a_package(tmp_path, documents=[], cross_references=[row]))
    link = CrossReference.objects.get()
    assert (link.evidence, link.origin, link.from_kind) == (evidence, "import", "clause")


def twice(tmp_path):
    """Two links that rest on the same words, at two places of a text."""
    spans = [(0, 9), (19, 28)]
    quotations = [
        {
            "id": f"plan/1/1.{start}-1.{end}", "document": "plan", "version": 1, "exact": "It is so.",
            "start_passage": 1, "start": start, "end_passage": 1, "end": end,
        }
        for start, end in spans
    ]  # fmt: skip
    ends = [{"from": "plan-1", "to": to, "relation": "related"} for to in ("plan-2", "plan-3")]
    stated = {"basis": "stated", "evidence_document": "plan", "evidence_exact": "It is so."}
    return a_package(
        tmp_path,
        **a_text("It is so. Now act. It is so."),
        records=[{"code": f"plan-{n}"} for n in (1, 2, 3)],
        quotations=quotations,
        evidence=[end | {"quotation": each["id"]} for end, each in zip(ends, quotations, strict=True)],
        cross_references=[end | stated for end in ends],
    )


def test_words_that_stand_twice_keep_their_own_places(tmp_path):
    brought_in(twice(tmp_path))
    found = CrossReference.objects.order_by("to_record__code").values_list("evidence__start", flat=True)
    assert list(found) == [0, 19]
    assert [row["quotation"] for row in rows_of("evidence")] == ["plan/1/1.0-1.9", "plan/1/1.19-1.28"]


def test_links_whose_place_is_known_keep_it_without_evidence_csv(tmp_path):
    brought_in(twice(tmp_path))
    (tmp_path / "evidence.csv").unlink()
    assert brought_in(tmp_path).tally.is_nothing


def test_who_is_asked_and_which_codes_were_in_use_come_along(tmp_path):
    path = a_package(
        tmp_path,
        records=[{"code": "plan-1"}],
        actors=[{"slug": "agency", "aliases": "ACWC|Agency \\| of it"}],
        responsibilities=[{"record": "plan-1", "actor": "agency"}],
        former_codes=[{"code": "plan-01", "record": "plan-1", "at": "2026-01-02T03:04:05.000006Z"}],
    )
    brought_in(path)
    asked = Responsibility.objects.get()
    assert (asked.record.code, asked.actor.aliases) == ("plan-1", ["ACWC", "Agency | of it"])
    assert FormerCode.objects.get().at.isoformat() == "2026-01-02T03:04:05.000006+00:00"


def test_new_keys_are_above_all_that_were_ever_used(tmp_path):
    gone = a_clause(code="plan-gone", status="draft")
    key = gone.pk
    gone.delete()
    brought_in(a_package(tmp_path, records=[{"code": "plan-1"}]))
    later = a_clause(code="plan-later")
    assert key < Record.objects.get(code="plan-1").pk < later.pk


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path):
    outcome = brought_in(a_package(tmp_path, records=[{"code": "plan-1"}]), dry_run=True)
    assert str(outcome.tally) == "2 created, 0 changed, 0 removed"
    assert not Record.objects.exists()


def test_a_tag_is_found_whatever_its_case(tmp_path):
    a_tag("disaster")
    brought_in(a_package(tmp_path, records=[{"code": "plan-1", "tags": "Disaster"}]))
    assert list(Tag.objects.values_list("name", flat=True)) == ["disaster"]


def test_an_empty_status_leaves_a_known_record_published(tmp_path):
    a_clause(code="plan-1")
    brought_in(a_package(tmp_path, documents=[], records=[told("plan-1", status="", number="7")]))
    assert Record.objects.get().status == "published"


def test_it_costs_the_same_for_a_few_rows_and_for_many(tmp_path):
    costs = set()
    for size in (3, 60):
        rows = [{"code": f"plan-{n}", "tags": "a|b", "parent": "plan-0" if n else ""} for n in range(size)]
        path = a_package(tmp_path / str(size), records=rows, **a_text("Act."))
        with CaptureQueriesContext(connection) as queries:
            brought_in(path, dry_run=True)
        costs.add(len(queries))
    assert len(costs) == 1


def test_instruments_name_exactly_the_records_of_their_row(tmp_path):
    one, other = a_clause(), a_clause()
    instrument = an_instrument(used_by=one)
    row = rows_of("instruments")[0] | {"records": other.code}
    outcome = brought_in(a_package(tmp_path, documents=[], instruments=[row]))
    assert list(instrument.records.all()) == [Record.objects.get(pk=other.pk)]
    assert str(outcome.tally) == "1 created, 0 changed, 1 removed"


def test_quotations_of_a_record_are_those_of_the_file(tmp_path):
    clause = a_clause(status="draft")
    kept = rows_of("record_quotations")[0]
    RecordQuotation.objects.create(record=clause, quotation=clause.wording[0], role="label")
    outcome = brought_in(a_package(tmp_path, documents=[], record_quotations=[kept]))
    assert RecordQuotation.objects.get().role == "text"
    assert str(outcome.tally) == "0 created, 0 changed, 1 removed"


def test_people_asked_by_a_known_row_are_not_asked_twice(tmp_path):
    asked = a_responsibility(a_clause())
    row = {"record": asked.record.code, "actor": asked.actor.slug}
    assert brought_in(a_package(tmp_path, documents=[], responsibilities=[row])).tally.is_nothing
