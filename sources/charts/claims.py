"""The words of a document that a chart lets one check, found where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q

from ..models import DocumentVersion, Passage
from .chosen import Chart


@dataclass(frozen=True)
class Claim:
    """Words and the passage that holds them, verbatim."""

    words: str
    passage: Passage


def with_claims(charts: Sequence[Chart], version: DocumentVersion) -> list[Chart]:
    """The charts with those of their claims that the version prints. One query, or none.

    Of a document that is only quoted nothing is taken from its reading text.
    """
    words = [claim for chart in charts for claim in chart.claims]
    if not words or not version.document.shows_text:
        return list(charts)
    held = reduce(or_, (Q(text__contains=each) for each in words))
    passages = list(version.passages.filter(held).order_by("position"))
    return [replace(chart, found=_found(chart, passages)) for chart in charts]


def _found(chart, passages):
    where = {words: next((each for each in passages if words in each.text), None) for words in chart.claims}
    return [Claim(words, passage) for words, passage in where.items() if passage]
