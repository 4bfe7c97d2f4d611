"""Reading records: their tags, their trees, and the quotations in which their words are read."""

from typing import ClassVar

from django.db.models import F
from django.utils.translation import gettext as _

from sources.exchange.loader import Loader
from sources.exchange.tree import Tree
from sources.exchange.writing import BLOCK, Writer

from ..models import Actor, Record, RecordQuotation, Tag, Tagging
from ..models.natural import sort_key
from . import description

ROLES = tuple(RecordQuotation.Role.values)


class Tags(Loader):
    """The subjects, found again whatever their case; those that only records name are made."""

    file = description.TAGS
    model = Tag
    columns: ClassVar = {"name": "name", "slug": "slug"}

    def __init__(self, work):
        super().__init__(work)
        self.slugs = dict(Tag.objects.values_list("slug", "pk"))

    def stored_keys(self):
        return ((name.lower(), pk) for name, pk in Tag.objects.values_list("name", "pk"))

    def key(self, row, values):
        return row["name"] and row["name"].lower()

    def check(self, row, values, pk):
        if self.slugs.get(row["slug"], pk) != pk:
            row.refuse("slug", _("another tag has this address; accepted: one of its own."))

    def after(self, row, pk):
        self.slugs[row["slug"]] = pk

    def named(self, name: str) -> int:
        """The database key of the tag of a name, made when there is none."""
        key = name.lower()
        if not self.known.get(key):
            self.known[key] = self.writer.create([name, self._free_slug(name)])
        return self.known[key]

    def _free_slug(self, name):
        tag, n = Tag(name=name), 0
        while (slug := tag.slugify(name, n or None)) in self.slugs:
            n += 1
        self.slugs[slug] = 0
        return slug


class Actors(Tree):
    """Who is asked to act."""

    file = description.ACTORS
    model = Actor
    columns: ClassVar = {
        "slug": "slug",
        "name": "name",
        "kind": "kind",
        "parent_id": "parent",
        "aliases": "aliases",
    }


class Records(Tree):
    """The records; their words are looked at when their quotations have been read."""

    file = description.RECORDS
    model = Record
    columns: ClassVar = {"document_id": "document", "parent_id": "parent"} | {
        name: name
        for name in (
            "code", "kind", "form", "number", "heading", "text", "attestation", "status", "editorial_note",
        )
    }  # fmt: skip
    refers: ClassVar = {"document_id": "documents"}
    keys = ("code",)
    kept_empty = ("status",)
    only_new = ("sort_key", "version")

    def __init__(self, work):
        super().__init__(work)
        self.lines: dict[int, int] = {}
        self.homes: dict[int, tuple[str, int]] = {}  # kind and document of each record
        self._same: dict[tuple[str, int], tuple[str, int]] = {}
        self.taggings = Writer(Tagging, ("content_object_id", "tag_id"), work.tally)
        self._tagged: dict[int, list[str]] = {}

    def stored_keys(self):
        for code, pk, *home in Record.objects.values_list("code", "pk", "kind", "document_id").iterator():
            self._remember(pk, *home)
            yield code, pk

    def _remember(self, pk, kind, document):
        home = kind, document
        self.homes[pk] = self._same.setdefault(home, home)

    def values(self, row):
        told = super().values(row)
        place = list(self.columns).index("attestation")
        told[place] = told[place] or Record.Attestation.PRIMARY.value
        return told

    def values_of_new(self, row):
        return [sort_key(row["code"]), 1]

    def check(self, row, values, pk):
        super().check(row, values, pk)
        if pk and self.homes[pk][0] != row["kind"]:
            row.refuse("kind", _("the kind of a record never changes; accepted: %s.") % self.homes[pk][0])
        if (row["kind"] == Record.Kind.RECOMMENDATION) != bool(row["form"]):
            row.refuse("form", _("accepted: a form for a recommendation, nothing for any other record."))
        self._check_words(row)

    @staticmethod
    def _check_words(row):
        implied = row["attestation"] == Record.Attestation.IMPLIED
        if not (row["text"] or row["heading"] or implied):
            row.refuse("text", _("is empty, and so is the heading; accepted: the words as printed."))
        if implied and (row["text"] or not row["editorial_note"]):
            told = _("a number that is only implied has no text, and an editorial_note that says so.")
            row.refuse("attestation", told)

    def after(self, row, pk):
        super().after(row, pk)
        self.lines[pk] = row.line
        self._remember(pk, row["kind"], self.work.known("documents")[row["document"]])
        self._tagged[pk] = row["tags"]
        if len(self._tagged) >= BLOCK:
            self._tag()

    def _tag(self):
        """Give the records of the last block the tags of their cells, and no other."""
        tagged, self._tagged = self._tagged, {}
        stored: dict[tuple[int, int], int] = {}
        if not self.taggings.is_empty:
            rows = Tagging.objects.filter(content_object__in=list(tagged))
            stored = {row[:2]: row[2] for row in rows.values_list("content_object_id", "tag_id", "pk")}
        named = self.work.loaders["tags"].named
        for pk, names in tagged.items():
            for tag in dict.fromkeys(map(named, names)):
                if stored.pop((pk, tag), None) is None:
                    self.taggings.create([pk, tag])
        self.remove(self.taggings, stored.values())

    def load(self):
        super().load()
        self._tag()
        self.work.loaders["tags"].writer.flush()
        self.taggings.finish()
        self._refuse_strange_parents()

    def _refuse_strange_parents(self):
        strange = Record.objects.filter(parent__isnull=False).exclude(document=F("parent__document"))
        for pk in strange.values_list("pk", flat=True).iterator():
            told = _("belongs to another document; accepted: a record of the same document.")
            self.refuse_line(self.lines.get(pk, 0), told)


class RecordQuotations(Loader):
    """The quotations of records, whole for each record that the file names."""

    file = description.RECORD_QUOTATIONS
    model = RecordQuotation
    columns: ClassVar = {
        "record_id": "record",
        "role": "role",
        "position": "position",
        "quotation_id": "quotation",
    }
    refers: ClassVar = {"record_id": "records", "quotation_id": "quotations"}

    def __init__(self, work):
        super().__init__(work)
        self.named: set[int] = set()

    def stored_keys(self):
        rows = RecordQuotation.objects.values_list("record_id", "role", "position", "pk").iterator()
        return ((use_key(*row[:3]), row[3]) for row in rows)

    def key(self, row, values):
        record, role, position = values[:3]
        return use_key(record, role, position) if record and role and position else None

    def after(self, row, pk):
        self.named.add(self.work.known("records")[row["record"]])

    def read(self):
        gone = [
            pk
            for key, pk in self.known.items()
            if pk and pk not in self.seen and isinstance(key, int) and key >> 20 in self.named
        ]
        self.remove(self.writer, gone)
        super().read()

    def end(self):
        self.work.proof.prove()
        self.__dict__.pop("known", None)


def use_key(record: int, role: str, position: int) -> int:
    """The place of a quotation among those of a record, as one number."""
    return record << 20 | ROLES.index(role) << 16 | position
