"""Both documents whole: nothing lost, nothing doubled, nothing left unmended."""

import re
from collections import Counter
from hashlib import sha256

import pytest

from sources.reading import raw_of, uncovered
from tests.sources.texts import raw_text, reading_of

pytestmark = pytest.mark.parametrize("name", ["chapter", "brief"])

# The first half of the sha256 of each file as it was received.
RECEIVED = {"chapter": "14c68f920a698c6c796472b513245da1", "brief": "58a2caa9ff8237e7fde32bd57bcaa398"}
KINDS = {
    "chapter": {"paragraph": 70, "list_item": 28, "heading": 25, "caption": 4, "note": 4},
    "brief": {"paragraph": 22, "furniture": 6, "heading": 2, "note": 2, "block_quotation": 1},
}
UNMENDED = {
    "two spaces": r"\s\s",
    "a line break or tab": r"[\n\r\t]",
    "a soft hyphen": "\u00ad",
    "letter-spacing": r"\b(?:\w ){3,}\w\b",
    "white space at an edge": r"\A\s|\s\Z",
    "a space after an opening bracket": r"\(\s",
}


def test_the_text_is_the_one_received(name):
    assert sha256(raw_text(name).encode()).hexdigest().startswith(RECEIVED[name])


def test_every_passage_leads_back_to_its_raw_span(name):
    raw = raw_text(name)
    for p in reading_of(name).passages:
        assert raw_of(p.text, p.mends, raw, p.raw_start, p.raw_end) == raw[p.raw_start : p.raw_end]


def test_every_character_is_in_one_passage_or_table(name):
    assert uncovered(raw_text(name), reading_of(name)) == []


def test_the_passages_of_each_kind(name):
    assert Counter(passage.kind for passage in reading_of(name).passages) == KINDS[name]


@pytest.mark.parametrize("fault", UNMENDED)
def test_no_reading_text_has(name, fault):
    faulty = [p.text for p in reading_of(name).passages if re.search(UNMENDED[fault], p.text)]
    assert faulty == []


def test_positions_count_from_one_in_raw_order(name):
    passages = reading_of(name).passages
    assert [p.position for p in passages] == list(range(1, len(passages) + 1))
    assert [p.raw_start for p in passages] == sorted(p.raw_start for p in passages)


def test_every_heading_opens_its_section(name):
    reading = reading_of(name)
    headings = [(p.section, p.label, p.text) for p in reading.passages if p.kind == "heading"]
    assert headings == [(s.position, s.label, s.heading) for s in reading.sections]


def test_the_words_read_are_the_words_received(name):
    """Letters alone, in order: no rule adds, drops or moves one."""
    raw = raw_text(name)
    for p in reading_of(name).passages:
        taken = [
            raw[m.raw_start : m.raw_end] for m in p.mends if m.rule not in ("label", "note", "interruption")
        ]
        assert not re.search(r"\w", "".join(taken))
