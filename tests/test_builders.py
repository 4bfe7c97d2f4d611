"""What the builders make holds together, or every test that stands on it is worth little."""

import pytest

from recommendations.models import CrossReference, RecordQuotation
from sources.models import Passage, Quotation
from sources.reading import raw_of

from .builders import a_clause, a_link, a_passage, a_quotation, a_recommendation, a_table, an_objective

pytestmark = pytest.mark.django_db


def test_every_quotation_is_verbatim():
    a_recommendation(carrying_out=a_clause(addressing=an_objective()), text="Do this: “at once”.")
    for quotation in Quotation.objects.all():
        assert quotation.is_verbatim([quotation.start_passage])


def test_a_quotation_may_run_over_two_passages():
    first, second = a_passage("One ends here."), a_passage("Two goes on.")
    quotation = a_quotation("ends here.", passage=first, to=second)
    assert quotation.exact == "ends here.\nTwo goes on."
    assert quotation.is_verbatim([first, second])


def test_every_passage_is_proved_by_the_raw_text():
    a_passage("Raise the age.", label="(1)")
    a_passage("de-mining", raw="de-\nmining", mends=[[3, 3, 3, 4, "line"]])
    a_table()
    for each in Passage.objects.select_related("version"):
        raw = each.version.raw_text
        assert (
            raw_of(each.text, each.mended, raw, each.raw_start, each.raw_end)
            == raw[each.raw_start : each.raw_end]
        )


def test_records_are_as_a_form_would_accept_them():
    link = a_link(a_recommendation(tags=["migrant workers"]), an_objective(), basis="reading")
    for made in (link, link.from_record, link.to_record):
        made.full_clean()
    assert CrossReference.objects.published().get() == link
    assert RecordQuotation.objects.count() == 2
