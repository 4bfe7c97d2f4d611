"""That the records of a package say what their quotations say; a text without any is looked up."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sources.exchange.cells import shown
from sources.exchange.loader import Work
from sources.exchange.texts import StoredText
from sources.exchange.writing import blocks
from sources.models import DocumentVersion
from sources.quoting import Ambiguous, NotVerbatim, Place

from ..models import Record, RecordQuotation, Status
from . import description

TEXT, HEADING = RecordQuotation.Role.TEXT, RecordQuotation.Role.HEADING


class Use(NamedTuple):
    """One quotation of a record: where it is among them, what it says, in which document."""

    role: str
    position: int
    pk: int
    exact: str
    document: int


class Told(NamedTuple):
    """A record as it is stored now."""

    pk: int
    document_id: int
    text: str
    heading: str
    attestation: str
    status: str


class Proof:
    """Looks at every record that the package speaks of, when all of them are stored."""

    def __init__(self, work: Work):
        self.work: Any = work
        self.texts: dict[int, tuple[str, int, int]] = {}  # the newest of each document: slug, key, number

    def prove(self) -> None:
        """Refuse each record that readers would see with words that are not quoted to the letter."""
        self.records, self.uses = self.work.loaders["records"], self.work.loaders["record_quotations"]
        pks = sorted({*self.records.lines, *self.uses.named})
        self.work.loaders["quotations"].writer.flush()
        newest = DocumentVersion.objects.order_by("document_id", "number")
        for document, slug, pk, number in newest.values_list("document_id", "document__slug", "pk", "number"):
            self.texts[document] = slug, pk, number
        for done, some in enumerate(blocks(pks, 1_000)):
            self._prove(some)
            self.work.progress(_("words of %s") % description.RECORDS.path, 1_000 * done + len(some))
        self.work.loaders["quotations"].writer.flush()
        self.uses.writer.flush()
        self.records.lines.clear()

    def _prove(self, pks):
        uses = _uses(pks)
        told = Record.objects.filter(pk__in=pks).order_by("pk").values_list(*Told._fields)
        for record in map(Told._make, told):
            for role in (TEXT, HEADING):
                self._role(record, role, [use for use in uses[record.pk] if use.role == role])

    def _role(self, record, role, uses):
        words = record.text if role == TEXT else record.heading
        if Record.ELLIPSIS.join(use.exact for use in uses) != words:
            self._look_up(record, role, words, uses)
        elif role == TEXT and uses:
            own = {use.document == record.document_id for use in uses}
            if own != {record.attestation == Record.Attestation.PRIMARY} and self._matters(record):
                told = _("accepted: primary for words read in the record’s own document, else second_hand.")
                self._refuse(record, "attestation", told)

    def _matters(self, record):
        """A draft is its editors' own affair."""
        return record.status != Status.DRAFT

    def _look_up(self, record, role, words, uses):
        """Find the words in the record's own document, unless the package says where they stand."""
        problem = ""
        if record.pk in self.uses.named and uses:
            said = Record.ELLIPSIS.join(use.exact for use in uses)
            problem = _("is not what its quotations say: %s.") % shown(said)
        elif not self._matters(record) and self.work.has(description.RECORD_QUOTATIONS):
            return
        elif words and record.document_id not in self.texts:
            problem = _("no text of its document is held; give the quotation in record_quotations.csv.")
        elif words:
            problem = self._quote(record, role, words, uses)
        else:
            self.uses.remove(self.uses.writer, [use.pk for use in uses])
        if problem and self._matters(record):
            self._refuse(record, role, problem)

    def _quote(self, record, role, words, uses):
        """Keep the places of the words as the record's quotations; why not, when there is no such place."""
        slug, version, number = self.texts[record.document_id]
        text = self.work.texts.of(version)
        try:
            places = _places(text, words, role)
        except NotVerbatim as error:
            return text.advice(error.exact)
        except Ambiguous as error:
            told = _("%(words)s stands in %(n)d places; give the right one in record_quotations.csv.")
            return told % {"words": shown(error.exact), "n": len(error.places)}
        if Record.ELLIPSIS.join(place.exact for place in places) != words:
            return _("white space is not as printed: %s.") % shown(places[0].exact)
        self.uses.remove(self.uses.writer, [use.pk for use in uses])
        quotations = self.work.loaders["quotations"]
        for position, place in enumerate(places, 1):
            found = quotations.keep(slug, version, number, place)
            self.uses.writer.create([record.pk, role, position, found])
        return ""

    def _refuse(self, record, column, problem):
        line = self.records.lines.get(record.pk, 0)
        self.work.report.add(description.RECORDS.path, line, column, problem)


def _uses(pks: Iterable[int]) -> dict[int, list[Use]]:
    """The quotations of each of these records, in order."""
    found: dict[int, list[Use]] = defaultdict(list)
    stored = RecordQuotation.objects.filter(record__in=pks).order_by("record", "role", "position")
    names = ("role", "position", "pk", "quotation__exact", "quotation__version__document_id")
    for record, *use in stored.values_list("record_id", *names):
        found[record].append(Use(*use))
    return found


def _places(text: StoredText, words: str, role: str) -> list[Place]:
    """Where the words stand: a heading as a passage of its own if there is one, else once in the text."""
    if role == HEADING:
        whole = [passage for passage in text.passages if passage.text == words]
        if len(whole) == 1:
            position = whole[0].position
            place = text.span(position, 0, position, len(words))
            return [place] if place else []
    try:
        return [text.locate(words)]
    except NotVerbatim:
        parts = words.split(Record.ELLIPSIS)
        if len(parts) == 1:
            raise
    return [text.locate(part) for part in parts]
