"""The index says what the tables say, whichever way these are written."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction

from recommendations.models import Record, SearchEntry, Status, Tag, Tagging
from recommendations.search import index, keeping
from recommendations.search.asking import understand
from recommendations.search.found import Matches

from ..builders import (
    a_clause,
    a_document,
    a_draft,
    a_passage,
    a_recommendation,
    a_responsibility,
    a_tag,
    a_version,
    an_actor,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _is_whole_in_the_end():
    yield
    assert list(index.problems()) == []


def kinds(q):
    return Matches(understand(q).tree).counts()


def test_a_saved_record_is_found_by_its_new_words_alone():
    record = a_clause(text="Plant trees.")
    record.text = "Plant flowers."
    record.save()
    assert kinds("flowers kind:clause") == {"clause": 1}
    assert kinds("trees kind:clause") == {}


def test_a_deleted_record_is_not_found():
    record = a_clause(code="gone-1", text="Plant trees.")
    record.delete()
    assert kinds("code:gone-1") == {}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_is_not_published_has_no_entry(status):
    record = a_clause(code="hidden-1", tags=["secret"])
    assert kinds("hidden-1") == {"clause": 1}
    record.status = status
    record.save()
    assert kinds("hidden-1 OR secret") == {}


def test_a_draft_that_is_published_is_found_with_its_tags():
    record = a_draft(code="new-1", tags=["gardens"])
    assert kinds("gardens") == {}
    record.status = Status.PUBLISHED
    record.save()
    assert kinds("gardens") == {"recommendation": 1, "tag": 1}


def test_a_tag_taken_off_is_no_longer_found():
    record = a_clause(tags=["gardens"])
    record.tags.clear()
    assert kinds("gardens") == {}


def test_a_tag_renamed_is_renamed_on_its_records():
    a_clause(tags=["gardens"])
    tag = Tag.objects.get()
    tag.name = "parks"
    tag.save()
    assert kinds("tag:parks") == {"clause": 1, "tag": 1}
    assert kinds("gardens") == {}


def test_an_actor_is_found_by_every_name_and_so_are_its_records():
    actor = an_actor(name="Laos", aliases=["Lao PDR"])
    asked = a_responsibility(a_clause(), actor)
    assert kinds('actor:"lao pdr"') == {"clause": 1, "actor": 1}
    asked.delete()
    assert kinds('actor:"lao pdr"') == {"actor": 1}


def test_an_actor_renamed_is_renamed_in_its_records():
    actor = an_actor(name="Siam")
    a_responsibility(a_clause(), actor)
    actor.name = "Thailand"
    actor.save()
    assert kinds("thailand") == {"clause": 1, "actor": 1}
    assert kinds("siam") == {}


def test_a_text_that_may_only_be_quoted_is_not_found():
    document = a_document(slug="orchard")
    a_passage("Plant quokkaberries.", version=a_version(document))
    assert kinds("quokkaberries") == {"passage": 1}
    document.rights = "quotations_only"
    document.save()
    assert kinds("quokkaberries") == {}
    document.rights = "full_text"
    document.save()
    assert kinds("quokkaberries") == {"passage": 1}


def test_a_document_renamed_is_renamed_for_its_records():
    record = a_clause()
    record.document.short_title = "Bali Concord"
    record.document.save()
    assert kinds('document:"bali concord"')["clause"] == 1


def test_what_is_rolled_back_leaves_no_trace():
    record = a_clause(text="Plant trees.")
    with transaction.atomic():
        record.text = "Plant flowers."
        record.save()
        transaction.set_rollback(True)
    assert kinds("flowers") == {}


def test_many_rows_at_once_are_refreshed_by_one_call():
    records = [a_recommendation(text="Plant trees.") for _ in range(3)]
    Record.objects.filter(pk__in=[each.pk for each in records]).update(text="Plant flowers.")
    index.refresh("record", [each.pk for each in records])
    assert kinds("flowers") == {"recommendation": 3}


def test_a_database_from_before_gets_its_index():
    a_clause(text="Plant trees.", tags=["gardens"])
    SearchEntry.objects.all().delete()
    keeping.fill_when_missing()
    assert kinds("trees kind:clause") == {"clause": 1}


def test_an_unused_tag_is_not_found():
    a_tag("orphans")
    assert kinds("orphans") == {}


def test_a_very_long_text_can_be_saved_and_found():
    a_clause(text=" ".join(f"word{n}" for n in range(12_000)) + " 日本" * 9_000)
    assert kinds('"word8 word9" kind:clause') == {"clause": 1}


def test_writing_costs_the_same_for_few_words_and_for_many(django_assert_num_queries):
    few, many = a_clause(text="Plant."), a_clause(text="Plant " + " ".join(f"word{n}" for n in range(400)))
    with django_assert_num_queries(
        9
    ):  # savepoint; lock; tags, actors, record; two writes; known words; release
        index.refresh("record", [few.pk])
    with django_assert_num_queries(9):
        index.refresh("record", [many.pk])


@pytest.mark.django_db(transaction=True)
def test_two_who_tag_one_record_at_once_are_both_heard():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write after the other, and its test database has one connection")
    record = a_clause()
    tags = [a_tag("gardens"), a_tag("parks")]
    together = Barrier(2)

    def put(tag):
        with transaction.atomic():
            together.wait(5)
            Tagging.objects.create(content_object=record, tag=tag)
            sleep(0.2)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(put, tags))
    assert kinds("tag:gardens tag:parks") == {"clause": 1}
