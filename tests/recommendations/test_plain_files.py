"""The quick way to the rows of a list gives, to the byte, what the columns say one by one."""

import re

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from recommendations.filters import LinkFilter, RecordFilter
from recommendations.formats import columns, plain
from recommendations.models import CrossReference, Record
from sources.csv_files import WrongNumberOfRows, blocks, csv_response
from sources.models import Quotation

from ..builders import a_clause, a_draft, a_link, a_principle, a_recommendation, an_objective

pytestmark = pytest.mark.django_db

tried = hypothesis_settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
anything = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
awkward = st.text(st.sampled_from("=+-@'\t\r\n\",;| aé日") | anything, max_size=40)


def written(of_columns, rows):
    return "".join(blocks(columns.header(of_columns), rows))


def records(kind):
    return b"".join(plain.records_file("some", RecordFilter.read(QueryDict(), kind=kind))).decode()


def links(query=""):
    return b"".join(plain.links_file("some", LinkFilter.read(QueryDict(query)))).decode()


def by_columns(of_columns, found):
    return written(of_columns, columns.rows(of_columns, found))


def test_every_record_is_written_as_its_columns_say():
    above = an_objective(code="o1", tags=["youth", "trade|aid"], text="=1+1", heading='With, "quotes"')
    an_objective(code="o2", parent=above, editorial_note="-1\nand more")
    an_objective(code="o3", parent=a_draft("objective", code="o4"))
    a_recommendation(tags=["youth"], form="in_text")
    a_principle(number="@")
    found = Record.objects.published().select_related("document", "parent").with_tags()
    for kind in Record.Kind.values:
        slowly = found.filter(kind=kind).order_by("sort_key", "code")
        assert records(kind) == by_columns(columns.RECORDS, slowly)


def test_every_link_is_written_as_its_columns_say():
    objective = an_objective()
    a_clause(addressing=[objective, an_objective()])
    a_link(a_clause(), objective, basis="reading", reason='"So", it\r\nseems')
    assert links() == by_columns(columns.LINKS, CrossReference.objects.published().for_list())
    assert links().count("reading") == 1


def test_more_links_than_records_are_written_alike():
    ends = [an_objective(code=f"o{n}") for n in (1, 9, 10)]
    for code in ("c10", "c9", "c1"):
        a_clause(code=code, addressing=ends)
    assert CrossReference.objects.count() > Record.objects.count()
    a_link(a_clause(code="c3"), ends[1], basis="reading", reason="=So, it seems")
    found = CrossReference.objects.published()
    assert links() == by_columns(columns.LINKS, found.for_list())
    assert links("relation=addresses") == by_columns(
        columns.LINKS, found.filter(relation="addresses").for_list()
    )
    assert links("objective=o9") == by_columns(columns.LINKS, found.filter(to_record=ends[1]).for_list())


@tried
@given(reason=awkward, exact=awkward, is_many=st.booleans())
def test_whatever_the_words_are(reason, exact, is_many):
    CrossReference.objects.all().delete()
    Record.objects.all().delete()
    clause, objective = a_clause(), an_objective()
    link = a_link(clause, objective)
    for relation in ("elaborates", "related") if is_many else ():  # more links than records
        a_link(clause, objective, relation=relation)
    CrossReference.objects.update(reason=reason)
    Quotation.objects.filter(pk=link.evidence_id).update(exact=exact or "-")
    assert links() == by_columns(columns.LINKS, CrossReference.objects.published().for_list())


def test_two_records_whose_keys_are_alike_stand_in_one_order():
    for code in ("a-1", "a1"):
        an_objective(code=code)
    assert re.findall("^a.*?1", records("objective"), re.MULTILINE) == ["a-1", "a1"]


@pytest.mark.parametrize("said", [1, 3])
def test_a_file_with_another_number_of_rows_than_was_said_does_not_end_well(said):
    response = csv_response("some", ["n"], [["1"], ["2"]], said)
    with pytest.raises(WrongNumberOfRows, match=f"2 rows of {said}"):
        list(response)


@pytest.mark.parametrize("read_on", [True, False])
def test_what_it_was_read_from_is_let_go_once_whether_it_was_read_or_not(read_on):
    let_go = []
    response = csv_response("some", ["n"], [["1"]], 1, lambda: let_go.append(1))
    if read_on:
        assert b"".join(response) == b"n\r\n1\r\n"
    response.close()
    assert let_go == [1]


def test_the_header_comes_before_any_row_is_asked_for():
    asked = []
    response = csv_response("some", ["n"], ([asked.append(n) or n] for n in range(3)), 3)
    assert next(iter(response)) == b"n\r\n"
    assert asked == []
    response.close()
