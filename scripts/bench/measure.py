"""Measuring an operation at a server: processor time of the server, rate, waits, bytes, memory."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from . import load
from .processes import Process, Served

READERS = 8


@dataclass(frozen=True)
class Figures:
    """What one operation costs at one server.

    `cpu` is milliseconds of processor time a request, of the server and, where it has one of its
    own, the database server; waits are milliseconds with 1 and with 8 readers at once, `rate` is
    requests a second with 8; `bytes` of content a page, `memory` megabytes at most.
    """

    cpu: float
    rate: float
    p50: float
    p99: float
    p50_of_8: float
    p99_of_8: float
    bytes: float
    memory: float
    requests: int

    def to_dict(self) -> dict:
        return asdict(self)

    def or_better(self, other: Self | None) -> Self:
        """Of two turns at the same server, what it does when the machine leaves it alone.

        The waits of one reader go with the processor time, those of eight with the rate.
        """
        if other is None:
            return self
        one = min(self, other, key=lambda figures: figures.cpu)
        eight = max(self, other, key=lambda figures: figures.rate)
        return replace(
            one,
            rate=eight.rate,
            p50_of_8=eight.p50_of_8,
            p99_of_8=eight.p99_of_8,
            memory=max(self.memory, other.memory),
            requests=self.requests + other.requests,
        )

    @classmethod
    def of(cls, cpu: float, one: load.Sample, eight: load.Sample, memory: float) -> Self:
        """From `cpu` seconds that the requests of one reader took, and both readers' samples."""
        return cls(
            cpu=cpu * 1000 / one.count,
            rate=eight.rate,
            p50=one.quantile(0.5),
            p99=one.quantile(0.99),
            p50_of_8=eight.quantile(0.5),
            p99_of_8=eight.quantile(0.99),
            bytes=one.bytes / one.count,
            memory=memory,
            requests=one.count + eight.count,
        )


def measure(
    served: Served,
    paths: Sequence[str],
    seconds: float,
    expected: int = 200,
    headers: Mapping[str, str] | None = None,
    beside: Process | None = None,
) -> Figures:
    """Ask the server for all the paths, first one reader and then eight, each for at least so many seconds.

    `beside` is another process that works for the server: the database server. Raises
    load.WrongAnswer for any answer that is not `expected`.
    """
    given = headers or {}
    served.process.forget_peak()
    family = [served.process, *([beside] if beside else [])]
    before = sum(each.cpu for each in family)
    one = load.ask_for(served.port, paths, seconds, 1, expected, **given)
    cpu = sum(each.cpu for each in family) - before
    eight = load.ask_for(served.port, paths, seconds, READERS, expected, **given)
    return Figures.of(cpu, one, eight, served.process.peak)


def warm(served: Served, paths: Sequence[str], expected: int = 200, headers: Mapping[str, str] | None = None):
    """Ask for the paths, and count nothing: what a server makes once is made, in each of its processes."""
    load.ask_for(served.port, paths, 0, READERS, expected, **(headers or {}))


def tag_of(port: int, path: str) -> str:
    """The entity tag of a page, "" where it bears none."""
    reader = load.Reader(port)
    try:
        return reader.ask(path).headers.get("etag", "")
    finally:
        reader.close()
