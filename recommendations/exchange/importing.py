"""A whole package into the database, or nothing of it."""

import json
import re
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from sources import lookup
from sources.exchange.container import MOST_BYTES, Package, open_package
from sources.exchange.loader import Work
from sources.exchange.loaders import LOADERS as OF_THE_LIBRARY
from sources.exchange.report import PackageError, Progress, Report, Tally, silent
from sources.exchange.writing import Writer, blocks, lock
from sources.planner import tell_the_planner

from .. import lookups
from ..models import Record
from ..search import index
from ..search.reach import REACH, Touched
from .description import PACKAGE, PACKAGE_VERSION, RECORDS
from .links_in import CrossReferences, Evidence
from .others_in import Amounts, FormerCodes, Instruments, Responsibilities
from .past import Past
from .proof import Proof
from .records_in import Actors, RecordQuotations, Records, Tags
from .sparing import sparing

LOADERS = (
    *OF_THE_LIBRARY, Tags, Actors, Records, RecordQuotations, Evidence, CrossReferences, Responsibilities,
    Instruments, Amounts, FormerCodes,
)  # fmt: skip
MANY = 100_000  # new rows after which the whole search index is made anew
LARGEST_DESCRIPTION = 4 * 2**20  # bytes of datapackage.json


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do; nothing was stored when `report` has a problem."""

    tally: Tally
    report: Report


class RecordsWork(Work):
    """An import of everything: besides the loaders the proof of the records, and what the search tells of."""

    def __init__(self, package: Package, report: Report, progress: Progress):
        super().__init__(package, report, progress)
        self.proof, self.touched = Proof(self), Touched()
        self.add(LOADERS)

    @property
    def writers(self) -> list[Writer]:
        """Every writer, those of tags and of instruments' records included."""
        more = [self.loaders["records"].taggings, self.loaders["instruments"].uses]  # type: ignore[attr-defined]
        return [*(loader.writer for loader in self.loaders.values()), *more]


def import_package(
    path: Path,
    *,
    by: AbstractBaseUser | None = None,
    dry_run: bool = False,
    report_file: TextIO | None = None,
    progress: Progress = silent,
    most_bytes: int = MOST_BYTES,
) -> Outcome:
    """Bring a package in: rows are created or changed by their keys, what it does not name is left alone.

    All of it in one transaction, one change set of `by`; nothing at all when a row is bad (each is in the
    report) or on a `dry_run`. Raises PackageError for what is no package, or does not fit the database.
    """
    report = Report(report_file)
    try:
        with closing(open_package(path, most_bytes)) as package, transaction.atomic():
            _look_over(package)
            lock(apps.get_app_config("sources").get_models())
            lock(apps.get_app_config("recommendations").get_models())
            work = RecordsWork(package, report, progress)
            past = Past(by, _("Imported from %s") % path.name)
            work.removing = _removing(past, work.touched)
            with lookup.put_off(lookups.ALL), sparing(lambda: not work.tally.is_nothing):
                work.load()
            if report.total or dry_run:
                transaction.set_rollback(True)
            else:
                _conclude(work, past)
            return Outcome(work.tally, report)
    except (IntegrityError, DataError, OperationalError) as error:
        raise PackageError(_("The database refuses the package: %s") % str(error).strip()) from None


def _removing(past: Past, touched: Touched) -> Callable[[type[Model], Collection[int]], None]:
    """What rows are told to that are about to be deleted."""

    def told(model, pks):
        past.enter_removed(model, pks)
        touched.add(model, pks)

    return told


def _conclude(work: RecordsWork, past: Past) -> None:
    """What follows from new rows: versions, history, the search index, and what the planner knows."""
    changed = work.loaders["records"].writer.changed
    for some in blocks(changed):
        Record.objects.filter(pk__in=some).update(version=F("version") + 1)
    for writer in work.writers:
        past.enter(writer)
    if not work.tally.is_nothing:
        tell_the_planner(writer.model for writer in work.writers)
        _follow(work.writers, work.touched)


def _follow(writers: list[Writer], touched: Touched) -> None:
    """Bring the search index along; many new rows need not be looked at one by one."""
    if sum(writer.next_key - writer.first_new for writer in writers if writer.model in REACH) > MANY:
        index.rebuild()
        return
    for writer in writers:
        touched.add(writer.model, [*range(writer.first_new, writer.next_key), *writer.changed])
    touched.follow()


def _look_over(package: Package) -> None:
    """Refuse a package that lacks its records, is of another version, or holds what nobody would read."""
    names = set(package.sizes)
    if RECORDS.path not in names:
        raise PackageError(_("records.csv is missing; a package needs it, every other file may be left out."))
    accepted = [file.path for file in PACKAGE]
    strange = sorted(name for name in names if name.lower().endswith(".csv") and name not in accepted)
    strange = [name for name in strange if not name.startswith("__MACOSX/")]
    if strange:
        told = _("%(name)s is no file of a package; accepted: %(accepted)s.")
        raise PackageError(told % {"name": strange[0], "accepted": ", ".join(accepted)})
    if "datapackage.json" in names:
        _check_version(package.read("datapackage.json", LARGEST_DESCRIPTION))


def _check_version(described: bytes) -> None:
    try:
        version = json.loads(described)["package_version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise PackageError(_("datapackage.json: is no description of a package (package_version).")) from None
    ours = PACKAGE_VERSION.split(".")[0]
    if not re.fullmatch(rf"{ours}\.[0-9]+", str(version)):
        told = _("datapackage.json: this is version %(theirs)s of the package; accepted: %(ours)s.")
        raise PackageError(told % {"theirs": str(version)[:20], "ours": f"{ours}.x"})
