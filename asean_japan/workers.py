"""Several processes that answer at one port, for one process of Python uses one core."""

import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Thread

ENDING = (signal.SIGTERM, signal.SIGINT)
TOO_SOON = 1.0  # seconds: whoever ends within them would end again


class Workers:
    """So many processes that do the same work until this one is told to end, or is gone.

    One that ends by itself is replaced; `run` returns when all have ended, and raises SystemExit when
    they end as soon as they begin. Before the work nothing may be open that two can't share: no
    connection to a database, no thread.
    """

    def __init__(self, work: Callable[[], None], count: int):
        self.work, self.count = work, count
        self.begun: dict[int, float] = {}  # when each process began
        self.is_ending = False
        # Nothing is ever written: to read its end is to know that the first process is gone.
        self.life, self.held = os.pipe()

    def run(self) -> None:
        for name in ENDING:
            signal.signal(name, self._end)
        for _ in range(self.count):
            self._begin()
        while self.begun:
            number, _status = os.wait()
            lived = time.monotonic() - self.begun.pop(number)
            if self.is_ending:
                continue
            if lived < TOO_SOON:
                self._end()
                raise SystemExit(1)
            self._begin()

    def _begin(self):
        """One more process. Who tells us to end meanwhile is heard when we know of it."""
        sys.stdout.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        if not self.is_ending:
            number = os.fork()
            if not number:
                self._be_one()
            self.begun[number] = time.monotonic()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

    def _be_one(self):
        try:
            # From a keyboard all processes are told to end at once; the first one tells the others.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, lambda *told: sys.exit())
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
            os.close(self.held)
            Thread(target=self._end_with_the_first, daemon=True).start()
            self.work()
        finally:
            os._exit(0)  # what the first process has still to do is not this one's

    def _end_with_the_first(self):
        os.read(self.life, 1)
        os._exit(1)

    def _end(self, *told):
        self.is_ending = True
        for number in self.begun:
            os.kill(number, signal.SIGTERM)


def can_share() -> bool:
    """Whether this system can make processes that share a port in this way."""
    return hasattr(os, "fork")
