"""What was typed becomes a tree; what can't be understood is looked for as words, and that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.search.parsing import LONGEST, MOST_WORDS, parse, without_small_words
from recommendations.search.query import And, Leaf, Not, exactly, written


def shape(node):
    """The tree as nested lists of words."""
    if isinstance(node, Leaf):
        return " ".join(token.exact for token in node.tokens) + ("*" if node.is_prefix else "")
    if isinstance(node, Not):
        return ["not", shape(node.part)]
    return node and ["and" if isinstance(node, And) else "or", *map(shape, node.parts)]


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("migrant workers", ["and", "migrant", "workers"]),
        ("a b OR c d", ["or", ["and", "a", "b"], ["and", "c", "d"]]),
        ("a AND b", ["and", "a", "b"]),
        ("a (b OR c)", ["and", "a", ["or", "b", "c"]]),
        ("a -b", ["and", "a", ["not", "b"]]),
        ("a NOT b", ["and", "a", ["not", "b"]]),
        ("NOT NOT a", "a"),
        ("-(a b)", ["not", ["and", "a", "b"]]),
        ("migra*", "migra*"),
        ("ASEAN-Japan", "asean japan"),
        ("a a", "a"),
    ],
)
def test_signs_and_words_become_a_tree(typed, tree):
    parsed = parse(typed)
    assert shape(parsed.tree) == tree
    assert parsed.notes == []


def test_a_quoted_word_is_not_stemmed():
    assert parse('"committees"').tree.lexemes == ["=committees"]
    assert parse("committees").tree.lexemes == ["committe"]


def test_a_field_is_that_of_a_word_of_a_phrase_or_of_a_bracket():
    assert parse("heading:youth").tree.column == "heading"
    assert parse('tag:"young people"').tree.lexemes == ["t:=young", "t:=people"]
    assert {leaf.field for leaf in parse("Tag:(a OR b)").tree.parts} == {"tag"}


@pytest.mark.parametrize(
    ("typed", "tree", "said"),
    [
        ("(a", "a", "not closed"),
        ("a)", "a", "was not opened"),
        ('"a b', ["and", "a", "b"], "not closed"),
        ("AND", "and", "nothing to join"),
        ("a OR", ["and", "a", "or"], "nothing to join"),
        ("OR a", ["or", "or", "a"], "nothing to join"),
        ("a NOT", ["and", "a", "not"], "nothing to join"),
        ("colour:red", ["and", "colour", "red"], "is no field"),
        ("x*", "x", "at least 2 letters"),
        ("a &", "a", "neither letters nor digits"),
        ("🙂", None, "neither letters nor digits"),
        ("y" * (LONGEST + 1), "y" * 60, f"first {LONGEST} characters"),
        ("b " * 10 + "c " * (MOST_WORDS + 1), ["and", "b", "c"], f"first {MOST_WORDS} words"),
    ],
)
def test_what_is_not_understood_is_words_and_is_told(typed, tree, said):
    parsed = parse(typed)
    assert shape(parsed.tree) == tree
    assert said in " ".join(parsed.notes)


def test_small_words_count_only_alone_or_quoted():
    parsed = parse('rights of the "of" child')
    assert shape(without_small_words(parsed.tree, parsed)) == ["and", "rights", "of", "child"]
    assert parsed.left_out == ["of", "the"]
    for typed in ("of the", "the OR youth", "-the"):
        parsed = parse(typed)
        assert without_small_words(parsed.tree, parsed) == parsed.tree
        assert parsed.left_out == []


@pytest.mark.parametrize("typed", ['a "b c" -d', "(a OR b) heading:x", "migra* -(a b)", "ASEAN-Japan"])
def test_a_tree_can_be_written_and_read_again(typed):
    tree = parse(typed).tree
    assert parse(written(tree)).tree == tree


def test_the_words_as_typed_are_quoted():
    assert written(exactly(parse("CSR (youth OR -x)").tree)) == '"csr" ("youth" OR -"x")'


signs = st.lists(st.sampled_from([*'()"-*: ', "AND ", "OR ", "NOT ", "a", "b", "tag:", "x:", " ", "日"]))


@given(st.one_of(st.text(), signs.map("".join)))
def test_anything_is_answered(typed):
    parsed = parse(typed)
    assert parsed.tree is None or parse(written(parsed.tree)).tree is not None
