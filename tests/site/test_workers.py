"""The site is answered by several processes: one may die, and none outlives the first."""

import os
import signal
import time
from pathlib import Path

import pytest

from .running import LONG_ENOUGH, Site, free_port, once, running, wait_for

pytestmark = once


@pytest.fixture
def server(site, tmp_path):
    """A site of two processes that is no other test's: its first process, and where to ask it."""
    port = free_port()
    folder = {"VAR_DIR": str(site.folder), "PORT": str(port), "PROCESSES": "2"}
    with running(site.folder, "manage.py", "serve", **folder) as process:
        wait_for(process, port)
        eventually(lambda: len(below(process.pid)) == 2)
        yield process, Site(site.folder, port)


def below(pid):
    """The numbers of the processes that a process has begun."""
    return {int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(holds):
    until = time.monotonic() + LONG_ENOUGH
    while not holds():
        assert time.monotonic() < until, "It did not come to pass."
        time.sleep(0.02)


def test_a_process_that_dies_is_replaced(server):
    process, site = server
    time.sleep(1)  # who dies at once is not replaced
    first, second = below(process.pid)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: len(below(process.pid) - {first}) == 2)
    assert second in below(process.pid)
    assert site.ask("/healthz").status == 200


def test_all_end_quietly_when_the_first_is_told_to(server):
    process, _site = server
    others = below(process.pid)
    process.send_signal(signal.SIGTERM)
    assert process.wait(LONG_ENOUGH) == 0
    assert not any(map(is_running, others))


def test_none_outlives_the_first(server):
    process, _site = server
    others = below(process.pid)
    process.kill()
    eventually(lambda: not any(map(is_running, others)))


def test_one_process_alone_is_enough(site):
    port = free_port()
    with running(site.folder, "manage.py", "serve", PORT=str(port), PROCESSES="1") as process:
        wait_for(process, port)
        assert not below(process.pid)
        assert Site(site.folder, port).ask("/healthz").status == 200
