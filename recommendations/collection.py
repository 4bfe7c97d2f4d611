"""A reader's own collection of records, which lives in its address: kept in order, annotated, cited.

    /collection/?codes=chapter-c2-r1,ajpoa2015-3.10&title=Migrants&n.chapter-c2-r1=Ask%20Ms%20Ito.

`codes` names the records in their order, `n.<code>` is a note on one of them, `title` heads the whole.
`add`, `up`, `down` and `remove` change it; what they make of it is again an address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Self
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.models import Document

from . import chosen, citing
from .chosen import Chosen, Entry
from .limits import LONGEST_ADDRESS
from .models import CrossReference, Record
from .parameters import FilterError

MOST = 500  # records
LONGEST_TITLE = 150  # characters
LONGEST_NOTE = 1_000
OFFERED = 20  # records found that the page offers to add
EXAMPLES = 3  # links
NOTE = "n."  # before a code: the parameter that holds the note on it
CHANGES = ("add", "up", "down", "remove")
ACCEPTED = ("codes", "title", "n.<code>")

# An address in a running text, without the full stop that follows it: a group, to split by.
ADDRESS = re.compile(r"(https?://\S*[^\s.,;)])")
# What neither a Word document nor anybody's reading can hold: controls, and no characters at all.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Selection:
    """What an address says of a collection, whether or not its codes are known."""

    codes: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    title: str = ""

    @classmethod
    def read(cls, query: QueryDict, *, strict: bool = False) -> Self:
        """The selection in a query string, or FilterError (400). With `strict` (files) unknown
        parameters are refused too."""
        try:
            if strict:
                _refuse_unknown(query)
            codes = chosen.codes_named(query, "codes", MOST)
            notes = {name[len(NOTE) :].lower(): name for name in query if name.startswith(NOTE)}
            said = {code: _text(query, notes[code], LONGEST_NOTE) for code in codes if code in notes}
            kept = {code: note for code, note in said.items() if note}
            return cls(tuple(codes), kept, _line(_text(query, "title", LONGEST_TITLE)))
        except FilterError as refusal:
            refusal.as_text = strict
            raise

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that hold it, and their values."""
        pairs = [("codes", ",".join(self.codes))] if self.codes else []
        pairs += [("title", self.title)] if self.title else []
        pairs += [(f"{NOTE}{code}", self.notes[code]) for code in self.codes if code in self.notes]
        return pairs

    @property
    def query_string(self) -> str:
        """The same selection as a query string, in one normal form."""
        return urlencode(self.pairs, safe=",", quote_via=quote)

    def add(self, codes: Iterable[str]) -> Self:
        """With these at the end; FilterError (400) if they are too many together."""
        together = tuple(dict.fromkeys([*self.codes, *codes]))
        chosen.refuse_too_many(len(together), "codes", MOST)
        return replace(self, codes=together)

    def without(self, code: str) -> Self:
        return replace(self, codes=tuple(each for each in self.codes if each != code))

    def move(self, code: str, step: int) -> Self:
        """With the code one place further up (-1) or down (1), if there is one."""
        codes = list(self.codes)
        if code in codes:
            here = codes.index(code)
            there = min(max(here + step, 0), len(codes) - 1)
            codes.insert(there, codes.pop(here))
        return replace(self, codes=tuple(codes))

    def today(self, found: Chosen) -> Self:
        """With every former code replaced by that of today."""
        codes = dict.fromkeys(found.renamed.get(code, code) for code in self.codes)
        notes = {found.renamed.get(code, code): note for code, note in self.notes.items()}
        return replace(self, codes=tuple(codes), notes=notes)


def is_of_collection(parameter: str) -> bool:
    """Whether it is one of those that hold a collection."""
    return parameter in ("codes", "title") or parameter.startswith(NOTE)


def _refuse_unknown(query):
    for name in query:
        if not is_of_collection(name):
            problem = _("“%s” is not a parameter of this file.") % name[:80]
            raise FilterError(problem, parameter=name[:80], accepted=ACCEPTED)


def _text(query, name, longest):
    text = UNPRINTABLE.sub("", query.get(name, "").replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > longest:
        problem = _("“%(name)s” is %(count)d characters long; at most %(most)d are accepted.")
        said = {"name": name[:100], "count": len(text), "most": longest}
        raise FilterError(problem % said, parameter=name[:100])
    return text


def _line(text):
    return " ".join(text.split())


def is_changed(query: QueryDict) -> bool:
    """Whether the address asks for a change of the collection that it holds."""
    return any(name in query for name in CHANGES)


def changed(query: QueryDict) -> tuple[Selection, str]:
    """The selection after the changes asked for, and the code that was moved, "" if none was."""
    selection = Selection.read(query).add(chosen.codes_named(query, "add", MOST))
    moved = ""
    for name, step in (("up", -1), ("down", 1)):
        for code in chosen.codes_named(query, name, MOST):
            selection, moved = selection.move(code, step), code
    for code in chosen.codes_named(query, "remove", MOST):
        selection = selection.without(code)
    _refuse_too_long(selection)
    return selection, moved if moved in selection.codes else ""


def _refuse_too_long(selection):
    length = len(selection.query_string)
    if length > LONGEST_ADDRESS:
        problem = _("The notes are too long for one address (%(count)d characters, at most %(most)d).")
        raise FilterError(problem % {"count": length, "most": LONGEST_ADDRESS}, parameter="codes")


@dataclass(frozen=True)
class Item:
    """A record in a collection: where in it, with which note, and how it is cited."""

    position: int
    page: Entry
    note: str
    citation: str

    @property
    def code(self) -> str:
        return self.page.record.code


class Collection:
    """A selection with its records, as a briefing that can be printed and taken away."""

    def __init__(self, selection: Selection, root: str, today: date):
        self.found = chosen.find(selection.codes)
        self.asked = selection.today(self.found)
        self.root, self.today = root, today

    @cached_property
    def items(self) -> list[Item]:
        pages = self.found.of(self.asked.codes)
        notes, cite = self.asked.notes, chosen.citation
        return [
            Item(position, page, notes.get(page.record.code, ""), cite(page, self.root, self.today))
            for position, page in enumerate(pages, 1)
        ]

    @cached_property
    def selection(self) -> Selection:
        """What is shown: the selection without what could not be found."""
        return replace(self.asked, codes=tuple(item.code for item in self.items))

    @property
    def records(self) -> list[Record]:
        return [item.page.record for item in self.items]

    @property
    def title(self) -> str:
        """The reader's own, or what there is."""
        count = len(self.items)
        named = ngettext("A collection of %d record", "A collection of %d records", count) % count
        return self.selection.title or named

    @property
    def day(self) -> str:
        """“22 November 2026”."""
        return citing.spoken_date(self.today.year, self.today.month, self.today.day)

    @property
    def address(self) -> str:
        """Where the same collection is found again, from anywhere."""
        return f"{self.root}{reverse('collection')}?{self.selection.query_string}"

    @cached_property
    def sources(self) -> list[Document]:
        """The documents that the records belong to, and those that their words were read in."""
        named = {document.pk: document for item in self.items for document in item.page.documents}
        return sorted(named.values(), key=lambda document: (document.issued, document.slug))

    @property
    def missing(self) -> list[str]:
        """A sentence for each code that stands for no published record."""
        gone = _("%(code)s: the record was deleted. %(reason)s")
        told = [gone % {"code": each.code, "reason": each.reason} for each in self.found.withdrawn]
        return told + [_("%s: no published record has this code.") % code for code in self.found.unknown]


def offers(words: Iterable[str], but: Iterable[str]) -> tuple[list[Record], int]:
    """Published records that hold all of the words and are not collected yet: the first, and how many."""
    found = Record.objects.published().saying(words).exclude(code__in=but)
    count = found.count()
    return list(found.select_related("document").order_by("sort_key")[:OFFERED]), count


def example() -> str:
    """The query of a small collection to look at: the two ends of some links that the sources state."""
    stated = CrossReference.objects.published().filter(basis=CrossReference.Basis.STATED)
    ends = stated.for_list().values_list("to_record__code", "from_record__code")[:EXAMPLES]
    return Selection(tuple(dict.fromkeys(chain.from_iterable(ends)))).query_string
