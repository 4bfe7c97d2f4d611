"""Two texts, word for word."""

from hypothesis import given
from hypothesis import strategies as st

from recommendations.worddiff import compare, telling_words

TEXTS = st.text(alphabet="Aab the,.’-\n(“1é", max_size=60)


def common(stretches):
    return [stretch.text for stretch in stretches if stretch.is_common]


def different(stretches):
    return [stretch.text for stretch in stretches if not stretch.is_common]


def test_it_tells_the_words_that_only_one_side_has():
    left, right = compare("protect migrant workers", "protect seasonal workers")
    assert different(left) == ["migrant"]
    assert different(right) == ["seasonal"]


def test_it_leaves_what_both_say_in_the_same_order():
    left, right = compare("protect migrant workers", "protect seasonal workers")
    assert common(left) == common(right) == ["protect ", " workers"]


def test_neighbouring_different_words_are_one_stretch():
    left, _ = compare("ASEAN should train young people", "ASEAN may teach people")
    assert different(left) == ["should train young"]


def test_capitals_and_punctuation_make_no_difference():
    left, right = compare("Promote Dialogue.", "promote dialogue")
    assert different(left) == different(right) == []


def test_small_words_alone_are_no_likeness():
    left, _ = compare("the rights of the child", "the price of the rice")
    assert different(left) == ["the rights of the child"]


def test_small_words_between_shared_ones_are_shared():
    likeness = compare("the rights of workers", "for the rights of workers")
    assert different(likeness.left) == []
    assert likeness.shared == 4


def test_texts_without_a_common_word_share_none():
    assert compare("human capital", "maritime order").shared == 0


def test_an_empty_text_is_empty():
    assert compare("", "words") == ([], [("words", False)])


def test_telling_words_come_as_first_printed():
    assert telling_words("The ASEAN and the Asean") == {"asean": "ASEAN"}


@given(TEXTS, TEXTS)
def test_no_letter_of_either_text_is_lost(left, right):
    likeness = compare(left, right)
    assert "".join(stretch.text for stretch in likeness.left) == left
    assert "".join(stretch.text for stretch in likeness.right) == right


@given(TEXTS)
def test_a_text_differs_from_itself_in_small_words_at_most(text):
    assert not [word for stretch in different(compare(text, text).left) for word in telling_words(stretch)]


@given(TEXTS, TEXTS)
def test_both_sides_share_the_same_words(left, right):
    likeness = compare(left, right)
    ours, theirs = (" ".join(common(side)).casefold() for side in likeness)
    assert telling_words(ours).keys() == telling_words(theirs).keys()
