"""From a text to its tokens: one way for everything that is indexed and looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.search.analysis import LONGEST_TOKEN, located, sought, tokens


def exact(text):
    return [token.exact for token in tokens(text)]


def stems(text):
    return [token.stem for token in tokens(text)]


def test_forms_of_a_word_share_a_stem():
    assert stems("committee committees") == ["committe", "committe"]
    assert exact("Committee committees") == ["committee", "committees"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ASEAN-Japan", ["asean", "japan"]),
        ("3.9.1", ["3", "9", "1"]),
        ("workers’ don't", ["workers", "don", "t"]),
        ("Việt Nam, naïve, Đà", ["viet", "nam", "naive", "da"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("ＷＯＲＫＥＲＳ ﬁne ㎏ m²", ["workers", "fine", "kg", "m2"]),
        ("mig\u00adrant mig\u200brant", ["migrant", "migrant"]),
        ("foo_bar", ["foo", "bar"]),
        ("🙂 & % —", []),
        ("e\u0301", ["e"]),
    ],
)
def test_words_are_folded_and_parted(text, words):
    assert exact(text) == words


def test_scripts_without_spaces_become_pairs_of_characters():
    assert exact("日本人") == ["日本", "本人", "人"]
    assert exact("ASEAN諸国") == ["asean", "諸国", "国"]
    assert exact("งาน") == ["งา", "าน", "น"]


def test_the_voiced_mark_is_no_accent():
    assert exact("か") != exact("か\u3099") == exact("が")


def test_what_is_looked_for_ends_where_it_was_typed():
    assert sought(tokens("日本")) == (tokens("日本")[:1], False)
    assert sought(tokens("日")) == (tokens("日"), True)
    assert sought(tokens("日本 人")) == (tokens("日本 人"), True)
    assert sought(tokens("人 ASEAN")) == (tokens("人 ASEAN"), False)


def test_places_are_those_of_the_printed_words():
    text = "The Committees’ 権利"
    assert [text[found.start : found.end] for found in located(text)] == ["The", "Committees", "権利", "利"]


@given(st.text())
def test_any_text_has_tokens_that_the_databases_can_part(text):
    for token in tokens(text):
        assert 0 < len(token.stem) <= LONGEST_TOKEN
        assert 0 < len(token.exact) <= LONGEST_TOKEN
        assert not set(f"{token.stem}{token.exact}") & set("\"'\\ =:_*()\0\t\n")


@given(st.text())
def test_places_and_tokens_agree(text):
    assert [found.token for found in located(text)] == tokens(text)
