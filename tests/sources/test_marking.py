"""Overlapping spans are cut into pieces; put together again, the pieces are the text."""

from hypothesis import given
from hypothesis import strategies as st

from sources.marking import Piece, Span, excerpt, pieces

spans = st.lists(st.builds(Span, st.integers(0, 40), st.integers(0, 40), st.integers(0, 5)), max_size=8)


def keys(found):
    return [(piece.text, [key for _level, key in piece.marks]) for piece in found]


def test_a_span_marks_exactly_its_characters():
    assert keys(pieces("say this now", [Span(4, 8, "a")])) == [("say ", []), ("this", ["a"]), (" now", [])]


def test_overlapping_spans_share_the_words_that_both_mark():
    found = keys(pieces("abcdef", [Span(0, 4, "a"), Span(2, 6, "b")]))
    assert [(text, sorted(marks)) for text, marks in found] == [
        ("ab", ["a"]), ("cd", ["a", "b"]), ("ef", ["b"]),
    ]  # fmt: skip


def test_the_shorter_span_is_nearest_to_the_words():
    whole, part = Span(0, 6, "whole"), Span(2, 4, "part")
    assert pieces("abcdef", [whole, part])[1].marks == ((1, "part"), (2, "whole"))


def test_a_span_keeps_its_level_in_all_its_pieces():
    found = pieces("abcdef", [Span(0, 6, "whole"), Span(2, 4, "part")])
    assert {level for piece in found for level, key in piece.marks if key == "whole"} == {2}


def test_what_reaches_beyond_the_text_is_cut_off():
    assert keys(pieces("abc", [Span(1, 99, "a")])) == [("a", []), ("bc", ["a"])]


def test_points_stand_between_the_characters():
    found = pieces("ab", [Span(0, 2, "a")], [(1, "7"), (2, "end")])
    assert [piece.text or piece.point for piece in found] == ["a", "7", "b", "end"]


@given(st.text(max_size=40), spans, st.lists(st.tuples(st.integers(0, 40), st.just("x")), max_size=3))
def test_the_pieces_are_the_text_and_each_character_has_its_marks(text, marked, points):
    found = pieces(text, marked, points)
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        expected = sorted(span.key for span in marked if piece.text and span.start <= at < span.end)
        assert sorted(key for _level, key in piece.marks) == expected
        at += len(piece.text)


@given(st.text(max_size=40), spans)
def test_no_two_marks_of_a_piece_share_a_level(text, marked):
    for piece in pieces(text, marked):
        levels = [level for level, _key in piece.marks]
        assert len(levels) == len(set(levels))


def test_an_excerpt_shows_where_the_marks_are_and_says_that_it_is_cut():
    text = "far away " * 50 + "the youth " + "and more " * 50
    found = excerpt(text, [Span(454, 459, "youth")], 60)
    assert found[0] == Piece("… ")
    assert found[-1] == Piece(" …")
    assert any(piece.text == "youth" and piece.marks for piece in found)


def test_an_excerpt_is_taken_where_most_different_words_stand():
    text = "youth " * 50 + "youth and women " + "more " * 50
    spans = [Span(at, at + 5, "youth") for at in range(0, 306, 6)] + [Span(310, 315, "women")]
    assert any(piece.text == "women" and piece.marks for piece in excerpt(text, spans, 90))


def test_a_short_text_is_shown_whole():
    assert "".join(piece.text for piece in excerpt("All of it.", [Span(7, 9, "it")])) == "All of it."
