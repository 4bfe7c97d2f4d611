"""Records that a reader names by their codes in an address, in the order in which they are named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext as _

from sources.models import Document, Quotation

from .missing import near_records
from .models import FormerCode, Record, Status
from .parameters import FilterError
from .record_page import RecordPage

LONGEST_CODE = 80  # characters, as the database has it


class Entry(RecordPage):
    """A record among others chosen with it: what its own page says, without a query of its own."""

    def _of_role(self, role) -> list[Quotation]:  # type: ignore[override]  # which have their places as well
        return [use.quotation for use in self.record.record_quotations.all() if use.role == role]

    @cached_property
    def read_in(self) -> Document | None:
        return cast(Quotation, self.places[0]).version.document if self.places else None

    @property
    def words_shown(self) -> str:
        """What is quoted of it: its words, for a mere heading that heading, for an implied number nothing."""
        return self.record.text or self.record.heading

    @property
    def heading_above(self) -> str:
        """The printed heading that stands above the words."""
        return self.record.heading if self.record.text else ""

    @property
    def attested(self) -> str:
        """Whether the words were read in their own document, in a sentence."""
        said = self.record.attestation
        if said == Record.Attestation.IMPLIED:
            return _("The number is implied, not printed; it has no words of its own.")
        if said == Record.Attestation.PRIMARY or not self.read_in:
            return _("First-hand: read in its own document.")
        quoted = {"work": self.read_in.short_title}
        return _("Second-hand: as quoted in “%(work)s”; primary text not held.") % quoted

    @property
    def documents(self) -> list:
        """The document that the record belongs to, and the one in which its words were read."""
        own, read_in = self.record.document, self.read_in
        return [own] if read_in is None or read_in.pk == own.pk else [own, read_in]


@dataclass(frozen=True)
class Chosen:
    """What the codes named stand for.

    `entries` has each published record once, by its code of today; `renamed` leads from a former code
    to that; `withdrawn` are codes of deleted records, with the reason; `unknown` all the others.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    withdrawn: list[FormerCode] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def of(self, codes: Iterable[str]) -> list[Entry]:
        """Those of the codes that stand for a published record, each once."""
        present = dict.fromkeys(self.renamed.get(code, code) for code in codes)
        return [self.entries[code] for code in present if code in self.entries]

    @property
    def near_unknown(self) -> list[Record]:
        """Published records whose codes look like the first that is unknown. Three queries."""
        return near_records(self.unknown[0]) if self.unknown else []


def codes_named(query: QueryDict, parameter: str, most: int) -> list[str]:
    """The codes that a parameter names, each once; FilterError (400) beyond `most`.

    Several are parted by commas or blanks, or the parameter is repeated. An address of a record
    will do for its code.
    """
    asked = re.split(r"[\s,;]+", ",".join(query.getlist(parameter)))
    codes = list(dict.fromkeys(_code(each) for each in asked if each.strip("/")))
    refuse_too_many(len(codes), parameter, most)
    return codes


def refuse_too_many(count: int, parameter: str, most: int) -> None:
    """FilterError (400) if more records are named than the page can show."""
    if count > most:
        problem = _("“%(name)s” names %(count)d records; at most %(most)d are accepted.")
        raise FilterError(problem % {"name": parameter, "count": count, "most": most}, parameter=parameter)


def _code(value):
    return value.rstrip("/").rsplit("/", 1)[-1].lower()[:LONGEST_CODE]


def find(codes: Iterable[str]) -> Chosen:
    """The published records that the codes name. Six queries, whatever their number."""
    codes = list(dict.fromkeys(codes))
    if not codes:
        return Chosen()
    former = {each.code: each for each in _former(codes)}
    renamed = {code: each.record.code for code, each in former.items() if each.record}
    wanted = dict.fromkeys(renamed.get(code, code) for code in codes)
    found = Record.objects.published().filter(code__in=wanted).for_page()
    entries = {record.code: Entry(record) for record in found}
    withdrawn = [each for each in former.values() if each.record is None]
    known = {*entries, *renamed, *(each.code for each in withdrawn)}
    return Chosen(entries, renamed, withdrawn, [code for code in codes if code not in known])


def _former(codes):
    """Codes that were renamed or deleted; one that now belongs to a draft is not told."""
    in_use = Record.objects.published().filter(code=OuterRef("code"))
    known = FormerCode.objects.filter(~Exists(in_use), code__in=codes).select_related("record")
    return [each for each in known if each.record is None or each.record.status == Status.PUBLISHED]


def citation(page: RecordPage, root: str, accessed: date) -> str:
    """The record as one cites it; `root` is the site's address, without a slash."""
    return page.citation(f"{root}{page.record.get_absolute_url()}", accessed)
