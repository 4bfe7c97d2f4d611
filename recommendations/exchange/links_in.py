"""Reading cross-references, and where their evidence stands."""

from functools import cached_property
from typing import ClassVar

from django.utils.translation import gettext as _

from sources.exchange.cells import shown
from sources.exchange.loader import Loader
from sources.exchange.quotations_in import SEVERAL, words_key
from sources.exchange.writing import BLOCK, KEEP, blocks
from sources.models import Quotation
from sources.quoting import Ambiguous, NotVerbatim

from ..models import CrossReference
from ..models.status import Origin
from . import description

RELATIONS = tuple(CrossReference.Relation.values)
# Which kinds a relation leads from and to; the others join any two.
LEADS = {
    "addresses": (("clause", "recommendation"), "objective"),
    "carries_out": (("recommendation",), "clause"),
}


def link_key(from_record: int, to_record: int, relation: str) -> int:
    """A link as one number: a million of them have to fit into memory."""
    return (from_record << 32 | to_record) << 3 | RELATIONS.index(relation)


class OfALink(Loader):
    """A file whose rows name a link by its two records and its relation."""

    model = CrossReference
    refers: ClassVar = {"from_record_id": "records", "to_record_id": "records", "evidence_id": "quotations"}

    def key(self, row, values):
        ends = values[0], values[1], row["relation"]
        return link_key(*ends) if all(ends) else None


class Evidence(OfALink):
    """Places of evidence whose words are quoted from several: kept until the links are read."""

    file = description.EVIDENCE
    columns: ClassVar = {"from_record_id": "from", "to_record_id": "to", "evidence_id": "quotation"}

    def __init__(self, work):
        super().__init__(work)
        self.places: dict[int, tuple[int, int]] = {}
        self.words: dict[int, bytes] = {}

    def row(self, row):
        values = self.values(row)
        key = self.key(row, values)
        if key in self.places:
            row.refuse("relation", _("this row stands in the file twice; accepted: one of each."))
        elif key is not None and not row.is_bad:
            self.places[key] = values[2], row.line

    def load(self):
        super().load()
        self.work.loaders["quotations"].writer.flush()
        wanted = sorted({quotation for quotation, _line in self.places.values()})
        for some in blocks(wanted):
            quoted = Quotation.objects.filter(pk__in=some)
            for pk, slug, exact in quoted.values_list("pk", "version__document__slug", "exact"):
                self.words[pk] = words_key(slug, exact)


class CrossReferences(OfALink):
    """The links."""

    file = description.CROSS_REFERENCES
    columns: ClassVar = {
        "from_record_id": "from", "to_record_id": "to", "from_kind": "from", "to_kind": "to",
        "relation": "relation", "basis": "basis", "reason": "reason", "evidence_id": "evidence_exact",
        "status": "status", "origin": "origin",
    }  # fmt: skip
    kept_empty = ("status", "origin")
    is_leaf = True

    def stored_keys(self):
        rows = CrossReference.objects.values_list("from_record_id", "to_record_id", "relation", "pk")
        return ((link_key(*row[:3]), row[3]) for row in rows.iterator(BLOCK))

    def values(self, row):
        ends = [self.refer(row, "from", "records"), self.refer(row, "to", "records")]
        homes = self.work.loaders["records"].homes
        kinds = [homes[end][0] if end else "" for end in ends]
        rest = [row[name] for name in ("relation", "basis", "reason")]
        return [*ends, *kinds, *rest, None, row["status"], row["origin"]]

    def check(self, row, values, pk):
        self._check_ends(row, *values[:4])
        if row["basis"] == CrossReference.Basis.READING and not row["reason"]:
            row.refuse("reason", _("is empty; accepted: why the editor reads it so."))
        if row["basis"] != CrossReference.Basis.READING and not row["evidence_exact"]:
            row.refuse("evidence_exact", _("is empty; accepted: the words, unless the basis is reading."))
        if bool(row["evidence_exact"]) != bool(row["evidence_document"]):
            row.refuse("evidence_document", _("accepted: the words and their document, or neither."))
        elif row["evidence_exact"]:
            values[7] = self._evidence(row, self.key(row, values), pk)
        elif self.key(row, values) in self.work.loaders["evidence"].places:
            told = _("is empty, and evidence.csv names a quotation; accepted: the words of that.")
            row.refuse("evidence_exact", told)

    def _check_ends(self, row, from_record, to_record, from_kind, to_kind):
        relation = row["relation"]
        if from_record == to_record:
            row.refuse("to", _("a record can’t be linked to itself; accepted: another code."))
        froms, to = LEADS.get(relation, ((from_kind,), to_kind))
        if from_kind not in froms or to_kind != to:
            told = _(
                "%(relation)s leads here from a %(from)s to a %(to)s; "
                "accepted: from a %(froms)s to a %(kind)s."
            )
            row.refuse("relation", told % {
                "relation": relation, "from": from_kind, "to": to_kind, "froms": "/".join(froms), "kind": to,
            })  # fmt: skip
        homes = self.work.loaders["records"].homes
        if relation == CrossReference.Relation.ECHOES and homes[from_record][1] == homes[to_record][1]:
            told = _("echoes joins records of two documents; accepted within one: elaborates, related.")
            row.refuse("relation", told)

    def _evidence(self, row, key, pk):
        """The quotation of the evidence; None when it is refused."""
        evidence, quotations = self.work.loaders["evidence"], self.work.loaders["quotations"]
        document, exact = row["evidence_document"], row["evidence_exact"]
        _known, words = quotations.known, words_key(document, exact)
        if key in evidence.places:
            quotation, _line = evidence.places.pop(key)
            if evidence.words[quotation] != words:
                row.refuse("evidence_exact", _("is not what evidence.csv names; accepted: the same words."))
            return quotation
        found = quotations.by_words.get(words)
        if found is None:
            return self._look_up(row, document, exact)
        if found == SEVERAL:
            return self._kept(row, words, pk)
        return found

    def _kept(self, row, words, pk):
        """Words that several quotations have: those of a known link are the ones it has."""
        if pk and self.stored_words.get(pk) == words:
            return KEEP
        row.refuse("evidence_exact", _("is quoted from several places; name the right one in evidence.csv."))
        return None

    def _look_up(self, row, document, exact):
        newest = self.work.proof.texts.get(self.work.known("documents").get(document))
        if newest is None:
            row.refuse("evidence_document", _("no text of it is held; accepted: a document that is."))
            return None
        slug, version, number = newest
        text = self.work.texts.of(version)
        try:
            place = text.locate(exact)
        except NotVerbatim:
            row.refuse("evidence_exact", text.advice(exact))
        except Ambiguous as error:
            told = _("%(words)s stands in %(n)d places; name the right one in evidence.csv.")
            row.refuse("evidence_exact", told % {"words": shown(exact), "n": len(error.places)})
        else:
            return self.work.loaders["quotations"].keep(slug, version, number, place)
        return None

    def default(self, column):
        return Origin.IMPORT.value if column == "origin" else super().default(column)

    def load(self):
        super().load()
        self.work.loaders["quotations"].writer.flush()

    def end(self):
        """Evidence of links that the package does not tell of again."""
        evidence = self.work.loaders["evidence"]
        moved = []
        for key, (quotation, line) in evidence.places.items():
            pk = self.known.get(key)
            if pk:
                moved.append((pk, quotation))
            elif pk is None:
                told = _("there is no such link; accepted: one of cross_references.csv or of the database.")
                self.work.report.add(evidence.file.path, line, "from", told)
        self.writer.set_one("evidence_id", moved)
        self.work.loaders["quotations"].forget()
        super().end()

    @cached_property
    def stored_words(self) -> dict[int, bytes]:
        """What stands for the words of the evidence of each stored link, of words quoted several times."""
        by_words = self.work.loaders["quotations"].by_words
        evidence = ("evidence__version__document__slug", "evidence__exact")
        stored = CrossReference.objects.filter(evidence__isnull=False).values_list("pk", *evidence)
        keys = ((pk, words_key(slug, exact)) for pk, slug, exact in stored.iterator(BLOCK))
        return {pk: key for pk, key in keys if by_words.get(key) == SEVERAL}
