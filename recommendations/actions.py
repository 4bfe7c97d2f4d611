"""Writes that touch several records: verbs with a person (`by`) and a reason (`why`) behind them."""

from collections.abc import Iterable
from functools import wraps

from django.db import transaction
from django.utils.translation import gettext as _

from . import wording
from .models import CrossReference, FormerCode, Record, StaleEdit, Status
from .models.change import change_set


class Refused(Exception):
    """Nothing was done; `reasons` says why, a sentence for each thing that stands in the way."""

    def __init__(self, reasons: Iterable):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


def _whole(verb):
    """All or nothing, in one change set of `by`, with the reason `why`."""

    @wraps(verb)
    def act(*, by, why="", **given):
        with transaction.atomic(), change_set(by=by, why=why):
            return verb(why=why, **given)

    return act


@_whole
def submit_for_review(*, records, why: str) -> int:
    """Drafts go to review. Returns how many were drafts."""
    return _move(records.filter(status=Status.DRAFT), Status.IN_REVIEW)


@_whole
def return_to_draft(*, records, why: str) -> int:
    """Back to draft, out of the readers' sight. Returns how many were not drafts before."""
    return _move(records.exclude(status=Status.DRAFT), Status.DRAFT)


@_whole
def publish(*, records, why: str) -> int:
    """Records go before the readers. Returns how many were not there before.

    Raises Refused, naming each record whose words are not quoted to the letter; then none
    is published.
    """
    waiting = records.exclude(status=Status.PUBLISHED)
    if faults := wording.faults(waiting.with_wording()):
        raise Refused(faults)
    return _move(waiting, Status.PUBLISHED)


@_whole
def submit_links(*, links, why: str) -> int:
    """Draft links go to review. Returns how many were drafts."""
    return _move(links.filter(status=Status.DRAFT), Status.IN_REVIEW)


@_whole
def return_links_to_draft(*, links, why: str) -> int:
    """Links go back to draft. Returns how many were not drafts before."""
    return _move(links.exclude(status=Status.DRAFT), Status.DRAFT)


@_whole
def publish_links(*, links, why: str) -> int:
    """Links go before the readers; they are seen as soon as both of their records are.

    Returns how many were not published before. Raises Refused, naming each link whose
    evidence does not stand in its document to the letter.
    """
    waiting = links.exclude(status=Status.PUBLISHED)
    if faults := list(_faults_of_evidence(waiting.with_ends())):
        raise Refused(faults)
    return _move(waiting, Status.PUBLISHED)


def _faults_of_evidence(links):
    library = wording.Library()
    for link in links:
        words = link.evidence
        if words and not library.text_of(words.version).is_verbatim(words):
            yield _("%(link)s: its evidence “%(words)s” does not stand in the document like this.") % {
                "link": link,
                "words": words.exact,
            }


def _move(rows, status):
    # One by one: each save enters the history, and that of a record counts its version.
    moved = list(rows)
    for row in moved:
        row.status = status
        row.save()
    return len(moved)


@_whole
def delete(*, record: Record, why: str, version: int | None = None, with_links: bool = False) -> None:
    """Delete a record; its code, and every one that it had before, answers with the reason.

    Raises Refused without a reason, while others stand under it, and while links lead to or
    from it (unless they go `with_links`); raises StaleEdit when a `version` is given that is
    no longer the stored one.
    """
    stored = Record.objects.select_for_update().get(pk=record.pk)
    if version is not None and stored.version != version:
        raise StaleEdit(stored.code)
    links = CrossReference.objects.touching(stored)
    if reasons := [*_against_deleting(stored, links, with_links, why)]:
        raise Refused(reasons)
    links.delete()
    stored.former_codes.update(reason=why)
    FormerCode.objects.update_or_create(code=stored.code, defaults={"record": None, "reason": why})
    stored.delete()


def _against_deleting(record, links, with_links, why):
    if not why.strip():
        yield _("Say why: the reason is what readers of the old address will see.")
    if children := [child.code for child in record.children.all()[:20]]:
        yield _("These stand under it: %s. Delete them or move them first.") % ", ".join(children)
    if not with_links and (count := links.count()):
        yield _("Links lead to it or from it: %d. Delete them along, or first.") % count


@_whole
def rename(*, record: Record, code: str, why: str) -> None:
    """Give a record another code; the one it had leads on to it."""
    former, record.code = record.code, code
    record.full_clean()
    record.save()
    keep_former_code(record, former, why)


def keep_former_code(record: Record, former: str, why: str = "") -> None:
    """Let the code that the record had until now lead on to it."""
    FormerCode.objects.filter(code=record.code, record=record).delete()
    FormerCode.objects.update_or_create(code=former, defaults={"record": record, "reason": why})
