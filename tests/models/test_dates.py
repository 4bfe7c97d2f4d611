"""Dates as documents give them: to the year, the month or the day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from sources.dates import FORM, spoken, validate_partial_date
from sources.models import Milestone

from ..builders import a_milestone

dates = st.dates(min_value=date(1000, 1, 1))
to_the = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


@given(dates, st.sampled_from(sorted(to_the)))
def test_a_year_a_month_or_a_day_is_a_date(day, precision):
    validate_partial_date(day.strftime(to_the[precision]))


WRONG = ["77", "1977-1", "1977-13", "1977-00", "1977-02-30", "1977-1-1", "1977-", "0000", "around 1977"]
WRONG += ["1977 ", "1977\n", "1977/01", "１９７７", "२०१३", "1977-01-01T00:00", "-1977", ""]


@pytest.mark.parametrize("value", WRONG)
def test_anything_else_is_refused_with_examples(value):
    with pytest.raises(ValidationError, match="1977, 2007-01, 2007-01-13"):
        validate_partial_date(value)


@given(st.text() | st.from_regex(FORM, fullmatch=True))
def test_no_value_makes_it_stumble(value):
    assert spoken(value) == spoken(value).strip()
    try:
        validate_partial_date(value)
    except ValidationError:
        return
    assert value[:4] in spoken(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [("1977", "1977"), ("2007-01", "January 2007"), ("2007-01-03", "3 January 2007"), ("1977-13", "")],
)
def test_a_date_is_spoken_in_words(value, words):
    assert spoken(value) == words


@pytest.mark.django_db
def test_events_of_any_precision_stand_in_the_order_of_time():
    order = ["1977", "2003", "2003-09-30", "2003-10", "2003-12", "2003-12-11", "2004-01"]
    for value in reversed(order):
        a_milestone(date=value)
    assert list(Milestone.objects.values_list("date", flat=True)) == order


@pytest.mark.django_db
def test_an_event_tells_its_day_or_its_period():
    assert a_milestone(date="2003-12-12").when == "12 December 2003"
    assert a_milestone(date="2003", date_end="2005-02").when == "2003 – February 2005"


@pytest.mark.django_db
def test_a_form_refuses_an_event_without_a_real_date():
    with pytest.raises(ValidationError) as refusal:
        a_milestone(date="2003-02-31").full_clean()
    assert list(refusal.value.error_dict) == ["date"]
