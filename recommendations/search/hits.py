"""What was found, loaded and explained: which words stand where, in which forms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from sources.marking import Piece, Span, excerpt, pieces
from sources.models import Document, Passage

from ..models import Actor, Record, Responsibility, Tag, Tagging
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


@dataclass(frozen=True)
class Hit:
    """A thing that was found, with everything in it that is searched."""

    kind: str
    thing: Model
    fields: list[Field]
    leaves: Sequence[Leaf]

    @property
    def is_record(self) -> bool:
        return self.kind in RECORDS

    @cached_property
    def _spans(self) -> dict[Field, list[Span]]:
        """The places of the words in each field that has any."""
        found = {field: spans(field.text, self._wanted(field)) for field in self.fields}
        return {field: marked for field, marked in found.items() if marked}

    def _wanted(self, field):
        accepted = ("", field.name) if field.is_plain else (field.name,)
        return [leaf for leaf in self.leaves if leaf.field in accepted]

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
        return [(str(PLACES[name]), list(known.values())) for name, known in found.items()]


def hits(found: Sequence[tuple[str, int]], leaves: Iterable[Leaf]) -> list[Hit]:
    """The things with these kinds and keys, in this order; one query for each sort, three for records."""
    wanted, by_kind = list(leaves), defaultdict(list)
    for kind, pk in found:
        by_kind["record" if kind in RECORDS else kind].append(pk)
    loaded = dict(chain.from_iterable(_LOADING[sort](pks) for sort, pks in by_kind.items()))
    known = ((kind, loaded.get(("record" if kind in RECORDS else kind, pk))) for kind, pk in found)
    return [Hit(kind, each[0], each[1], wanted) for kind, each in known if each]


def _records(pks):
    labels = _labels(pks)
    for record in Record.objects.published().filter(pk__in=pks).select_related("document"):
        own = [Field(name, getattr(record, name)) for name in ("heading", "text", "code", "number")]
        rest = [Field("note", record.editorial_note), *labels[record.pk], *_document(record.document)]
        yield ("record", record.pk), (record, [*own, *rest, *_kind(record.kind, record.form)])


def _labels(pks):
    """The tags and actors of records, as fields."""
    labels = defaultdict(list)
    for pk, name in Tagging.objects.filter(content_object__in=pks).values_list("content_object", "tag__name"):
        labels[pk].append(Field("tag", name))
    asked = Responsibility.objects.filter(record__in=pks).order_by("record", "actor").distinct()
    for pk, name, aliases in asked.values_list("record", "actor__name", "actor__aliases"):
        labels[pk] += [Field("actor", name), *_by_name("actor", aliases)]
    return labels


def _by_name(name, texts):
    return [Field(name, text, is_plain=False) for text in texts]


def _document(document):
    return _by_name("document", [document.slug, document.short_title, document.title])


def _kind(*names):
    return _by_name("kind", names)


def _passages(pks):
    found = Passage.objects.readable().filter(pk__in=pks).select_related("version__document", "section")
    for passage in found.defer("version__raw", "mends"):
        own = Field("heading" if passage.kind == Passage.Kind.HEADING else "text", passage.text)
        yield (
            ("passage", passage.pk),
            (passage, [own, *_document(passage.version.document), *_kind("passage")]),
        )


def _documents(pks):
    for document in Document.objects.filter(pk__in=pks):
        titles = [Field("heading", document.title), Field("heading", document.short_title)]
        rest = [Field("code", document.slug), Field("note", document.note), *_document(document)]
        yield ("document", document.pk), (document, [*titles, *rest, *_kind("document")])


def _actors(pks):
    for actor in Actor.objects.filter(pk__in=pks):
        names = [actor.name, *actor.aliases]
        rest = [*_by_name("actor", names), *_by_name("code", [actor.slug]), *_kind("actor")]
        yield ("actor", actor.pk), (actor, [*(Field("heading", name) for name in names), *rest])


def _tags(pks):
    for tag in Tag.objects.filter(pk__in=pks):
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
