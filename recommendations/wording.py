"""Where a record's words stand in a held text, and whether they stand there to the letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sources.library import HeldText, Library
from sources.models import Quotation
from sources.quoting import Ambiguous, NotVerbatim, Place

from .models import Record, RecordQuotation

Role = RecordQuotation.Role


@dataclass(frozen=True)
class Fault:
    """Why a record can't be published, in a sentence."""

    record: Record
    why: str

    def __str__(self):
        return f"{self.record.code}: {self.why}"


def locate(text: HeldText, words: str, before: str = "", known: Sequence[Quotation] = ()) -> list[Place]:
    """The places of the words, one for each part; raises NotVerbatim or Ambiguous.

    Words that do not stand in one piece are taken as parts joined by `Record.ELLIPSIS`;
    `before` (words in front) is then divided in the same way. Where words stand several
    times, the place of a `known` quotation is kept.
    """
    try:
        return [_place(text, words, before, known)]
    except NotVerbatim:
        parts = words.split(Record.ELLIPSIS)
        if len(parts) == 1:
            raise
    befores = before.split(Record.ELLIPSIS.strip())
    befores += [""] * (len(parts) - len(befores))
    return [_place(text, part, front, known) for part, front in zip(parts, befores, strict=False)]


def _place(text, words, before, known):
    try:
        return text.locate(words, before)
    except Ambiguous as several:
        spans = {text.span(quotation) for quotation in known if quotation.version_id == text.version.pk}
        kept = [place for place in several.places if _span(place) in spans]
        if before or len(kept) != 1:
            raise
        return kept[0]


def _span(place):
    return place.first, place.start, place.last, place.end


def joined(places: Iterable[Place]) -> str:
    """The words of the places, as `Record.text` holds them."""
    return Record.ELLIPSIS.join(place.exact for place in places)


def quote(record: Record, role: str, quotations: Sequence[Quotation]) -> None:
    """Let these, in order, be the quotations in which the record's text (or heading) is read."""
    uses = {use.position: use for use in record.record_quotations.filter(role=role)}
    for position, quotation in enumerate(quotations, 1):
        use = uses.pop(position, None) or RecordQuotation(record=record, role=role, position=position)
        if use.quotation_id != quotation.pk:
            use.quotation = quotation
            use.save()
    for use in uses.values():
        use.delete()


def faults(records: Iterable[Record], library: Library | None = None) -> list[Fault]:
    """What stands against publishing: each record whose words are not quoted to the letter.

    Give records from `RecordQuerySet.with_wording()`: then each text is read once, and
    nothing else is asked of the database.
    """
    library = library or Library()
    found = ((record, _fault(record, library)) for record in records)
    return [Fault(record, why) for record, why in found if why]


def _fault(record, library):
    uses = record.record_quotations.all()
    for role, words in ((Role.TEXT, record.text), (Role.HEADING, record.heading)):
        quoted = [use.quotation for use in uses if use.role == role]
        if words and not quoted:
            return _("its %s is quoted from no held document.") % role.label
        if Record.ELLIPSIS.join(quotation.exact for quotation in quoted) != words:
            return _("its %s is not what its quotations say.") % role.label
        for quotation in quoted:
            if not library.text_of(quotation.version).is_verbatim(quotation):
                return _("“%s” does not stand in its document like this.") % quotation.exact
    return ""
