"""Reading quotations: each has to stand in its text to the letter."""

from hashlib import blake2b

from django.utils.translation import gettext as _

from ..models import Citation, Quotation
from . import description
from .cells import shown
from .compact import Compact
from .library_in import version_of
from .loader import Loader
from .out import PLACE
from .texts import quotation_id

SEVERAL = -1  # these words are quoted from several places


def digest(words: str) -> bytes:
    """What stands in memory for words."""
    return blake2b(words.encode(), digest_size=16).digest()


def words_key(document: str, exact: str) -> bytes:
    """What stands in memory for words of a document."""
    return digest(f"{document}\n{exact}")


class Quotations(Loader):
    """The quotations; `by_words` finds those of the same words again."""

    file = description.QUOTATIONS
    model = Quotation
    columns = {
        "version_id": "version", "start_passage_id": "start_passage", "start": "start",
        "end_passage_id": "end_passage", "end": "end", "exact": "exact",
        "prefix": "prefix", "suffix": "suffix",
    }  # fmt: skip
    keys = ()

    def __init__(self, work):
        super().__init__(work)
        self.by_words = Compact()
        self.kept = Compact()  # those that are made here, by their ids

    def stored_keys(self):
        for row in Quotation.objects.values_list("pk", "exact", *PLACE).iterator():
            self._remember(row[2], row[1], row[0])
            yield quotation_id(*row[2:]), row[0]

    def key(self, row, values):
        return row["id"]

    def values(self, row):
        version = version_of(self, row)
        told = [version, *(row[cell] for cell in list(self.columns.values())[1:])]
        if not row.is_bad and version is not None:
            self._find(row, told)
        return told

    def _find(self, row, told):
        """The passages, and what stands around the words; refuses words that do not stand there."""
        place = [row[name] for name in ("start_passage", "start", "end_passage", "end")]
        name = quotation_id(row["document"], row["version"], *place)
        if row["id"] != name:
            row.refuse("id", _("is not what the other columns say; accepted: %s.") % name)
            return
        text = self.work.texts.of(told[0])
        first, last = text.passage(place[0]), text.passage(place[2])
        for cell, passage in (("start_passage", first), ("end_passage", last)):
            if passage is None:
                problem = _("the text has no passage %d; accepted: a position in passages.csv.")
                row.refuse(cell, problem % row[cell])
        if row.is_bad:
            return
        told[1], told[3] = first.pk, last.pk
        self._compare(row, told, text.span(*place), text)

    def _compare(self, row, told, span, text):
        if span is None or span.exact != row["exact"]:
            there = _("there stands %s. ") % shown(span.exact) if span else ""
            row.refuse("exact", there + text.advice(row["exact"]))
            return
        begin = text.whole.starts[span.first] + span.start
        whole, finish = text.whole.whole, begin + len(span.exact)
        fits = {
            "prefix": begin >= len(row["prefix"])
            and whole.startswith(row["prefix"], begin - len(row["prefix"])),
            "suffix": whole.startswith(row["suffix"], finish),
        }
        for place, cell, around in ((6, "prefix", span.prefix), (7, "suffix", span.suffix)):
            if not row[cell]:
                told[place] = around
            elif not fits[cell]:
                row.refuse(cell, _("these are not the words around it; accepted: “%s”, or nothing.") % around)

    def after(self, row, pk):
        self._remember(row["document"], row["exact"], pk)

    def _remember(self, document, exact, pk):
        key = words_key(document, exact)
        before = self.by_words.get(key)
        if before != pk:
            self.by_words.put(key, SEVERAL if before else pk)

    def keep(self, document: str, version: int, number: int, place) -> int:
        """The database key of the quotation of a place in a text, made when there is none."""
        passages = self.work.texts.of(version).passages
        first, last = passages[place.first], passages[place.last]
        name = quotation_id(document, number, first.position, place.start, last.position, place.end)
        pk = self.known.get(name) or self.kept.get(digest(name))
        if not pk:
            found = [
                version,
                first.pk,
                place.start,
                last.pk,
                place.end,
                place.exact,
                place.prefix,
                place.suffix,
            ]
            pk = self.writer.create(found)
            self.kept.put(digest(name), pk)
            self._remember(document, place.exact, pk)
        return pk

    def forget(self) -> None:
        """The last link has been read."""
        self.by_words, self.kept = Compact(), Compact()


class Citations(Loader):
    """Which document is named where."""

    file = description.CITATIONS
    model = Citation
    columns = {"document_id": "document", "quotation_id": "quotation"}
    refers = {"document_id": "documents", "quotation_id": "quotations"}
    keys = ("document_id", "quotation_id")
    is_leaf = True
