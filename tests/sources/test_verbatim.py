"""The words a misquotation stands nearest to, and where it departs from them."""

from hypothesis import given
from hypothesis import strategies as st

from sources.verbatim import Difference, nearest
from tests.sources.texts import reading_of

PASSAGES = [
    (1, "Japan will be an equal partner of ASEAN. I believe these principles remain relevant."),
    (2, "Ensure fair and comprehensive migration policies and adequate protection for all migrant workers."),
    (3, "Ensure that CSR is incorporated in the corporate agenda."),
]
VOCABULARY = ["the", "fair", "Fair", "migrant", "workers’", "workers'", "of", "and", "ASEAN", "—", "(1)"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=30)


def chapter() -> list[tuple[int, str]]:
    return [(passage.position, passage.text) for passage in reading_of("chapter").passages]


def found(words: str):
    return nearest(words, PASSAGES)


def test_it_finds_the_passage_and_the_word_that_differs():
    near = found("Ensure fair and comprehensive migration policy and adequate protection")
    assert (near.key, near.differences) == (2, (Difference("replace", "policy", "policies"),))


def test_it_gives_the_stretch_that_corresponds():
    near = found("fair and comprehensive migrant policies and adequate")
    assert near.says == "fair and comprehensive migration policies and adequate"


def test_a_word_too_many_is_to_be_deleted():
    assert found("Japan will always be an equal partner").differences == (Difference("delete", "always", ""),)


def test_a_word_too_few_is_to_be_inserted():
    assert found("Japan will be equal partner").differences == (Difference("insert", "", "an"),)


def test_a_wrong_first_and_last_word_are_shown_beside_the_right_ones():
    near = found("Guarantee that CSR is incorporated in the corporate strategy.")
    assert near.differences == (
        Difference("replace", "Guarantee", "Ensure"),
        Difference("replace", "strategy.", "agenda."),
    )


def test_case_and_quotation_marks_count():
    near = nearest("asean’s people's agenda", [("p", "the ASEAN’s people’s agenda")])
    assert near.differences == (Difference("replace", "asean’s people's", "ASEAN’s people’s"),)


def test_verbatim_words_have_no_differences():
    near = found("an equal partner of ASEAN.")
    assert (near.key, near.says, near.share, near.differences) == (1, "an equal partner of ASEAN.", 1.0, ())


def test_white_space_is_no_difference():
    assert found("an  equal\npartner").differences == ()


def test_of_two_equally_near_the_first_is_given():
    assert nearest("the same", [("first", "the same"), ("second", "the same")]).key == "first"


def test_nothing_is_near_words_that_are_nowhere():
    assert found("zebra crossing") is None
    assert found("") is None
    assert nearest("anything", []) is None


def test_it_prefers_the_passage_over_one_with_the_same_common_words():
    near = nearest("the harmonization of the remittance charge", chapter())
    assert near.says == "the harmonization of remittance charges."


def test_a_recommendation_misquoted_in_the_middle_of_a_page():
    near = nearest("should support civil society by promoting the notion of “ASEAN identity”", chapter())
    assert near.says == "should support civil society activities by promoting the concept of “ASEAN identity”"
    assert near.differences == (
        Difference("insert", "", "activities"),
        Difference("replace", "notion", "concept"),
    )


@given(st.text(), st.lists(st.text()))
def test_any_text_is_answered(words, texts):
    near = nearest(words, enumerate(texts))
    assert near is None or near.says in texts[near.key]


@given(WORDS, WORDS)
def test_the_differences_account_for_every_word_written(written, printed):
    if near := nearest(" ".join(written), [(1, " ".join(printed))]):
        wrong = sum(len(difference.wrong.split()) for difference in near.differences)
        right = sum(len(difference.right.split()) for difference in near.differences)
        assert len(written) - wrong == len(near.says.split()) - right


@given(st.data())
def test_words_copied_from_a_passage_lead_to_themselves(data):
    words = data.draw(st.sampled_from(chapter()))[1].split()
    start = data.draw(st.integers(0, len(words) - 1))
    copied = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    near = nearest(copied, chapter())
    assert (near.says, near.differences) == (copied, ())
