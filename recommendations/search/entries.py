"""What the index holds of each thing that may be read: its words, in lines of lexemes.

An entry has three columns: the heading, the text, and the rest (codes, names, tags …), in which a field
has lexemes of its own behind its letter. A line is what stands beside each other; stems and exact forms
are two lines with the same places. Only what an anonymous reader may see becomes an entry.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from sources.models import Document, Passage

from ..models import Actor, Record, Responsibility, Status, Tag, Tagging
from .analysis import tokens
from .query import ALL, EXACT, LETTERS

KINDS = ("objective", "clause", "recommendation", "principle", "passage", "document", "actor", "tag")
RECORDS = KINDS[:4]
# As they stand in the index: the few first, the records together, so that most questions are of one stretch.
STORED = ("document", "actor", "tag", "objective", "principle", "clause", "recommendation", "passage")
KEY = 40  # bits of an entry's number that are the primary key; those above tell the kind

# Of one field; PostgreSQL counts no places beyond 16,383.
MOST_TOKENS = 10_000
MOST_LABEL_TOKENS = 400
# Of one lexeme in one entry; PostgreSQL keeps no more places.
MOST_PLACES = 255


class Words(NamedTuple):
    """A value in all its forms, each a line of lexemes with blanks between; `size` lexemes in each line."""

    size: int
    forms: tuple[str, ...]
    said: str  # the lines, kept apart


class Line(NamedTuple):
    """Lexemes beside each other; the first stands at place `start` of the entry."""

    start: int
    lexemes: list[str]


class Label(NamedTuple):
    """Short words in the column of the rest: found in their field and, when `is_plain`, without it."""

    field: str
    values: Iterable[str]
    is_plain: bool = True


class Entry(NamedTuple):
    """A thing in the index: its number (see `number`) and its three columns, of words at their places."""

    id: int
    columns: tuple[list[tuple[int, Words]], ...]

    @property
    def heading(self) -> list[Line]:
        return _lines(self.columns[0])

    @property
    def text(self) -> list[Line]:
        return _lines(self.columns[1])

    @property
    def rest(self) -> list[Line]:
        return _lines(self.columns[2])


def _lines(column):
    return [Line(start, form.split(" ")) for start, words in column for form in words.forms]


def number(kind: str, pk: int) -> int:
    """The number of an entry: one integer that tells kind and primary key, in the order of STORED."""
    return STORED.index(kind) << KEY | pk


def kind_and_pk(entry_id: int) -> tuple[str, int]:
    """The kind and the primary key that an entry's number tells."""
    return STORED[entry_id >> KEY], entry_id & (1 << KEY) - 1


def stretches_of(kinds: Iterable[str]) -> list[tuple[int, int]]:
    """The first and the last number that entries of these kinds can have; neighbours are one stretch."""
    places = sorted(map(STORED.index, kinds))
    runs = ([place for _at, place in run] for _gap, run in groupby(enumerate(places), key=_gap))
    return [(run[0] << KEY, (run[-1] + 1 << KEY) - 1) for run in runs]


def _gap(placed):
    at, place = placed
    return place - at


def _words(value: str, letters: tuple[str, ...], most: int) -> Words:
    """The words of a value: stems and exact forms, behind each of the letters."""
    found = tokens(value)[:most]
    if not found:
        return NOTHING
    stems = [token.stem for token in found]
    exact = [EXACT + token.exact for token in found]
    return _kept_apart(
        len(found),
        (letter + f" {letter}".join(forms) for letter in letters for forms in (stems, exact)),
    )


def _kept_apart(size, forms):
    forms = tuple(forms)
    return Words(size, forms, f" {ALL} ".join(forms))


NOTHING = Words(0, (), "")
EVERY = _kept_apart(1, [ALL])
# Names of documents, actors and tags come again and again; a code comes once.
_words_of_name = lru_cache(maxsize=1 << 12)(_words)
ONCE = {"code", "number", "note"}


class Writer:
    """Lays words out one after the other, with a gap between any two."""

    def __init__(self):
        self.place = 1

    def field(self, value: str, most: int) -> list[tuple[int, Words]]:
        """The words of a field, findable without its name."""
        return self._placed(_words(value, ("",), most)) if value else []

    def label(self, label: Label) -> list[tuple[int, Words]]:
        """The words of a label: behind its letter and, when it is plain, without."""
        letter = f"{LETTERS[label.field]}:"
        letters = ("", letter) if label.is_plain else (letter,)
        read = _words if label.field in ONCE else _words_of_name
        placed: list[tuple[int, Words]] = []
        room = MOST_LABEL_TOKENS
        for value in label.values:
            if value and room > 0:
                words = read(value, letters, MOST_LABEL_TOKENS)
                placed += self._placed(words)
                room -= words.size
        return placed

    def _placed(self, words):
        if not words.size:
            return []
        start, self.place = self.place, self.place + words.size + 1
        return [(start, words)]


def entry(kind: str, pk: int, *, heading: str, text: str, labels: Iterable[Label], names=()) -> Entry:
    """The entry of a thing; `names` are words that count as much as its heading."""
    writer = Writer()
    head = [placed for name in (heading, *names)[:8] for placed in writer.field(name, MOST_LABEL_TOKENS)]
    body = writer.field(text, MOST_TOKENS)
    rest = [(writer.place, EVERY)]
    writer.place += 2
    for label in (*labels, Label("kind", (kind,), is_plain=False)):
        rest += writer.label(label)
    columns: tuple[list[tuple[int, Words]], ...] = (head, body, rest)
    if writer.place > MOST_PLACES:
        seen: Counter = Counter()
        columns = tuple([(start, _thinned(words, seen)) for start, words in each] for each in columns)
    return Entry(number(kind, pk), columns)


def _thinned(words, seen):
    """The words without lexemes that the entry has too often to keep the place of each."""
    return _kept_apart(words.size, [" ".join(_kept(form, seen)) for form in words.forms])


def _kept(form, seen):
    for lexeme in form.split(" "):
        seen[lexeme] += 1
        yield lexeme if seen[lexeme] <= MOST_PLACES else ALL


def words(found: Entry) -> set[str]:
    """The exact forms of the words of an entry that one could mistype."""
    forms = (form for column in found.columns for _start, words in column for form in words.forms)
    exact = {lexeme[1:] for form in forms if form[0] == EXACT for lexeme in form.split(" ")}
    return {word for word in exact if can_be_mistyped(word)}


def can_be_mistyped(word: str) -> bool:
    """Whether it is a word of letters, and not a very short one."""
    return len(word) > 2 and word.isalpha()


# Where the entries come from


def _records(pks):
    tags, actors, aliases = defaultdict(list), defaultdict(list), defaultdict(list)
    for record, name in Tagging.objects.filter(content_object__in=pks).values_list(
        "content_object", "tag__name"
    ):
        tags[record].append(name)
    asked = Responsibility.objects.filter(record__in=pks).order_by("record", "actor").distinct()
    for record, name, others in asked.values_list("record", "actor__name", "actor__aliases"):
        actors[record].append(name)
        aliases[record] += _texts(others)
    held = ("pk", "kind", "form", "code", "number", "heading", "text", "editorial_note")
    rows = Record.objects.published().filter(pk__in=pks).order_by("pk")
    for pk, kind, form, code, printed, heading, text, note, *document in rows.values_list(*held, *_DOCUMENT):
        labels = [
            Label("code", [code]),
            Label("number", [printed]),
            Label("note", [note]),
            Label("tag", sorted(tags[pk])),
            Label("actor", actors[pk]),
            Label("actor", aliases[pk], is_plain=False),
            Label("document", document, is_plain=False),
            Label("kind", [form], is_plain=False),
        ]
        yield entry(kind, pk, heading=heading, text=text, labels=labels)


_DOCUMENT = ("document__slug", "document__short_title", "document__title")


def _passages(pks):
    rows = Passage.objects.readable().filter(pk__in=pks).order_by("pk")
    for pk, kind, text, *document in rows.values_list(
        "pk", "kind", "text", *(f"version__{n}" for n in _DOCUMENT)
    ):
        is_heading = kind == Passage.Kind.HEADING
        labels = [Label("document", document, is_plain=False)]
        head, body = (text, "") if is_heading else ("", text)
        yield entry("passage", pk, heading=head, text=body, labels=labels)


def _documents(pks):
    rows = Document.objects.filter(pk__in=pks).order_by("pk")
    for pk, slug, short_title, title, note in rows.values_list("pk", "slug", "short_title", "title", "note"):
        names = [slug, short_title, title]
        labels = [Label("code", [slug]), Label("note", [note]), Label("document", names, is_plain=False)]
        yield entry("document", pk, heading=title, names=[short_title], text="", labels=labels)


def _actors(pks):
    for pk, slug, name, aliases in (
        Actor.objects.filter(pk__in=pks).order_by("pk").values_list("pk", "slug", "name", "aliases")
    ):
        names = [name, *_texts(aliases)]
        labels = [Label("code", [slug], is_plain=False), Label("actor", names, is_plain=False)]
        yield entry("actor", pk, heading=name, names=names[1:], text="", labels=labels)


def _tags(pks):
    for pk, name in tags_in_use().filter(pk__in=pks).order_by("pk").values_list("pk", "name"):
        yield entry("tag", pk, heading=name, text="", labels=[Label("tag", [name], is_plain=False)])


def tags_in_use() -> QuerySet:
    """Tags of published records."""
    return Tag.objects.filter(
        Exists(Tagging.objects.filter(tag=OuterRef("pk"), content_object__status=Status.PUBLISHED))
    )


def _texts(value):
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


class Source(NamedTuple):
    """Things of one sort: all that may be read of them, and the entries of some."""

    public: Callable[[], QuerySet]
    entries: Callable[[list[int]], Iterator[Entry]]
    kinds: tuple[str, ...]


SOURCES = {
    "record": Source(lambda: Record.objects.published(), _records, RECORDS),
    "passage": Source(lambda: Passage.objects.readable(), _passages, ("passage",)),
    "document": Source(lambda: Document.objects.all(), _documents, ("document",)),
    "actor": Source(lambda: Actor.objects.all(), _actors, ("actor",)),
    "tag": Source(tags_in_use, _tags, ("tag",)),
}
SOURCE_OF = {kind: source for source in SOURCES.values() for kind in source.kinds}
