"""A PostgreSQL server for one run: its own folder, a unix socket, no network, nothing left behind.

    python3 -m scripts.postgres COMMAND …

runs the command with DATABASE_URL set to such a server.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from scripts import programs

SUPERUSER = "asean_japan"
# Nothing in it is to survive a crash: speed over safety.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=1GB"
SECONDS_TO_START = 30


class PostgresFailed(Exception):
    """The server could not be made or started; the message holds what it printed."""


@contextlib.contextmanager
def throwaway(programs_folder):
    """Run a PostgreSQL server; yields the DATABASE_URL that reaches it. Gone at the end, whatever happens."""
    account = _account()
    # In /tmp: a socket's path has room for 107 characters, and TMPDIR may be closed to the account.
    folder = Path(tempfile.mkdtemp(prefix="asean-japan-pg-", dir="/tmp"))
    try:
        if account:
            os.chown(folder, *account.values())
        _initialise(programs_folder, folder, account)
        with _server(programs_folder, folder, account):
            yield f"postgres://{SUPERUSER}@/postgres?host={quote(str(folder))}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account():
    """The unprivileged account for the server when we are root, which PostgreSQL refuses; else nothing."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid}
    raise PostgresFailed("PostgreSQL refuses root, and there is neither an account postgres nor nobody.")


def _initialise(programs_folder, folder, account):
    options = f"-D {folder}/data -U {SUPERUSER} --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync"
    command = [programs_folder / "initdb", *options.split()]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_as(account))
    if made.returncode:
        raise PostgresFailed(made.stdout + made.stderr)


@contextlib.contextmanager
def _server(programs_folder, folder, account):
    log = folder / "log"
    options = f"-D {folder}/data -k {folder} -c listen_addresses= {FAST}"
    command = [programs_folder / "postgres", *options.split()]
    with log.open("wb") as output:
        # A session of its own: Ctrl-C reaches the tests first, and the server is ended in order.
        started = {"cwd": folder, "stdout": output, "stderr": output, "start_new_session": True}
        server = subprocess.Popen(command, **started, **_as(account))
    try:
        _wait_until_ready(server, folder, log)
        yield
    finally:
        _stop(server)


def _wait_until_ready(server, folder, log):
    """The last line of postmaster.pid says "ready" once connections are taken."""
    state = folder / "data" / "postmaster.pid"
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and server.poll() is None:
        if state.exists() and state.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise PostgresFailed(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(server):
    server.send_signal(signal.SIGINT)  # fast shutdown: ends open sessions
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _as(account):
    """Keyword arguments that start a process as the account, without our further groups."""
    return {**account, "extra_groups": []} if account else {}


def end_on_signals():
    """Turn a termination into an exception, so that the server and its folder are cleared away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))


def main():
    end_on_signals()
    folder = programs.find_postgres()
    if folder is None:
        sys.exit("PostgreSQL's server programs were not found. Debian's package is postgresql.")
    with throwaway(folder) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
