"""From a text to its words: the same for every text that is indexed and every word that is looked for.

All of it happens here and not in a database, so that every database finds the same. A raw word is a run of
letters, digits and the marks on them. It is folded (NFKC, case, accents) and becomes one or more tokens,
each a pair: the stem, by which *committee* finds *committees*, and the exact form. Thai, Lao, Burmese,
Khmer, Chinese and Japanese are written without spaces; their runs become overlapping pairs of characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain
from threading import Lock
from typing import NamedTuple

LONGEST_TOKEN = 60  # characters; two longer words that begin alike are one
LONGEST_TEXT = 100_000  # characters of one field that are read

_ONE_AT_A_TIME = Lock()  # a stemmer keeps the word that it is at
# Letters that Unicode does not take for an accented form of another.
_PLAIN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_ACCENTS = re.compile(r"[\u0300-\u036f]+")  # of Latin, Greek, Cyrillic: elsewhere a mark is a vowel
# Soft hyphens, zero-width spaces and joiners: nobody sees them, nobody types them.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff"
_WITHOUT_SPACES = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
    r"\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def _marks() -> str:
    """What belongs to a word though `\\w` leaves it out: marks, and signs made of letters, such as ㎏."""
    places = [
        *range(0x300, 0x3400),
        *range(0xA000, 0xAC00),
        *range(0xF900, 0x10000),
        *range(0x11000, 0x11A00),
    ]
    return "".join(chr(place) for place in places if _is_mark(chr(place)))


def _is_mark(character):
    category = unicodedata.category(character)
    if category in ("Mn", "Mc"):
        return True
    return category == "So" and unicodedata.normalize("NFKC", character).isalnum()


@cache
def _raw_word() -> re.Pattern:
    # Made when first needed: no process that starts has to wait for it.
    return re.compile(rf"[\w{_UNSEEN}{_marks()}]+")


@cache
def _stemmer():
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()


# The same, three times as fast, for what has only Latin letters and their punctuation.
_PLAIN_WORD = re.compile(r"\w+")
_BEYOND_PLAIN = re.compile(r"[^\x00-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]")
_RUN = re.compile(rf"(?P<close>[{_WITHOUT_SPACES}]+)|[^{_WITHOUT_SPACES}]+")


class Token(NamedTuple):
    """A word as it is looked for: by its stem, or by its exact form."""

    stem: str
    exact: str


class Found(NamedTuple):
    """A token and the characters of the text, `start` to `end` (exclusive), that it was read from."""

    token: Token
    start: int
    end: int


def _raw_words(text):
    return _PLAIN_WORD if _BEYOND_PLAIN.search(text) is None else _raw_word()


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    text = text[:LONGEST_TEXT]
    return list(chain.from_iterable(map(tokens_of, _raw_words(text).findall(text))))


def located(text: str) -> Iterator[Found]:
    """The same with their places; a pair of characters stands where the first of them does."""
    text = text[:LONGEST_TEXT]
    for match in _raw_words(text).finditer(text):
        read, (start, end) = tokens_of(match[0]), match.span()
        if len(read) == 1:
            yield Found(read[0], start, end)
        elif len(read) == end - start:
            yield from (
                Found(each, at, min(at + len(each.exact), end)) for at, each in enumerate(read, start)
            )
        else:
            yield from (Found(each, start, end) for each in read)


@lru_cache(maxsize=1 << 16)
def tokens_of(raw: str) -> tuple[Token, ...]:
    """The tokens of one raw word: none, one, or several."""
    folded = fold(raw).replace("_", " ")
    words = _raw_words(folded).findall(folded)
    runs = (run for word in words for run in _RUN.finditer(word))
    return tuple(token for run in runs for token in (_pairs(run[0]) if run["close"] else [_word(run[0])]))


def fold(text: str) -> str:
    """The text in compatible characters, without capitals, accents and what is not seen."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text.translate(dict.fromkeys(map(ord, _UNSEEN)))).casefold()
    folded = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFKC", folded).translate(_PLAIN)


def _word(word):
    word = word[:LONGEST_TOKEN]
    if not (word.isascii() and word.isalpha()):
        return Token(word, word)
    with _ONE_AT_A_TIME:
        return Token(_stemmer().stemWord(word), word)


def _pairs(run):
    """Each character with the one after it; the last stands alone, so that it too is found by itself."""
    return [Token(run[at : at + 2], run[at : at + 2]) for at in range(len(run))]


def sought(found: Iterable[Token]) -> tuple[list[Token], bool]:
    """The tokens of looked-for words, and whether the last is only the beginning of one.

    What follows the last character of a run without spaces is not known: as the second of a pair it is
    found already, and as the only one it may be the first of any.
    """
    wanted = list(found)
    last = wanted[-1].exact if wanted else ""
    if len(last) != 1 or not re.match(rf"[{_WITHOUT_SPACES}]", last):
        return wanted, False
    before = wanted[-2].exact if len(wanted) > 1 else ""
    in_a_pair = len(before) == 2 and before.endswith(last)
    return (wanted[:-1], False) if in_a_pair else (wanted, True)
