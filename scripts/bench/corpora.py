"""The corpora: made and loaded by a whole run; other runs keep them until what makes them changes."""

import json
import shutil
import sqlite3
import sys
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from . import peer_database, values
from .processes import LOG, ROOT, Ran, run

SEED = "bench"
# Another word in these files is another corpus, another database made of it, or another copy for the peers.
MAKERS = (
    "recommendations/corpus/*.*",
    "recommendations/exchange/*.py",
    "sources/exchange/*.py",
    "*/migrations/*.py",
)
TUNERS = ("scripts/bench/peer_database.py",)


@dataclass(frozen=True)
class Corpus:
    """So many records: the package, the site's SQLite database and the peers' under one folder."""

    size: int
    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / "package"

    @property
    def sqlite(self) -> Path:
        return self.folder / "asean_japan.sqlite3"

    @property
    def peer(self) -> Path:
        return self.folder / "peer.sqlite3"

    @property
    def log(self) -> Path:
        return self.folder / LOG

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a site on its SQLite database."""
        return {"VAR_DIR": str(self.folder), "DATABASE_URL": f"sqlite:///{self.sqlite}"}

    @cached_property
    def values(self) -> dict[str, list[dict]]:
        connection = sqlite3.connect(self.peer)
        try:
            return values.choose(connection)
        finally:
            connection.close()

    def forget(self) -> None:
        """Take away what was made, so that the run that makes it anew has timed it too."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self) -> Ran:
        """Make what is missing; how long the import into SQLite took when it was made."""
        kept = self.folder / "made.json"
        made = json.loads(kept.read_text()) if kept.exists() else {}
        if made.get("by") != (wanted := _fingerprint(MAKERS)):
            self.forget()
            self.folder.mkdir(parents=True)
            self.manage("make_corpus", "--records", str(self.size), "--seed", SEED, str(self.package))
            made = {"by": wanted, "import": asdict(self.load(**self.settings))}
            kept.write_text(json.dumps(made))
        if made.get("peer by") != (wanted := _fingerprint(TUNERS)):
            peer_database.build(self.sqlite, self.peer)
            kept.write_text(json.dumps(made | {"peer by": wanted}))
        return Ran(**made["import"])

    def load(self, **settings: str) -> Ran:
        """Make the tables of an empty database and import the package; how long the import took."""
        self.manage("migrate", "--verbosity", "0", **settings)
        return self.manage("import_package", str(self.package), **settings)

    def export(self, **settings: str) -> Ran:
        """Export everything as a package; how long it took."""
        path = self.folder / "exported.zip"
        path.unlink(missing_ok=True)
        return self.manage("export_package", str(path), **settings)

    def manage(self, *arguments: str, **settings: str) -> Ran:
        """Run a command of the site."""
        command = [sys.executable, "manage.py", *arguments]
        return run(command, self.log, **{"VAR_DIR": str(self.folder), **settings})


def _fingerprint(patterns):
    said = sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            said.update(path.read_bytes())
    return said.hexdigest()
