"""What the index holds of each thing that may be read: its words, in lines of lexemes.

An entry has three columns: the heading, the text, and the rest (codes, names, tags …), in which a field
has lexemes of its own behind its letter. A line is what stands beside each other; stems and exact forms
are two lines with the same places. Only what an anonymous reader may see becomes an entry.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from sources.models import Document, Passage

from ..models import Actor, Record, Responsibility, Status, Tag, Tagging
from .analysis import tokens
from .query import ALL, EXACT, LETTERS

KINDS = ("objective", "clause", "recommendation", "principle", "passage", "document", "actor", "tag")
RECORDS = KINDS[:4]
BITS = 3  # of an entry's number that tell its kind; the others are the primary key

# Of one field; PostgreSQL counts no places beyond 16,383.
MOST_TOKENS = 10_000
MOST_LABEL_TOKENS = 400
# Of one lexeme in one entry; PostgreSQL keeps no more places.
MOST_PLACES = 255


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
    """A thing in the index: its number (see `number`) and its three columns."""

    id: int
    heading: list[Line]
    text: list[Line]
    rest: list[Line]


def number(kind: str, pk: int) -> int:
    """The number of an entry: one integer that tells kind and primary key."""
    return pk << BITS | KINDS.index(kind)


def kind_and_pk(entry_id: int) -> tuple[str, int]:
    """The kind and the primary key that an entry's number tells."""
    return KINDS[entry_id & (1 << BITS) - 1], entry_id >> BITS


def _forms(value: str, letters: tuple[str, ...], most: int) -> list[list[str]]:
    """The lexemes of a value: stems and exact forms, behind each of the letters; nothing without a word."""
    found = tokens(value)[:most]
    if not found:
        return []
    stems = [token.stem for token in found]
    exact = [EXACT + token.exact for token in found]
    return [
        [letter + each for each in forms] if letter else forms
        for letter in letters
        for forms in (stems, exact)
    ]


# Names of documents, actors and tags come again and again.
_forms_of_name = lru_cache(maxsize=1 << 12)(_forms)


class Writer:
    """Lays lines out one after the other, with a gap between any two."""

    def __init__(self):
        self.place = 1

    def field(self, value: str, most: int) -> list[Line]:
        """The lines of a field, findable without its name."""
        return self._lines(_forms(value, ("",), most))

    def label(self, label: Label) -> list[Line]:
        """The lines of a label: behind its letter and, when it is plain, without."""
        letter = f"{LETTERS[label.field]}:"
        letters = ("", letter) if label.is_plain else (letter,)
        lines: list[Line] = []
        room = MOST_LABEL_TOKENS
        for value in label.values:
            if forms := _forms_of_name(value, letters, MOST_LABEL_TOKENS) if room > 0 else []:
                lines += self._lines(forms)
                room -= len(forms[0])
        return lines

    def _lines(self, forms):
        start = self.place
        self.place += len(forms[0]) + 1 if forms else 0
        return [Line(start, lexemes) for lexemes in forms]


def entry(kind: str, pk: int, *, heading: str, text: str, labels: Iterable[Label], names=()) -> Entry:
    """The entry of a thing; `names` are words that count as much as its heading."""
    writer = Writer()
    head = [line for name in (heading, *names)[:8] for line in writer.field(name, MOST_LABEL_TOKENS)]
    body = writer.field(text, MOST_TOKENS)
    rest = [Line(writer.place, [ALL])]
    writer.place += 2
    for label in (*labels, Label("kind", [kind], is_plain=False)):
        rest += writer.label(label)
    if writer.place > MOST_PLACES:
        seen: Counter = Counter()
        head, body, rest = ([_thinned(line, seen) for line in lines] for lines in (head, body, rest))
    return Entry(number(kind, pk), head, body, rest)


def _thinned(line, seen):
    """The line without lexemes that the entry has too often to keep the place of each."""
    kept = []
    for lexeme in line.lexemes:
        seen[lexeme] += 1
        kept.append(lexeme if seen[lexeme] <= MOST_PLACES else ALL)
    return Line(line.start, kept)


def words(found: Entry) -> set[str]:
    """The exact forms of the words of an entry that one could mistype."""
    lines = (line for lines in (found.heading, found.text, found.rest) for line in lines)
    exact = (lexeme[1:] for line in lines for lexeme in line.lexemes if lexeme[0] == EXACT)
    return {word for word in exact if len(word) > 2 and word.isalpha()}


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
