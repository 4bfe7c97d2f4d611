"""The site as its operator meets it: commands and servers in processes of their own, with their own data.

Whatever database the suite runs on, these have an SQLite file of their own in a folder of their own.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from django.conf import settings

from scripts import run_tests

# What must not reach a site from the environment of the tests; the last is theirs alone.
SETTINGS = run_tests.SETTINGS | {"PORT", "VAR_DIR", "DJANGO_ALLOW_ASYNC_UNSAFE"}
LONG_ENOUGH = 60  # seconds, to wait for what does not come

once = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
    reason="It has an SQLite file of its own, and is tried in the run on SQLite.",
)


def environment(folder: Path, **given: str) -> dict[str, str]:
    """The environment of a site that keeps everything in this folder; no other setting reaches it."""
    plain = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return plain | {"VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1"} | given


def run(folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess:
    """A command to its end: `run(folder, "manage.py", "check")`; what it printed is in `stdout`, `stderr`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment(folder, **given),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG_ENOUGH,
    )


@contextmanager
def running(folder: Path, *arguments: str, **given: str) -> Iterator[subprocess.Popen]:
    """A process that is ended, at the latest, when the test is done with it."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment(folder, **given),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@dataclass(frozen=True)
class Site:
    """A running server: the folder of its data, and its port on this machine."""

    folder: Path
    port: int

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> HTTPResponse:
        """The whole answer to one request; its text is `answer.body`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG_ENOUGH)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            answer.body = answer.read().decode(errors="replace")
            return answer
        finally:
            connection.close()


@contextmanager
def serving(folder: Path, **given: str) -> Iterator[Site]:
    """The site of this folder, served by `manage.py serve`, from its first answer on."""
    port = free_port()
    with running(folder, "manage.py", "serve", PORT=str(port), **given) as server:
        wait_for(server, port)
        yield Site(folder, port)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_for(server: subprocess.Popen, port: int) -> None:
    """Return when the server takes connections; fail when it ends."""
    until = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"The server ended: {server.stdout.read()}")
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("The server did not come up.")
