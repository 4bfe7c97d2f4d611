"""The columns of each file: what it is called, what it means, how a row gives it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from sources.csv_files import joined

from ..models import Status


class Column(NamedTuple):
    """One column: `value` takes what a row is made of and gives its cell."""

    name: str
    meaning: Any
    value: Callable[[Any], object]


def header(columns: Iterable[Column]) -> list[str]:
    """The names of the columns, in order."""
    return [column.name for column in columns]


def rows(columns: Iterable[Column], things: Iterable[Any]) -> Iterator[list[object]]:
    """The cells of each thing, one row after the other."""
    values = [column.value for column in columns]
    return ([value(thing) for value in values] for thing in things)


def _parent(record):
    """The code of a published parent: a draft's is nobody's to know."""
    parent = record.parent
    return parent.code if parent and parent.status == Status.PUBLISHED else ""


def _tags(record):
    return joined(tagging.tag.name for tagging in record.taggings.all())


RECORDS = [
    Column("code", _("the permanent code"), lambda record: record.code),
    Column("kind", _("objective, clause, recommendation or principle"), lambda record: record.kind),
    Column("form", _("of a recommendation: numbered, proposal, activity …"), lambda record: record.form),
    Column("document", _("the document it belongs to"), lambda record: record.document.slug),
    Column("parent", _("code of the record it stands under"), _parent),
    Column("number", _("the number as printed"), lambda record: record.number),
    Column("heading", _("the heading as printed"), lambda record: record.heading),
    Column("text", _("the exact words; “ … ” joins separate spans"), lambda record: record.text),
    Column(
        "attestation",
        _("primary: read in its own document; second_hand: as another quotes it; implied: a number only"),
        lambda record: record.attestation,
    ),
    Column("status", _("published"), lambda record: record.status),
    Column("tags", _("subjects, joined by |"), _tags),
    Column("editorial_note", _("a remark of the editors"), lambda record: record.editorial_note),
]


def _evidence(part):
    return lambda link: part(link.evidence) if link.evidence else ""


LINKS = [
    Column("from", _("code of the record that bears on the other"), lambda link: link.from_record.code),
    Column("to", _("code of the record it bears on"), lambda link: link.to_record.code),
    Column(
        "relation", _("addresses, carries_out, elaborates, echoes or related"), lambda link: link.relation
    ),
    Column(
        "basis",
        _("stated: the source says so; same_heading: it puts them under one heading; reading: an editor’s"),
        lambda link: link.basis,
    ),
    Column("reason", _("why the editor reads it so"), lambda link: link.reason),
    Column(
        "evidence_document",
        _("the document in which the evidence stands"),
        _evidence(lambda evidence: evidence.version.document.slug),
    ),
    Column("evidence_exact", _("the words of the evidence"), _evidence(lambda evidence: evidence.exact)),
    Column("status", _("published"), lambda link: link.status),
    Column("origin", _("who proposed it: editor, suggestion or import"), lambda link: link.origin),
]
