"""What was found, loaded and explained: which words stand where, in which forms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sources.marking import Piece, Span, excerpt, pieces
from sources.models import Passage

from . import hit_lines
from .entries import RECORDS
from .matching import forms, spans
from .query import Leaf

PLACES = {
    "heading": _("in the heading"),
    "text": _("in the text"),
    "code": _("in the code"),
    "number": _("in the number"),
    "note": _("in our note"),
    "tag": _("in the tags"),
    "actor": _("among the actors"),
    "document": _("in the name of the document"),
    "kind": _("as its kind"),
}
EXCERPT = 260  # characters


class Field(NamedTuple):
    """Words of a thing that are searched; if not `is_plain`, only by the name of the field."""

    name: str
    text: str
    is_plain: bool = True


class Wanted:
    """The leaves of a search, by the fields that they may stand in."""

    def __init__(self, leaves: Iterable[Leaf]):
        self.leaves = list(leaves)
        self.plain = [leaf for leaf in self.leaves if not leaf.field]
        self.named = {leaf.field for leaf in self.leaves if leaf.field}

    def of(self, field: Field) -> list[Leaf]:
        """Those that are looked for in this field."""
        if field.name not in self.named:
            return self.plain if field.is_plain else []
        accepted = ("", field.name) if field.is_plain else (field.name,)
        return [leaf for leaf in self.leaves if leaf.field in accepted]


@dataclass(frozen=True)
class Hit:
    """A thing that was found, with everything in it that is searched."""

    kind: str
    thing: Any
    fields: list[Field]
    wanted: Wanted

    @property
    def is_record(self) -> bool:
        return self.kind in RECORDS

    @cached_property
    def _spans(self) -> dict[Field, list[Span]]:
        """The places of the words in each field that has any."""
        found = {}
        for field in self.fields:
            if (leaves := self.wanted.of(field)) and (marked := spans(field.text, leaves)):
                found[field] = marked
        return found

    def _first(self, name):
        return next((field for field in self.fields if field.name == name and field.text), None)

    @cached_property
    def heading(self) -> list[Piece]:
        """The heading with the words marked."""
        field = self._first("heading")
        return pieces(field.text, self._spans.get(field, [])) if field else []

    @cached_property
    def excerpt(self) -> list[Piece]:
        """Of the text, where most of the words stand, these marked."""
        field = self._first("text")
        return excerpt(field.text, self._spans.get(field, []), EXCERPT) if field else []

    @property
    def matched(self) -> list[tuple[str, list[str]]]:
        """(place in words, forms as printed) for each field that holds a word looked for."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for field, marked in self._spans.items():
            for form in forms(field.text, marked):
                found[field.name].setdefault(form.casefold(), form)
        language = get_language()
        return [(_place(name, language), list(known.values())) for name, known in found.items()]


@lru_cache(maxsize=200)
def _place(name, language):
    return str(PLACES[name])


def hits(found: Sequence[tuple[str, int]], leaves: Iterable[Leaf]) -> list[Hit]:
    """The things with these kinds and keys, in this order; one query for each sort, three for records."""
    wanted, by_kind = Wanted(leaves), defaultdict(list)
    for kind, pk in found:
        by_kind["record" if kind in RECORDS else kind].append(pk)
    loaded = dict(chain.from_iterable(_LOADING[sort](pks) for sort, pks in by_kind.items()))
    known = ((kind, loaded.get(("record" if kind in RECORDS else kind, pk))) for kind, pk in found)
    return [Hit(kind, each[0], each[1], wanted) for kind, each in known if each]


def _records(pks):
    labels = _labels(pks)
    for record in hit_lines.records(pks):
        own = [
            Field("heading", record.heading),
            Field("text", record.text),
            Field("code", record.code),
            Field("number", record.number),
            Field("note", record.editorial_note),
        ]
        rest = [*labels[record.pk], *_document(record.document), *_kind(record.kind, record.form)]
        yield ("record", record.pk), (record, own + rest)


def _labels(pks):
    """The tags and actors of records, as fields."""
    labels = defaultdict(list)
    for pk, name in hit_lines.borne_by(pks):
        labels[pk].append(Field("tag", name))
    for pk, name, aliases in hit_lines.named_by(pks):
        labels[pk] += [Field("actor", name), *_by_name("actor", aliases)]
    return labels


def _by_name(name, texts):
    return [Field(name, text, is_plain=False) for text in texts]


def _document(document):
    return _by_name("document", [document.slug, document.short_title, document.title])


def _kind(*names):
    return _by_name("kind", names)


def _passages(pks):
    for passage in hit_lines.passages(pks):
        own = Field("heading" if passage.kind == Passage.Kind.HEADING else "text", passage.text)
        yield ("passage", passage.pk), (passage, [own, *_document(passage.document), *_kind("passage")])


def _documents(pks):
    for document in hit_lines.documents(pks):
        titles = [Field("heading", document.title), Field("heading", document.short_title)]
        rest = [Field("code", document.slug), Field("note", document.note), *_document(document)]
        yield ("document", document.pk), (document, [*titles, *rest, *_kind("document")])


def _actors(pks):
    for actor in hit_lines.actors(pks):
        names = [actor.name, *actor.aliases]
        rest = [*_by_name("actor", names), *_by_name("code", [actor.slug]), *_kind("actor")]
        yield ("actor", actor.pk), (actor, [*(Field("heading", name) for name in names), *rest])


def _tags(pks):
    for tag in hit_lines.tags(pks):
        yield (
            ("tag", tag.pk),
            (tag, [Field("heading", tag.name), *_by_name("tag", [tag.name]), *_kind("tag")]),
        )


_LOADING = {
    "record": _records,
    "passage": _passages,
    "document": _documents,
    "actor": _actors,
    "tag": _tags,
}
