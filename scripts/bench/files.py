"""The file of all links: ours beside what the databases' own shells write of the same columns."""

import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from .corpora import Corpus
from .load import Reader
from .processes import Served, environment

PATH = "/cross-references/list.csv"
# The columns of our file, joined by hand in the same order, after `peer_database.TUNING`.
SELECT = """
SELECT f.code AS "from", t.code AS "to", x.relation, x.basis, x.reason,
  coalesce(d.slug, '') AS evidence_document, coalesce(q.exact, '') AS evidence_exact, x.status, x.origin
FROM recommendations_crossreference x
JOIN recommendations_record f ON f.id = x.from_record_id
JOIN recommendations_record t ON t.id = x.to_record_id
LEFT JOIN sources_quotation q ON q.id = x.evidence_id
LEFT JOIN peer_version v ON v.id = q.version_id
LEFT JOIN sources_document d ON d.id = v.document_id
WHERE x.status = 'published' AND f.status = 'published' AND t.status = 'published'
ORDER BY t.sort_key, f.sort_key, x.relation"""


@dataclass(frozen=True)
class FileFigures:
    """A file that was written: its lines, seconds, seconds to the first byte, bytes, megabytes more."""

    lines: int
    seconds: float
    first: float
    bytes: int
    growth: float

    def or_better(self, other: Self | None) -> Self:
        """Of two times that the same file was written, the quicker; with the more memory."""
        if other is None:
            return self
        best = max(self, other, key=lambda figures: figures.rate)
        return replace(best, growth=max(self.growth, other.growth))

    @property
    def rate(self) -> float:
        """Lines a second."""
        return self.lines / self.seconds


def ours(served: Served) -> FileFigures:
    """Our file, whole, over a connection; how much the server's memory grew at most."""
    reader = Reader(served.port)
    reader.ask("/healthz")
    served.process.forget_peak()
    held = served.process.memory
    started = time.perf_counter()
    answer = reader.ask(PATH)
    seconds = time.perf_counter() - started
    reader.close()
    lines = int(answer.headers.get("x-total-count", "0"))
    growth = served.process.peak - held
    return FileFigures(lines, seconds, answer.first - started, answer.length, growth)


def of_sqlite(corpus: Corpus) -> FileFigures | None:
    """The same by `sqlite3 -csv` from the peers' copy; nothing where the shell is not installed."""
    shell = shutil.which("sqlite3")
    return _shell([shell, "-csv", "-header", str(corpus.peer), SELECT], corpus) if shell else None


def of_postgres(corpus: Corpus, url: str) -> FileFigures | None:
    """The same by `psql` and COPY; nothing where psql is not installed."""
    shell = shutil.which("psql")
    copy = f"COPY ({SELECT}) TO STDOUT WITH (FORMAT csv, HEADER)"
    command = [shell, url.replace("postgres://", "postgresql://", 1), "-qc", copy]
    return _shell(command, corpus) if shell else None


def _shell(command, corpus):
    """Run a shell that writes the file; it is read as it comes, and let go."""
    started, first, size, lines = time.perf_counter(), 0.0, 0, 0
    with corpus.log.open("ab") as log:
        shell = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=log)
        while part := shell.stdout.read1(65536):
            first = first or time.perf_counter() - started
            size, lines = size + len(part), lines + part.count(b"\n")
        if shell.wait():
            raise OSError(f"{Path(command[0]).name} failed; see {corpus.log.name}.")
    return FileFigures(lines - 1, time.perf_counter() - started, first, size, 0.0)
