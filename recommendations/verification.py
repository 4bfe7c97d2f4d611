"""Proof that records and links say only what their quotations say."""

from collections.abc import Iterator

from .models import CrossReference, Record, RecordQuotation
from .models.record import quoted_words
from .models.status import Status


def problems() -> Iterator[str]:
    """Every record and link that can't be proved; drafts are their editors' own affair."""
    for record in _records():
        yield from _record(record)
    for link in CrossReference.objects.exclude(status=Status.DRAFT).with_ends().iterator():
        yield from _link(link)


def _records():
    asked = Record.objects.exclude(status=Status.DRAFT).select_related("parent", "document")
    return asked.with_wording().iterator(chunk_size=500)


def _record(record):
    uses = list(record.record_quotations.all())
    for column, words in quoted_words(uses).items():
        if getattr(record, column) != words:
            yield f"{record.code}: its {column} is not what its quotations read, “{words[:80]}”."
    own = {
        use.quotation.version.document_id == record.document_id
        for use in uses
        if use.role == RecordQuotation.Role.TEXT
    }
    if own and own != {record.attestation == Record.Attestation.PRIMARY}:
        yield f"{record.code}: it is called {record.get_attestation_display()}, its quotations say otherwise."
    if record.parent and record.parent.document_id != record.document_id:
        yield f"{record.code}: it stands under a record of another document."


def _link(link):
    kinds = link.from_record.kind, link.to_record.kind
    if kinds != (link.from_kind, link.to_kind):
        yield f"{link}: the kinds kept with the link are not those of its records."
    if link.relation == link.Relation.ECHOES and (link.from_record.document_id == link.to_record.document_id):
        yield f"{link}: both records belong to one document, an echo joins two."
    if link.evidence is None and link.basis != link.Basis.READING:
        yield f"{link}: it has no evidence."
