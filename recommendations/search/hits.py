"""What was found, loaded and explained: which words stand where, in which forms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from sources.marking import Piece, excerpt, pieces
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
ONLY_BY_NAME = ("document", "kind")  # fields that a word without a field is not looked for in
NAMES_ALONE = ("actor", "tag")  # things with no other words than their names
EXCERPT = 260  # characters


@dataclass(frozen=True)
class Hit:
    """A thing that was found; `fields` holds (name, text) of everything in it that is searched."""

    kind: str
    thing: Model
    fields: list[tuple[str, str]]
    leaves: Sequence[Leaf]

    @property
    def is_record(self) -> bool:
        return self.kind in RECORDS

    def _spans(self, field, text):
        is_label = field in ONLY_BY_NAME or (self.kind in NAMES_ALONE and field != "heading")
        accepted = (field,) if is_label else ("", field)
        return spans(text, [leaf for leaf in self.leaves if leaf.field in accepted])

    def _shown(self, field):
        return next((text for name, text in self.fields if name == field), "")

    @cached_property
    def heading(self) -> list[Piece]:
        """The heading with the words marked."""
        text = self._shown("heading")
        return pieces(text, self._spans("heading", text)) if text else []

    @cached_property
    def excerpt(self) -> list[Piece]:
        """Of the text, where most of the words stand, these marked."""
        text = self._shown("text")
        return excerpt(text, self._spans("text", text), EXCERPT) if text else []

    @property
    def matched(self) -> list[tuple[str, list[str]]]:
        """(place in words, forms as printed) for each field that holds a word looked for."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for field, text in self.fields:
            for form in forms(text, self._spans(field, text)):
                found[field].setdefault(form.casefold(), form)
        return [(str(PLACES[field]), list(known.values())) for field, known in found.items() if known]


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
        own = [(name, getattr(record, name)) for name in ("heading", "text", "code", "number")]
        rest = [("note", record.editorial_note), *labels[record.pk], *_document(record.document)]
        kind = [("kind", record.kind), ("kind", record.form)]
        yield ("record", record.pk), (record, [*own, *rest, *kind])


def _labels(pks):
    """The tags and actors of records, as fields."""
    labels = defaultdict(list)
    for pk, name in Tagging.objects.filter(content_object__in=pks).values_list("content_object", "tag__name"):
        labels[pk].append(("tag", name))
    asked = Responsibility.objects.filter(record__in=pks).order_by("record", "actor").distinct()
    for pk, name, aliases in asked.values_list("record", "actor__name", "actor__aliases"):
        labels[pk] += [("actor", each) for each in (name, *aliases)]
    return labels


def _document(document):
    return [("document", name) for name in (document.slug, document.short_title, document.title)]


def _passages(pks):
    found = Passage.objects.readable().filter(pk__in=pks).select_related("version__document", "section")
    for passage in found.defer("version__raw", "mends"):
        own = "heading" if passage.kind == Passage.Kind.HEADING else "text"
        fields = [(own, passage.text), *_document(passage.version.document), ("kind", "passage")]
        yield ("passage", passage.pk), (passage, fields)


def _documents(pks):
    for document in Document.objects.filter(pk__in=pks):
        own = [("heading", document.title), ("heading", document.short_title), ("code", document.slug)]
        rest = [("note", document.note), *_document(document), ("kind", "document")]
        yield ("document", document.pk), (document, [*own, *rest])


def _actors(pks):
    for actor in Actor.objects.filter(pk__in=pks):
        names = [("heading", name) for name in (actor.name, *actor.aliases)]
        rest = [("actor", name) for name in (actor.name, *actor.aliases)]
        yield ("actor", actor.pk), (actor, [*names, *rest, ("code", actor.slug), ("kind", "actor")])


def _tags(pks):
    for tag in Tag.objects.filter(pk__in=pks):
        yield ("tag", tag.pk), (tag, [("heading", tag.name), ("tag", tag.name), ("kind", "tag")])


_LOADING = {
    "record": _records,
    "passage": _passages,
    "document": _documents,
    "actor": _actors,
    "tag": _tags,
}
