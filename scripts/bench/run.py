"""One run: every operation at every server, with every corpus, in short turns."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
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
from .processes import ROOT, CannotStart, Process, Ran, Served, environment
from .results import POSTGRESQL, SQLITE, Results

# A machine that others use too is slow for seconds and for minutes. So all servers of all corpora stand side
# by side, are asked for everything in short turns, one after the other, and what each did best counts.
TURNS = 8
FILES = 3  # times that the file of all links is written, by each in turn
STARTS = 6
STARTED = (
    (OURS, KEPT, "/healthz"),
    (TO_A_LIST, KEPT, "/recommendations/"),
    (EMPTY_DJANGO, EMPTY_DJANGO, "/"),
)
# The site comes first, before anything is tuned for its peers.
ON_POSTGRESQL = (OURS, RAW, RAW_BY_TEMPLATE, KEPT, EMPTY_DJANGO)


@dataclass(frozen=True)
class Place:
    """A server that stands, with its corpus: on SQLite, or on the PostgreSQL at `url`."""

    server: str
    corpus: Corpus
    served: Served
    url: str = ""

    def __str__(self):
        return f"{self.server}, {self.corpus.size:,} records, {self.database}"

    @property
    def database(self) -> str:
        return POSTGRESQL if self.url else SQLITE

    @cached_property
    def beside(self) -> Process | None:
        """The database server."""
        return _database_server(self.url) if self.url else None

    def has(self, operation: Operation) -> bool:
        """Whether it has a way for the operation, and is asked for it."""
        return self.server in operation.ways and _fits(operation, self.server, self.database)


@dataclass(frozen=True)
class Way:
    """The addresses that a place is asked for in an operation, and the headers that go with each."""

    operation: Operation
    place: Place
    paths: Sequence[str]
    headers: Mapping[str, str]

    def __str__(self):
        return f"{self.operation.title}, {self.place}"

    @property
    def case(self) -> Case:
        return Case(self.operation.key, self.place.server, self.place.corpus.size, self.place.database)


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
        with ExitStack() as standing:
            self.tell("all servers, SQLite")
            places = self._side_by_side(standing, self.servers, corpora)
            for place in [each for each in places if each.server == OURS] * FILES:
                self._our_file(place)
                self._file("shell", place.corpus, SQLITE, lambda at=place: files.of_sqlite(at.corpus))
        for corpus in corpora:
            self._starts(corpus)

    def _prepare(self, corpus):
        """What is done once: the import, the export, and what does not depend on the machine's mood."""
        self.results.commands["import", corpus.size, SQLITE] = corpus.prepare()
        self._command("export", corpus, SQLITE, lambda: corpus.export(**corpus.settings))
        corpus.manage("serve", "--prepare-only", **corpus.settings)
        self._queries(corpus)

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
            others = [each for each in self.servers if each in ON_POSTGRESQL and each != OURS]
            with ExitStack() as standing:
                site = self._side_by_side(standing, [OURS], [corpus], url)
                for place in site * FILES:
                    self._our_file(place)
            # The site was measured: now for what a person would tune by hand.
            _ask_psql(url, peer_database.TUNING)
            with ExitStack() as standing:
                self._side_by_side(standing, others, [corpus], url)
            for _ in range(FILES):
                self._file("shell", corpus, POSTGRESQL, lambda: files.of_postgres(corpus, url))

    def _side_by_side(self, standing, servers, corpora, url=""):
        """Start the servers, ask them for everything they have; they go on until the end of `standing`."""
        found = [self._stand(standing, name, corpus, url) for name in servers for corpus in corpora]
        places = [place for place in found if place]
        self._operations(places)
        return places

    def _stand(self, standing, server, corpus, url=""):
        """Start a server that goes on until the end of `standing`; None where it can't be."""
        if not fleet.can_start(server):
            return self._leave_out(f"{server}: not installed (make bench installs it)")
        try:
            served = standing.enter_context(fleet.start(server, corpus, url))
        except CannotStart as reason:
            return self._leave_out(f"{server} at {corpus.size:,} records: {reason}")
        served.process.settle()
        return Place(server, corpus, served, url)

    def _operations(self, places):
        asked = [(operation, place) for operation in self.operations for place in places]
        ways = list(filter(None, (self._way(*each) for each in asked if each[1].has(each[0]))))
        for nth in range(TURNS):
            self.tell(f"  turn {nth + 1} of {TURNS}")
            for way in ways:
                self._turn(way)
        for way in ways:
            self._tell_of(way)

    def _way(self, operation, place):
        """What is asked of the place for the operation, each page once already; None where it fails."""
        with self._leaving_out(f"{operation.title}, {place}"):
            paths = operation.paths(place.server, place.corpus.values[operation.values])
            if not paths:
                raise WrongAnswer("the corpus is too small")
            way = Way(operation, place, paths, self._headers(operation, place.corpus, place.served, paths))
            measure.warm(place.served, paths, operation.expected, way.headers)
            return way

    def _turn(self, way):
        place, pages, expected = way.place, self.results.pages, way.operation.expected
        with self._leaving_out(str(way)):
            figures = measure.measure(
                place.served, way.paths, self.seconds / TURNS, expected, way.headers, place.beside
            )
            pages[way.case] = figures.or_better(pages.get(way.case))

    def _tell_of(self, way):
        if found := self.results.pages.get(way.case):
            self.tell(f"  {way}: {found.cpu:.2f} ms CPU, {found.rate:.0f}/s")

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

    def _our_file(self, place):
        self._file(OURS, place.corpus, place.database, lambda: files.ours(place.served))

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
        starts = self.results.starts
        for _ in range(STARTS):
            for name, server, path in STARTED:
                with (
                    self._leaving_out(f"the start of {name}"),
                    fleet.start(server, corpus, path=path) as served,
                ):
                    ran = Ran(served.wall, served.cpu, served.process.peak)
                    known = starts.get((name, corpus.size), ran)
                    starts[name, corpus.size] = min(known, ran, key=lambda each: each.wall)

    @contextmanager
    def _leaving_out(self, what):
        """Go on where one part can't be measured, and say so in the end."""
        try:
            yield
        except (CannotStart, WrongAnswer, OSError) as reason:
            self._leave_out(f"{what}: {reason}")

    def _leave_out(self, what):
        told = " ".join(what.split())
        if told[:300] not in self.results.left_out:  # as in the turn before
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
