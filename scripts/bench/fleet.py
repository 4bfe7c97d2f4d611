"""How each server is started: the site and the peers by the same server, Datasette by its own."""

import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from . import operations
from .corpora import Corpus
from .processes import ROOT, Served, environment, free_port, serving

DATASETTE = ROOT / ".venv-bench" / "bin" / "datasette"
# No page is kept where the making of pages is measured.
KEEPS_NONE = {"PAGE_CACHE_MB": "0"}
PEERS = {
    operations.RAW: "raw-sql",
    operations.RAW_BY_TEMPLATE: "raw-sql",
    operations.EMPTY_DJANGO: "empty-django",
    operations.EMPTY_WSGI: "empty-wsgi",
    operations.PLAIN_ADMIN: "plain-admin",
}
TUNED = {
    "suggest_facets": "off",
    "facet_time_limit_ms": "20000",
    "sql_time_limit_ms": "60000",
    "num_sql_threads": "4",
    "cache_size_kb": "200000",
}


def start(
    server: str, corpus: Corpus, database: str = "", path: str = "/healthz"
) -> AbstractContextManager[Served]:
    """Run a server on the corpus: on its SQLite databases, or on the PostgreSQL at this address.

    The site has started when it has answered this path.
    """
    port = free_port()
    settings = corpus.settings | ({"DATABASE_URL": database} if database else {})
    if server in (operations.OURS, operations.KEPT):
        settings |= KEEPS_NONE if server == operations.OURS else {}
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        return serving(command, port, corpus.log, path, **settings)
    if server in PEERS:
        data = _plain_address(database) if database else str(corpus.peer)
        command = [sys.executable, "-m", "scripts.bench.serve", PEERS[server], str(port), data]
        return serving(command, port, corpus.log, "/", **settings)
    return serving(_datasette(server, corpus, port), port, corpus.log, "/-/versions.json")


def can_start(server: str) -> bool:
    """Whether the server is installed on this machine."""
    return DATASETTE.exists() or server not in (operations.DATASETTE, operations.TUNED)


def _plain_address(url):
    """The address as PostgreSQL's own library reads it."""
    return url.replace("postgres://", "postgresql://", 1)


def _datasette(server, corpus, port):
    command = [str(DATASETTE), "serve", "--port", str(port)]
    if server == operations.DATASETTE:
        return [*command, str(corpus.sqlite)]
    for name, value in TUNED.items():
        command += ["--setting", name, value]
    return [*command, "--inspect-file", str(_inspected(corpus.peer)), "-i", str(corpus.peer)]


def _inspected(peer: Path) -> Path:
    """What Datasette may know beforehand of a file that does not change: the counts of its tables."""
    told = peer.with_suffix(".json")
    if not told.exists() or told.stat().st_mtime < peer.stat().st_mtime:
        command = [str(DATASETTE), "inspect", str(peer), "--inspect-file", str(told)]
        subprocess.run(command, env=environment(), check=True, capture_output=True)
    return told
