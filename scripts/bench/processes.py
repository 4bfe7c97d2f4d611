"""Processes that are measured: their processor time and memory, as Linux counts them, children included."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from scripts import run_tests

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 300
SECONDS_TO_SETTLE = 120
REST, RESTS = 0.2, 4  # seconds, and how many such rests after each other are one
LOG = "bench.log"


class CannotStart(Exception):
    """A server did not come up; the message holds what it printed."""


@dataclass(frozen=True)
class Process:
    """A process and all below it."""

    pid: int

    @property
    def family(self) -> list[int]:
        """Its own number and those of its descendants, as of now."""
        found = [self.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in _read(task).split()]
        return found

    @property
    def cpu(self) -> float:
        """Seconds of processor time of the family, ended children included."""
        return sum(_cpu(_read(Path(f"/proc/{pid}/stat"))) for pid in self.family)

    @property
    def memory(self) -> float:
        """Megabytes that the family holds now."""
        return sum(_status(pid, "VmRSS") for pid in self.family)

    @property
    def peak(self) -> float:
        """Megabytes that its members held at most, since the start or `forget_peak`."""
        return sum(_status(pid, "VmHWM") for pid in self.family)

    def settle(self) -> None:
        """Return when the family has come to rest: when what it does beside its readers is done."""
        give_up = time.monotonic() + SECONDS_TO_SETTLE
        known, rests = self.cpu, 0
        while rests < RESTS and time.monotonic() < give_up:
            time.sleep(REST)
            known, before = self.cpu, known
            rests = rests + 1 if known - before < REST / 20 else 0

    def forget_peak(self) -> None:
        """Count the peak from now on, where the system lets us."""
        for pid in self.family:
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")


def _read(path):
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _cpu(stat: str) -> float:
    """User and system time of a process and of its children that have ended."""
    fields = stat.rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICK


def _status(pid, name):
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


@dataclass(frozen=True)
class Served:
    """A server on this machine; `wall` and `cpu` seconds passed until its first answer."""

    process: Process
    port: int
    wall: float
    cpu: float


@contextmanager
def serving(command: list[str], port: int, log: Path, path: str = "/", **given: str) -> Iterator[Served]:
    """Run a server until the end of the block; begins when it has answered `path`."""
    started = time.perf_counter()
    with log.open("ab") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(**given),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        _wait(server, port, path, log)
        process = Process(server.pid)
        yield Served(process, port, time.perf_counter() - started, process.cpu)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def environment(**given: str) -> dict[str, str]:
    """What a process is given: nothing of what a person has set for their own site.

    Byte code is kept, as it is wherever a site starts for the second time; but beside the tree.
    """
    unwanted = {*run_tests.SETTINGS, "PYTHONDONTWRITEBYTECODE"}
    plain = {name: value for name, value in os.environ.items() if name not in unwanted}
    return plain | {"PYTHONPYCACHEPREFIX": str(ROOT / "var" / "bench" / "bytecode")} | given


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def _wait(server, port, path, log):
    """Wait for the first answer, whatever it is; ask in short steps, so that the time is exact."""
    give_up = time.monotonic() + SECONDS_TO_START
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_START) as connection:
                connection.sendall(asked)
                if connection.recv(1):
                    return
        except OSError:
            time.sleep(0.02)
    raise CannotStart(log.read_text(errors="replace")[-2000:])


@dataclass(frozen=True)
class Ran:
    """A command that was run to its end: seconds that passed, seconds of processor time, megabytes."""

    wall: float
    cpu: float
    peak: float


def run(command: list[str], log: Path, stdout: Path | None = None, **given: str) -> Ran:
    """Run a command to its end; raises CannotStart with what it printed if it fails."""
    started = time.perf_counter()
    with log.open("ab") as output, (stdout or log).open("ab") as result:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(**given),
            stdin=subprocess.DEVNULL,
            stdout=result,
            stderr=output,
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CannotStart(f"{' '.join(command)}\n{log.read_text(errors='replace')[-2000:]}")
    return Ran(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
