"""Prepared questions: what a queryset answers, without its SQL being made each time."""

import json
import sys
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from hypothesis import given
from hypothesis import strategies as st

from sources.models import Document, Passage
from sources.prepared import Statement, prepared

from ..builders import a_document, a_passage, a_section

pytestmark = pytest.mark.django_db


@prepared
def documents_called(slug):
    return Document.objects.filter(slug=slug)


@prepared
def passages_at(position, slug):
    told = Concat(F("label"), Value(" 100 % %s"))
    found = Passage.objects.filter(position=position, version__document__slug=slug, text__contains="%")
    return found.select_related("section__parent", "version__document").annotate(told=told).order_by("pk")


def test_each_value_has_its_own_answer():
    one, two = a_document("one"), a_document("two")
    assert [documents_called(slug=slug) for slug in ("one", "two", "three")] == [[one], [two], []]


def test_it_answers_with_whole_instances(django_assert_num_queries):
    csl = {"title": "Of rights", "author": [{"family": "Ōe"}]}
    a_document("one", csl=csl, title="Of rights")
    (found,) = documents_called(slug="one")
    with django_assert_num_queries(0):
        assert (found.csl, found.title) == (csl, "Of rights")
    found.title = "Of duties"
    found.save()
    assert documents_called(slug="one")[0].title == "Of duties"


def test_what_is_selected_with_them_is_there(django_assert_num_queries):
    section = a_section("Rights", parent=a_section("Justice"))
    passage = a_passage("All of it: 100 %.", section=section, label="(1)")
    slug = passage.version.document.slug
    with django_assert_num_queries(1):
        (found,) = passages_at(position=passage.position, slug=slug)
        assert found.section.parent.heading == "Justice"
        assert found.version.document.slug == slug
    assert found.told == "(1) 100 % %s"


def test_what_there_is_not_is_none():
    passage = a_passage("100 %")
    (found,) = passages_at(position=passage.position, slug=passage.version.document.slug)
    assert found.section is None


def test_its_sql_is_made_once_for_a_connection(monkeypatch):
    documents_called(slug="one")
    monkeypatch.setattr(Document.objects.none().query.__class__, "get_compiler", None)
    assert documents_called(slug="two") == []


@given(slug=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
def test_no_value_is_taken_for_sql(slug):
    assert documents_called(slug=slug) == list(Document.objects.filter(slug=slug))


def test_what_is_not_given_is_an_error():
    with pytest.raises(TypeError, match="slug"):
        documents_called()
    with pytest.raises(TypeError, match="kind"):
        documents_called(slug="one", kind="chapter")


def test_it_reads_what_is_written_in_the_same_transaction():
    a_document("one", csl={"a": 1})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_document SET csl = %s", [json.dumps({"a": 2})])
    assert documents_called(slug="one")[0].csl == {"a": 2}


def test_threads_that_ask_for_the_first_time_at_once_ask_the_same():
    def put_into_sql(question):
        together.wait()
        told.append(Statement(question.queryset, own).sql)

    own = connection.copy()  # which is asked nothing: a thread would open one of its own
    expected = Statement(passages_at.queryset, own).sql
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            question, together, told = prepared(passages_at.question), Barrier(6), []
            threads = [Thread(target=put_into_sql, args=(question,)) for _ in range(6)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            assert told == [expected] * 6
    finally:
        sys.setswitchinterval(interval)
