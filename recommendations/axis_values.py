"""What stands along an axis of the matrix: its values in their order, each with a name and a group."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.models import Document, DocumentVersion

from .axes import Axis
from .models import Actor, Record, Responsibility, Status
from .parameters import FIXED, VOCABULARIES
from .record_page import above

SHOWN = 80  # values of one axis on a page; the file has all
# How deep in its tree a record heads a group: lettered objectives, 3.8 of a plan.
GROUP_DEPTH = {"objective": 0, "clause": 1}


@dataclass(frozen=True)
class Head:
    """What a group is called; `url` leads to its own page, if it has one."""

    key: str
    number: str
    name: Any  # str, or words to be translated
    url: str = ""


@dataclass
class Entry:
    """A value of an axis. `key` is what the database calls it, `value` what an address does.

    `total` counts the links that have it, `apart` those of them that have no value on the other axis;
    `is_finding` tells that no cell of it is filled, nor of one that stands under it.
    """

    key: int | str
    value: str
    number: str
    name: str
    url: str = ""
    kind: str = ""
    head: Head | None = None
    is_heading: bool = False
    total: int = 0
    apart: int = 0
    is_finding: bool = False

    @property
    def label(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def met(self) -> int:
        """Links that stand in some cell of the row or column."""
        return self.total - self.apart

    @property
    def is_head(self) -> bool:
        """Whether it heads the group that it stands in."""
        return self.head is not None and self.head.key == self.value


@dataclass
class Group:
    """Values that stand together under one heading, or under none."""

    head: Head | None
    entries: list[Entry]

    @property
    def members(self) -> list[Entry]:
        """The values under the heading, without the heading's own."""
        return [entry for entry in self.entries if not entry.is_head]

    @property
    def has_title(self) -> bool:
        """Whether the heading stands above, being no value itself."""
        return bool(self.head) and not self.entries[0].is_head

    def find(self) -> None:
        """Mark the findings: the heading's own row is none while one under it is met."""
        is_met = any(entry.met for entry in self.members)
        for entry in self.entries:
            entry.is_finding = not entry.met and not (entry.is_head and is_met)


def grouped(entries: list[Entry]) -> list[Group]:
    """The values in their order, cut where the heading changes, the findings marked."""
    groups = [Group(head, list(found)) for head, found in groupby(entries, key=lambda entry: entry.head)]
    for group in groups:
        group.find()
    return groups


@dataclass(frozen=True)
class Vocabulary:
    """What can stand along one axis: rows of the database, how they are sorted and how written."""

    rows: Callable[[Axis], QuerySet]
    order: tuple[str, ...]
    entry: Callable[[Axis, Any], Entry]
    sort: Callable[[Any], Any] = lambda row: 0


def entries(axis: Axis, often: Collection | None = None) -> list[Entry]:
    """The values of an axis, all of them or SHOWN, those met most `often` first chosen; one query at most."""
    if axis.name == "form":
        return _forms(axis)
    known = VOCABULARY[axis.name]
    rows = _asked(axis, known.rows(axis))
    if often is not None:
        is_rare = Case(When(pk__in=list(often) or [0], then=Value(0)), default=Value(1))
        rows = rows.order_by(is_rare, *known.order)[:SHOWN]
    else:
        rows = rows.order_by(*known.order)
    # Sorting is stable: what the database has put in order stays so within a group.
    in_order = sorted(rows, key=lambda row: tuple(getattr(row, name) for name in known.order))
    return [known.entry(axis, row) for row in sorted(in_order, key=known.sort)]


def size(axis: Axis) -> int:
    """How many values the axis has."""
    return (
        len(_forms(axis)) if axis.name == "form" else _asked(axis, VOCABULARY[axis.name].rows(axis)).count()
    )


def _asked(axis, rows):
    return rows.filter(pk__in=axis.only) if axis.only else rows


def _forms(axis):
    shown = axis.only or list(FIXED["form"])
    return [Entry(form, form, "", str(name)) for form, name in FIXED["form"].items() if form in shown]


# Objectives and clauses


def _records(axis):
    found, _called = VOCABULARIES[axis.name](axis.name)
    return found.select_related("parent__parent")


def _record(axis, record):
    path = [*above(record), record]
    head = path[min(GROUP_DEPTH[axis.name], len(path) - 1)]
    named = Head(head.code, head.number, head.short, head.get_absolute_url())
    url = record.get_absolute_url()
    entry = Entry(record.pk, record.code, record.number, record.short, url, axis.name, named)
    entry.is_heading = record.is_heading
    return entry


# Actors, by what they are


def _actors(axis):
    if not axis.roles:
        return VOCABULARIES["actor"]("actor")[0]
    asked = Responsibility.objects.filter(
        actor=OuterRef("pk"), role__in=axis.roles, record__status=Status.PUBLISHED
    )
    return Actor.objects.filter(Exists(asked))


ACTOR_KINDS = dict(Actor.Kind.choices)  # Django would make this anew for each actor


def _actor(axis, actor):
    kind = str(ACTOR_KINDS.get(actor.kind, actor.kind))
    head = Head(actor.kind, "", f"{kind[:1].upper()}{kind[1:]}")
    return Entry(actor.pk, actor.slug, "", actor.name, actor.get_absolute_url(), "actor", head)


# Documents: those that are held, then those that are only cited


def _documents(axis):
    """Documents with a record; any that is asked for by name."""
    found = Document.objects.annotate(
        is_cited=~Exists(DocumentVersion.objects.filter(document=OuterRef("pk")))
    )
    if axis.only:
        return found
    return found.filter(Exists(Record.objects.published().filter(document=OuterRef("pk"))))


HELD = Head("held", "", gettext_lazy("Documents held"))
CITED = Head("cited", "", gettext_lazy("Documents quoted in them"))


def _document(axis, document):
    head = CITED if document.is_cited else HELD
    return Entry(document.pk, document.slug, "", document.short_title, document.get_absolute_url(), "", head)


# Tags


def _tags(axis):
    return VOCABULARIES["tag"]("tag")[0]


def _tag(axis, tag):
    return Entry(tag.pk, tag.slug, "", tag.name, reverse("tag", args=[tag.slug]))


VOCABULARY = {
    "objective": Vocabulary(_records, ("sort_key",), _record),
    "clause": Vocabulary(_records, ("sort_key",), _record),
    "actor": Vocabulary(_actors, ("name",), _actor, lambda actor: Actor.Kind.values.index(actor.kind)),
    "document": Vocabulary(_documents, ("issued", "slug"), _document, lambda document: document.is_cited),
    "tag": Vocabulary(_tags, ("name",), _tag),
}
PLURALS = {
    "objective": gettext_lazy("Objectives"),
    "clause": gettext_lazy("Clauses"),
    "actor": gettext_lazy("Actors"),
    "document": gettext_lazy("Documents"),
    "tag": gettext_lazy("Tags"),
    "form": gettext_lazy("Forms"),
}


def none_of(name: str) -> str:
    """What is said of links without a value on the axis."""
    words = {
        "objective": _("no objective"),
        "clause": _("no clause"),
        "actor": _("no actor"),
        "document": _("no document"),
        "tag": _("no tag"),
        "form": _("no recommendation"),
    }
    return words[name]
