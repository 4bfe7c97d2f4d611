"""The index of words that editors search: as the tables are, whichever way they were written."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations.lookups import REASONS, RECORDS
from recommendations.models import CrossReference, Record
from sources.apps import SourcesConfig
from sources.lookup import QUOTATIONS, condition, keep, put_off

from .. import builders

pytestmark = pytest.mark.django_db

ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


def found(typed):
    keys = RECORDS.matching(typed)
    return set(Record.objects.filter(pk__in=keys).values_list("code", flat=True)) if keys else set()


@pytest.mark.parametrize(
    "typed",
    [
        "chapter-c2-r2", "c2-r2", "chapter-c", "R2", "3.9", "3.9.1", "migrant workers", "WORKERS migrant",
        "migran", "c2-r2 migrant", "“migrant", "workers.", "rights-based", "sharing",
    ],
)  # fmt: skip
def test_it_finds_codes_numbers_and_words_by_their_beginnings(typed):
    words = "Assist migrant workers. A rights-based way."
    builders.a_draft(code="chapter-c2-r2", number="3.9.1", heading="Sharing", text=words)
    builders.a_recommendation(code="plan-c22-r1", number="3.10", text="Work for migration and rights.")
    assert found(typed) == {"chapter-c2-r2"}


@pytest.mark.parametrize("typed", ["igrant", "3.1", "c2-r1", "migrant zebra", "--", '"', ""])
def test_it_finds_nothing_else(typed):
    builders.a_recommendation(code="chapter-c2-r2", number="3.9.1", text="Assist migrant workers.")
    assert found(typed) == set()


@pytest.mark.parametrize("status", ["draft", "in_review", "published"])
def test_it_finds_records_of_every_status(status):
    builders.a_recommendation(code="chapter-c2-r2", status=status)
    assert found("c2-r2") == {"chapter-c2-r2"}


def test_where_many_are_found_rows_are_gone_through_in_order_but_not_to_be_counted(monkeypatch):
    monkeypatch.setattr("sources.lookup.MANY", 0)
    record = builders.a_recommendation(text="Assist migrant workers.")
    rows = Record.objects.filter(condition({"pk": RECORDS.matching("migrant")})).order_by("sort_key")
    with CaptureQueriesContext(connection) as asked:
        assert (list(rows), rows.all().count()) == ([record], 1)
    assert [" + 0)" in query["sql"] for query in asked] == [True, False]


def test_a_change_that_passes_by_every_form_is_found_at_once():
    builders.a_recommendation(code="chapter-c2-r2", text="Before.")
    Record.objects.update(text="Afterwards.")
    assert (found("before"), found("afterwards")) == (set(), {"chapter-c2-r2"})


def test_what_is_rolled_back_or_deleted_is_not_found():
    record = builders.a_recommendation(text="Before.")
    with transaction.atomic():
        Record.objects.update(text="Afterwards.")
        transaction.set_rollback(True)
    assert (found("before"), found("afterwards")) == ({record.code}, set())
    Record.objects.filter(pk=record.pk).delete()
    assert found("before") == set()


def test_links_are_found_by_their_reason_and_evidence_by_its_words():
    link = builders.a_link(
        builders.a_recommendation(), builders.an_objective(), basis="reading", reason="Alike."
    )
    quotation = builders.a_quotation("To the letter.")
    assert list(type(link).objects.filter(pk__in=REASONS.matching("alike"))) == [link]
    assert list(type(quotation).objects.filter(pk__in=QUOTATIONS.matching("letter"))) == [quotation]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps an index when it alters a table.")
def test_a_table_that_was_made_anew_is_looked_through_again():
    builders.a_recommendation(code="chapter-c2-r2", text="Before.")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER recommendations_record_words_update")
    Record.objects.update(text="Afterwards.")
    keep(SourcesConfig, "default", [RECORDS])
    assert found("afterwards") == {"chapter-c2-r2"}


def test_what_comes_while_it_is_put_off_is_found_at_the_end():
    before = builders.a_recommendation(text="Before.")
    with put_off([RECORDS]):
        during = builders.a_recommendation(text="During.")
    Record.objects.filter(pk=before.pk).update(text="Afterwards.")
    assert (found("during"), found("before"), found("afterwards")) == ({during.code}, set(), {before.code})


class AnyText(TestCase):
    @given(text=ANY, typed=ANY)
    def test_whatever_stands_in_a_row_or_is_typed_is_answered(self, text, typed):
        Record.objects.all().delete()
        builders.a_draft(text=text + " anchored", document=builders.the_document("chapter", "The chapter"))
        found(typed)
        assert len(found("anchored")) == 1

    @given(words=st.lists(st.text("abcdefgXYZ019", min_size=1, max_size=8), min_size=1, max_size=8))
    def test_every_word_of_a_row_finds_it(self, words):
        record = builders.a_draft(document=builders.the_document("chapter", "The chapter"))
        Record.objects.filter(pk=record.pk).update(text=", ".join(words))
        assert all(record.code in found(word) for word in words)


class TestReasons(TestCase):
    """A row without words is not in the index: it may get words, lose them, and go."""

    @given(st.lists(st.sampled_from(["", "Alike.", "Alike in aim.", "Otherwise."]), max_size=6))
    def test_the_index_is_what_the_table_is(self, reasons):
        link = builders.a_link(builders.a_recommendation(), builders.an_objective(), reason="")
        for reason in reasons:
            CrossReference.objects.update(reason=reason)
            for word in ("alike", "aim", "otherwise"):
                keys = REASONS.matching(word)
                there = CrossReference.objects.filter(pk__in=keys).exists()
                assert there == (word in reason.lower())
        link.delete()
        assert not CrossReference.objects.filter(pk__in=REASONS.matching("alike")).exists()
