"""Where the words of a query stand in a text, and in which forms."""

import pytest

from recommendations.search.matching import forms, spans
from recommendations.search.parsing import parse
from recommendations.search.query import asked_for

TEXT = "Committees and a committee: migrant workers’ rights, 移民労働者の権利."


def marked(typed):
    found = spans(TEXT, asked_for(parse(typed).tree))
    return [TEXT[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("committee", ["Committees", "committee"]),
        ('"committee"', ["committee"]),
        ('"migrant workers"', ["migrant workers"]),
        ("migr*", ["migrant"]),
        ("労働", ["労働"]),
        ("労", ["労働"]),
        ("rights -migrant", ["rights"]),
        ("nothing", []),
    ],
)
def test_the_printed_words_are_marked(typed, printed):
    assert marked(typed) == printed


def test_forms_are_told_once_each():
    text = "Youth, youth and YOUTHS"
    assert forms(text, spans(text, asked_for(parse("youth").tree))) == ["Youth", "YOUTHS"]
