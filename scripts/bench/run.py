"""One run: every corpus, every server, every operation, one server at a time."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from scripts import postgres, programs

from . import files, fleet, measure, peer_database
from .corpora import Corpus
from .load import WrongAnswer
from .operations import (
    EMPTY_DJANGO,
    KEPT,
    NOT_ON_POSTGRESQL,
    ONLY_ON_SQLITE,
    OPERATIONS,
    OURS,
    RAW,
    RAW_BY_TEMPLATE,
    TO_A_LIST,
    Case,
    Operation,
)
from .processes import ROOT, CannotStart, Process, Ran, environment
from .results import POSTGRESQL, SQLITE, Results

# A machine that others use too is slow for minutes. So each server is visited several times, the largest
# corpus and the smallest in turn, and what it did best counts.
ROUNDS = 3
STARTS = 2  # in each round
STARTED = (
    (OURS, KEPT, "/healthz"),
    (TO_A_LIST, KEPT, "/recommendations/"),
    (EMPTY_DJANGO, EMPTY_DJANGO, "/"),
)
# The site comes first, before anything is tuned for its peers.
ON_POSTGRESQL = (OURS, RAW, RAW_BY_TEMPLATE, KEPT, EMPTY_DJANGO)


@dataclass
class Run:
    """What is measured, for how many seconds an operation; `tell` is told what is being done."""

    seconds: float
    operations: list[Operation] = field(default_factory=lambda: list(OPERATIONS))
    tell: Callable[[str], None] = print
    results: Results = field(default_factory=Results)

    @property
    def servers(self) -> list[str]:
        """The site, and every server that one of the operations needs."""
        return list(dict.fromkeys([OURS, *(server for each in self.operations for server in each.ways)]))

    def sqlite(self, corpora: Sequence[Corpus]) -> None:
        """Everything on SQLite."""
        for corpus in corpora:
            self.tell(f"{corpus.size:,} records, SQLite")
            self._prepare(corpus)
        for nth in range(ROUNDS):
            for corpus in corpora:
                self.tell(f"{corpus.size:,} records, SQLite, round {nth + 1} of {ROUNDS}")
                self._round(corpus)

    def _prepare(self, corpus):
        """What is done once: the import, the export, and what does not depend on the machine's mood."""
        self.results.commands["import", corpus.size, SQLITE] = corpus.prepare()
        self._command("export", corpus, SQLITE, lambda: corpus.export(**corpus.settings))
        corpus.manage("serve", "--prepare-only", **corpus.settings)
        self._queries(corpus)

    def _round(self, corpus):
        """A visit to each server."""
        for server in self.servers:
            self._server(server, corpus, SQLITE, self.seconds / ROUNDS)
        self._starts(corpus)
        self._file("shell", corpus, SQLITE, lambda: files.of_sqlite(corpus))

    def postgresql(self, corpus: Corpus) -> None:
        """What there is to measure on PostgreSQL, with one corpus, on a server that is gone afterwards."""
        folder = programs.find_postgres()
        if folder is None:
            self._leave_out("PostgreSQL: its server programs are not installed")
            return
        self.tell(f"{corpus.size:,} records, PostgreSQL")
        with postgres.throwaway(folder) as url:
            settings = {"DATABASE_URL": url}
            self._command("import", corpus, POSTGRESQL, lambda: corpus.load(**settings))
            self._command("export", corpus, POSTGRESQL, lambda: corpus.export(**settings))
            _ask_psql(url, "ANALYZE")
            first, *others = [each for each in self.servers if each in ON_POSTGRESQL]
            self._server(first, corpus, POSTGRESQL, self.seconds, url)
            # The site was measured: now for what a person would tune by hand.
            _ask_psql(url, peer_database.TUNING)
            for server in others:
                self._server(server, corpus, POSTGRESQL, self.seconds, url)
            self._file("shell", corpus, POSTGRESQL, lambda: files.of_postgres(corpus, url))

    def _server(self, server, corpus, database, seconds, url=""):
        """Measure at one server each operation that it has a way for."""
        asked = [each for each in self.operations if server in each.ways and _fits(each, server, database)]
        if not fleet.can_start(server):
            self._leave_out(f"{server}: not installed (make bench installs it)")
            return
        try:
            with fleet.start(server, corpus, url) as served:
                served.process.settle()
                beside = _database_server(url) if url else None
                for operation in asked:
                    case = Case(operation.key, server, corpus.size, database)
                    self._operation(operation, case, corpus, served, seconds, beside)
                if server == OURS:
                    self._file(OURS, corpus, database, lambda: files.ours(served))
        except CannotStart as reason:
            self._leave_out(f"{server} at {corpus.size:,} records on {database}: {reason}")

    def _operation(self, operation, case, corpus, served, seconds, beside):
        told, pages = f"{operation.title}, {case.server}", self.results.pages
        with self._leaving_out(f"{told}, {corpus.size:,} records, {case.database}"):
            paths = operation.paths(case.server, corpus.values[operation.values])
            headers = self._headers(operation, corpus, served, paths)
            figures = measure.measure(served, paths, seconds, operation.expected, headers, beside)
            pages[case] = figures.or_better(pages.get(case))
            self.tell(f"  {told}: {figures.cpu:.2f} ms CPU, {figures.rate:.0f}/s")

    @staticmethod
    def _headers(operation, corpus, served, paths):
        if operation.signed_in:
            return {"Cookie": f"sessionid={_session(corpus)}"}
        if operation.expected == 304:
            tag = measure.tag_of(served.port, paths[0])
            if not tag:
                raise WrongAnswer("the page bears no ETag")
            return {"If-None-Match": tag}
        return {}

    def _file(self, name, corpus, database, write):
        with self._leaving_out(f"the CSV by {name}, {corpus.size:,} records, {database}"):
            found = write()
            if found:
                known = self.results.files.get((name, corpus.size, database))
                self.results.files[name, corpus.size, database] = found.or_better(known)
                self.tell(f"  CSV of all links, {name}: {found.rate:,.0f} lines/s")

    def _command(self, name, corpus, database, do):
        with self._leaving_out(f"{name}, {corpus.size:,} records, {database}"):
            ran = self.results.commands[name, corpus.size, database] = do()
            self.tell(f"  {name}: {ran.wall:.1f} s, {ran.peak:.0f} MB")

    def _queries(self, corpus):
        """How many statements a page of each operation asks."""
        own = [each for each in self.operations if OURS in each.ways and not each.signed_in]
        paths = [each.paths(OURS, corpus.values[each.values])[0] for each in own]
        with self._leaving_out(f"statements asked, {corpus.size:,} records"):
            told = _told(corpus, "scripts.bench.asked", *paths).split()
            for operation, count in zip(own, told, strict=True):
                self.results.queries[operation.key, corpus.size] = int(count)

    def _starts(self, corpus):
        for name, server, path in STARTED:
            with self._leaving_out(f"the start of {name}"):
                known = self.results.starts.get((name, corpus.size))
                taken = [known] if known else []
                for _ in range(STARTS):
                    with fleet.start(server, corpus, path=path) as served:
                        taken.append(Ran(served.wall, served.cpu, served.process.peak))
                self.results.starts[name, corpus.size] = min(taken, key=lambda ran: ran.wall)

    @contextmanager
    def _leaving_out(self, what):
        """Go on where one part can't be measured, and say so in the end."""
        try:
            yield
        except (CannotStart, WrongAnswer, OSError) as reason:
            self._leave_out(f"{what}: {reason}")

    def _leave_out(self, what):
        told = " ".join(what.split())
        if told[:300] not in self.results.left_out:  # as in the round before
            self.results.left_out.append(told[:300])
        self.tell(f"  not measured: {told}")


def _fits(operation, server, database):
    if database == SQLITE:
        return True
    return operation.key not in NOT_ON_POSTGRESQL and (operation.key, server) not in ONLY_ON_SQLITE


def _session(corpus):
    """A session of the admin in the corpus's SQLite database."""
    return _told(corpus, "scripts.bench.session").split()[-1]


def _told(corpus, module, *arguments):
    """What a module prints that runs with the corpus's settings."""
    command = [sys.executable, "-m", module, *arguments]
    given = {"capture_output": True, "text": True, "env": environment(**corpus.settings)}
    told = subprocess.run(command, cwd=ROOT, **given)
    if told.returncode:
        raise CannotStart(told.stderr[-2000:])
    return told.stdout


def _ask_psql(url, statements):
    address = url.replace("postgres://", "postgresql://", 1)
    subprocess.run(["psql", address, "-qc", statements], check=True, env=environment())


def _database_server(url):
    """The throw-away server's first process; it keeps its number in its folder."""
    folder = Path(parse_qs(urlsplit(url).query)["host"][0])
    return Process(int((folder / "data" / "postmaster.pid").read_text().split()[0]))
