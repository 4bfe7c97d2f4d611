"""Every save and every deletion reaches the index, within the same transaction.

The things that the index tells of are saved whole with their entry (`sources.models.SavedWhole`); one that
others are called by (a tag, an actor, a document) brings along those others when its name has changed.
"""

from collections.abc import Callable

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from sources.models import Document, Passage

from ..models import Actor, Record, Responsibility, Tag, Tagging
from ..models.record_kinds import Clause, Objective, Principle, Recommendation
from . import entries, index


def record_changed(record: Record, **_signal) -> None:
    """A record, and its tags: they are found while something published has them."""
    index.refresh("record", [record.pk])
    if tags := Tagging.objects.filter(content_object=record.pk).values_list("tag", flat=True):
        index.refresh("tag", tags)


def tagging_changed(tagging: Tagging, **_signal) -> None:
    """A tag put on a record, or taken off."""
    index.refresh("record", [tagging.content_object_id])
    index.refresh("tag", [tagging.tag_id])


def responsibility_changed(responsibility: Responsibility, **_signal) -> None:
    """An actor named in a record, or no longer."""
    index.refresh("record", [responsibility.record_id])


def passage_changed(passage: Passage, **_signal) -> None:
    """A passage by itself."""
    index.refresh("passage", [passage.pk])


def tag_changed(tag: Tag, **_signal) -> None:
    """A tag; renamed, the records that have it."""
    if _name_changed("tag", tag):
        index.refresh("record", Tagging.objects.filter(tag=tag.pk).values_list("content_object", flat=True))


def actor_changed(actor: Actor, **_signal) -> None:
    """An actor; renamed, the records that name it."""
    if _name_changed("actor", actor):
        index.refresh(
            "record", Responsibility.objects.filter(actor=actor.pk).values_list("record", flat=True)
        )


def document_changed(document: Document, **_signal) -> None:
    """A document, what stands in it, and whether its passages may be read."""
    renamed = _name_changed("document", document)
    passages = Passage.objects.filter(version__document=document.pk)
    first = passages.values_list("pk", flat=True).first()
    if first and (renamed or index.holds("passage", first) != document.shows_text):
        index.refresh("passage", passages.values_list("pk", flat=True))
    if renamed:
        index.refresh("record", Record.objects.filter(document=document.pk).values_list("pk", flat=True))


def _name_changed(source, instance):
    """Refresh the entry of the thing itself; whether it was there and is another now."""
    kind = entries.SOURCES[source].kinds[0]
    was_there = index.holds(kind, instance.pk)
    changed = index.differs(source, instance.pk)
    if changed or not was_there:
        index.refresh(source, [instance.pk])
    return was_there and changed


CHANGED: dict[type[Model], Callable] = {
    **dict.fromkeys([Record, Objective, Clause, Recommendation, Principle], record_changed),
    Tagging: tagging_changed,
    Responsibility: responsibility_changed,
    Passage: passage_changed,
    Tag: tag_changed,
    Actor: actor_changed,
    Document: document_changed,
}


def _saved(sender, instance, **_signal):
    CHANGED[sender](instance)


def _deleted(sender, instance, **_signal):
    CHANGED[sender](instance)


def fill_when_missing(**_signal) -> None:
    """A database from before there was an index gets it as soon as its tables are there."""
    if index.has_tables() and index.is_missing():
        index.rebuild()


def connect() -> None:
    """Listen to every model of which the index tells."""
    for model in CHANGED:
        post_save.connect(_saved, sender=model, dispatch_uid=f"search: {model.__name__} saved")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search: {model.__name__} deleted")
