"""Threads of the server that answer in turns: one as long as it is quick, another when that one is not."""

import logging
import threading
from contextlib import contextmanager
from time import sleep

import pytest

from asean_japan.turns import Turns

LONG = 10  # seconds after which something that is waited for has failed


class Asked:
    """A task as waitress has it, which does what it is told, and then knows who did it."""

    def __init__(self, do=lambda: None):
        self.do, self.by, self.done, self.is_cancelled = do, "", threading.Event(), False

    def service(self):
        self.by = threading.current_thread().name
        try:
            self.do()
        finally:
            self.done.set()

    def cancel(self):
        self.is_cancelled = True


@contextmanager
def held(turns, count):
    """So many tasks that go on until the end of the block, each begun."""
    end, begun = threading.Event(), [threading.Event() for _ in range(count)]

    def stay(at):
        begun[at].set()
        end.wait(LONG)

    tasks = [Asked(lambda at=at: stay(at)) for at in range(count)]
    for at, task in enumerate(tasks):
        turns.add_task(task)
        assert begun[at].wait(LONG)
    yield tasks
    end.set()
    assert all(task.done.wait(LONG) for task in tasks)


@pytest.fixture
def turns():
    made = Turns()
    made.set_thread_count(4)
    yield made
    made.shutdown()


def answered(turns, count=1):
    """So many tasks, each given when the one before it is done."""
    tasks = [Asked() for _ in range(count)]
    for task in tasks:
        turns.add_task(task)
        assert task.done.wait(LONG)
    return tasks


def test_what_is_quick_is_all_done_by_one_thread(turns):
    assert len({task.by for task in answered(turns, 50)}) == 1


def test_what_comes_at_once_is_done_one_after_the_other(turns):
    done = []
    tasks = [Asked(lambda at=at: done.append(at)) for at in range(200)]
    for task in tasks:
        turns.add_task(task)
    assert tasks[-1].done.wait(LONG)
    assert done == list(range(200))


def test_what_lasts_holds_nobody_up(turns):
    with held(turns, 1) as (lasting,):
        (task,) = answered(turns)
    assert task.by != lasting.by


def test_all_that_waits_behind_it_is_done(turns):
    end, begun = threading.Event(), threading.Event()
    lasting, *others = tasks = [Asked(lambda: (begun.set(), end.wait(LONG))), Asked(), Asked(), Asked()]
    for task in tasks:
        turns.add_task(task)
    assert begun.wait(LONG)
    assert all(task.done.wait(LONG) for task in others)
    assert not lasting.done.is_set()
    end.set()


def test_as_many_last_as_there_are_threads_but_one(turns):
    with held(turns, 3):
        assert len({task.by for task in answered(turns, 5)}) == 1


def test_when_all_threads_are_held_the_next_waits_for_the_first_that_is_free(turns):
    task = Asked()
    with held(turns, 4):
        turns.add_task(task)
        assert not task.done.wait(0.2)
    assert task.done.wait(LONG)


def test_who_was_late_takes_part_again(turns):
    for _ in range(5):
        with held(turns, 3):
            answered(turns)
    assert answered(turns)


def test_many_of_all_lengths_are_all_done(turns):
    tasks = [Asked(lambda at=at: sleep(0.06 if at % 17 == 0 else 0)) for at in range(150)]

    def give(share):
        for task in share:
            turns.add_task(task)
            sleep(0.001)

    givers = [threading.Thread(target=give, args=(tasks[nth::3],)) for nth in range(3)]
    for each in givers:
        each.start()
    assert all(task.done.wait(LONG) for task in tasks)
    for each in givers:
        each.join()


def test_one_that_fails_is_told_of_and_the_next_is_done(turns, caplog):
    def fail():
        raise ArithmeticError("seven of nine")

    failing = Asked(fail)
    with caplog.at_level(logging.ERROR):
        turns.add_task(failing)
        assert failing.done.wait(LONG)
        answered(turns)
    assert "seven of nine" in caplog.text


def test_in_the_end_every_thread_is_gone_and_what_waits_is_cancelled():
    turns, waiting = Turns(), Asked()
    turns.set_thread_count(2)
    answered(turns, 3)
    with held(turns, 2):
        turns.add_task(waiting)
        stopping = threading.Thread(target=turns.shutdown)
        stopping.start()
        sleep(0.1)
    stopping.join(LONG)
    assert waiting.is_cancelled
    assert not turns.threads
