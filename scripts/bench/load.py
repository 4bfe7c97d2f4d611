"""Readers that ask one page after the other over connections that stay open, and how long each waited."""

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from threading import Lock, Thread

PATIENCE = 300  # seconds


class WrongAnswer(Exception):
    """An answer that was not the one expected: another status, or no content."""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by their small-letter names, the bytes of content."""

    status: int
    headers: dict[str, str]
    length: int
    first: float = 0.0


@dataclass
class Reader:
    """One connection that stays open; `headers` go with every request."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self._connect()

    def _connect(self):
        self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.connection.makefile("rb")

    def close(self) -> None:
        self.stream.close()
        self.connection.close()

    def ask(self, path: str, **more: str) -> Answer:
        """The answer to a GET, read to its end."""
        given = {"Host": "localhost", **self.headers, **{n.replace("_", "-"): v for n, v in more.items()}}
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        self.connection.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        status = self._status()
        headers = dict(self._headers())
        first = time.perf_counter()
        length = 0 if status in (204, 304) else self._content(headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
            self._connect()
        return Answer(status, headers, length, first)

    def _status(self):
        line = self.stream.readline()
        if not line.startswith(b"HTTP/1."):
            raise WrongAnswer("The connection was closed without an answer.")
        return int(line.split()[1])

    def _headers(self) -> Iterator[tuple[str, str]]:
        while (line := self.stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            yield name.lower(), value.strip()

    def _content(self, headers):
        """Read the content and let it go; the number of its bytes. An end before its time is an error."""
        if "content-length" in headers:
            return self._take(int(headers["content-length"]))
        if headers.get("transfer-encoding") != "chunked":
            return sum(map(len, iter(lambda: self.stream.read(65536), b"")))
        length = 0
        while size := int(self.stream.readline() or b"-1", 16):
            length += self._take(size)
            self.stream.readline()
        self.stream.readline()
        return length

    def _take(self, size):
        left = size
        while left > 0 and (part := self.stream.read(min(left, 65536))):
            left -= len(part)
        if left or size < 0:
            raise WrongAnswer("The answer broke off.")
        return size


@dataclass(frozen=True)
class Sample:
    """Requests that were answered: how many, in how many seconds, how long each waited, their bytes."""

    waits: Sequence[float]
    seconds: float
    bytes: int

    @property
    def count(self) -> int:
        return len(self.waits)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.count / self.seconds

    def quantile(self, share: float) -> float:
        """Milliseconds within which this share of the requests was answered (nearest rank)."""
        ordered = sorted(self.waits)
        rank = max(1, -int(-share * len(ordered) // 1))
        return ordered[rank - 1] * 1000


def ask_for(
    port: int, paths: Iterable[str], seconds: float, readers: int, expected: int = 200, **headers: str
) -> Sample:
    """Ask for the paths in turn, by so many readers at once, for at least so long.

    It ends when every path was asked for as often as the others, so that one sample can be held against
    another, and every reader had work. Raises WrongAnswer for a status other than `expected`, or an empty
    page.
    """
    turn = _Turn(list(paths), time.perf_counter() + seconds, readers)
    crew = [Thread(target=turn.work, args=(port, expected, headers)) for _ in range(readers)]
    started = time.perf_counter()
    for each in crew:
        each.start()
    for each in crew:
        each.join()
    if turn.failure:
        raise turn.failure
    return Sample(turn.waits, time.perf_counter() - started, turn.bytes)


class _Turn:
    """The paths still to be asked for, shared by all readers, and what came of those that were."""

    def __init__(self, paths, until, readers):
        self.paths, self.until = paths, until
        self.at_least, self.given = readers, 0
        self.lock, self.waits, self.bytes = Lock(), [], 0
        self.failure: Exception | None = None

    def work(self, port, expected, headers):
        try:
            with closing(Reader(port, headers)) as reader:
                while (path := self._next()) is not None:
                    before = time.perf_counter()
                    answer = reader.ask(path)
                    self._keep(path, answer, expected, time.perf_counter() - before)
        except Exception as error:
            self.failure = error

    def _next(self):
        with self.lock:
            passes, further = divmod(self.given, len(self.paths))
            enough = passes and self.given >= self.at_least and not further
            if self.failure or (enough and time.perf_counter() >= self.until):
                return None
            self.given += 1
            return self.paths[further]

    def _keep(self, path, answer, expected, wait):
        if answer.status != expected or not (answer.length or expected == 304):
            raise WrongAnswer(f"{path} was answered {answer.status} with {answer.length} bytes.")
        with self.lock:
            self.waits.append(wait)
            self.bytes += answer.length
