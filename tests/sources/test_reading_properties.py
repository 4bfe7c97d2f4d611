"""Any text at all: it is read and leads back exactly, or it is refused with a reason."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from sources.reading import Layout, ReadingError, raw_of, read, to_raw, uncovered

PIECES = st.sampled_from(
    [
        "word",
        "socio-",
        "(1)",
        "2.",
        "•",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n ",
        "-\n",
        "\u00ad",
        "\t",
        "( x",
        "A",
        "—",
        "\r\n",
    ]
)
TEXTS = st.text() | st.lists(PIECES | st.characters(), max_size=40).map("".join)
KEYS = [
    "[[heading]]\n",
    "[pages]\n",
    "[[table]]\n",
    "[hyphens]\n",
    "level = ",
    "text = ",
    "first = ",
    "keep = ",
]
VALUES = [
    "1\n",
    "-1\n",
    "1.5\n",
    "nan\n",
    "2020-01-01\n",
    '"A"\n',
    '""\n',
    "[]\n",
    '["a"]\n',
    "{}\n",
    "true\n",
]
TOML = st.sampled_from(KEYS + VALUES)
LAYOUTS = st.sampled_from(
    [
        "",
        "[pages]\nfirst = 1\nlast = 1",
        "[pages]\nfirst = 1\nlast = 2",
        '[[heading]]\nlevel = 1\ntext = "A"',
        '[[starts]]\nwords = "word"\nkind = "note"',
        '[[continues]]\nwords = "word"',
        '[[note]]\nmarker = "1"\nafter = "("',
        '[[word]]\nraw = "A word"\nreads = "Aword"',
        '[hyphens]\nkeep = ["socio-word"]',
        '[[table]]\nnumber = 1\ncaption = "A"\nnote = "word"',
    ]
).map(Layout.from_toml)


def read_or_refuse(raw: str, layout: Layout):
    try:
        return read(raw, layout)
    except ReadingError:
        return None


@given(TEXTS, LAYOUTS)
def test_it_reads_and_leads_back_or_refuses(raw, layout):
    if reading := read_or_refuse(raw, layout):
        for p in reading.passages:
            assert raw_of(p.text, p.mends, raw, p.raw_start, p.raw_end) == raw[p.raw_start : p.raw_end]
        assert uncovered(raw, reading) == []


@given(TEXTS, LAYOUTS)
def test_what_it_reads_is_plain_text(raw, layout):
    if reading := read_or_refuse(raw, layout):
        for p in reading.passages:
            assert p.text
            assert " ".join(p.text.split()) == p.text
            assert "\u00ad" not in p.text


@given(TEXTS)
def test_every_offset_leads_back_to_its_character(raw):
    if reading := read_or_refuse(raw, Layout()):
        for p in reading.passages:
            for offset, character in enumerate(p.text):
                if character != " ":
                    assert raw[to_raw(p.mends, p.raw_start, offset)] == character


@given(st.text() | st.lists(TOML, max_size=12).map("".join))
def test_a_layout_is_understood_or_refused(toml):
    with suppress(ReadingError):
        assert isinstance(Layout.from_toml(toml), Layout)
