"""Layouts: what is wrong with one is said by entry and key."""

import pytest

from sources.reading import Layout, ReadingError, read
from tests.sources.texts import layout_text

WRONG = [
    ("pages = ", "not TOML"),
    ("[page]\nfirst = 1", "The layout: unknown key page. Accepted: pages, hyphens, heading"),
    ("[pages]\nfirst = 1", "pages: last is missing"),
    ("[pages]\nfirst = 0\nlast = 2", "pages, first: 0 is not a whole number above zero"),
    ("[pages]\nfirst = true\nlast = 2", "pages, first: True is not a whole number"),
    ("[pages]\nfirst = 3\nlast = 2", "pages: the last, 2, comes before the first, 3"),
    ("pages = 257", "pages: not a table of keys and values"),
    ('[heading]\nlevel = 1\ntext = "A"', "heading: written \\[\\[heading\\]\\]"),
    ('[[heading]]\ntext = "A"', "heading 1: level is missing"),
    ('[[heading]]\nlevel = 1\ntext = "A  B"', "heading 1, text: 'A  B' is not words with single spaces"),
    ('[[heading]]\nlevel = 1\ntext = "A"\nsize = 3', "heading 1: unknown key size. Accepted: level, text"),
    ('[[heading]]\nlevel = 2\ntext = "A"', "heading 1 “A”: level 2 under level 0"),
    ('[[starts]]\nwords = "A"\nkind = "verse"', "starts 1, kind: “verse” is not one of paragraph"),
    ('[[note]]\nmarker = "ibid"\nafter = "A"', "note 1, marker: “ibid” is not a number"),
    ('[[word]]\nraw = "Bluepr int"\nreads = "Blue print"', "word 1: “Blue print” is not “Bluepr int” with"),
    ('[[word]]\nraw = "print"\nreads = "print"', "word 1: “print” is not “print” with spaces taken out"),
    ('[hyphens]\nkeep = "a-b"', "hyphens, keep: 'a-b' is not a list of words"),
    ('[hyphens]\nkeep = ["a-b"]\ndrop = ["a-b"]', "hyphens: a-b stands under keep and under drop"),
    (
        '[[table]]\nnumber = 1\ncaption = "A"',
        "table 1: give the first words of its note, or else its last_row",
    ),
    (2 * '[[table]]\nnumber = 1\ncaption = "A"\nnote = "B"\n', "table: a number is given twice"),
]


@pytest.mark.parametrize(("toml", "message"), WRONG)
def test_it_names_what_is_wrong(toml, message):
    with pytest.raises(ReadingError, match=message):
        Layout.from_toml(toml)


def test_an_empty_layout_leaves_all_to_the_rules():
    assert Layout.from_toml("") == Layout()


def test_two_entries_that_take_the_same_characters_are_refused():
    toml = '[[note]]\nmarker = "12"\nafter = "so."\n[[note]]\nmarker = "2"\nafter = "so.1"'
    with pytest.raises(ReadingError, match="Line 1: “2” is taken both as note and as note"):
        read("It is so.12", Layout.from_toml(toml))


@pytest.mark.parametrize("name", ["chapter", "brief"])
def test_every_decision_about_a_passage_gives_its_reason(name):
    layout = Layout.from_toml(layout_text(name))
    assert all(entry.why for entry in (*layout.starts, *layout.continues))
