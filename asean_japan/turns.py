"""Threads that answer in turns, for in one process of Python they answer no sooner at once."""

from threading import Condition
from time import monotonic

from waitress.task import Task, ThreadedTaskDispatcher

PATIENCE = 0.05  # seconds


class Turns(ThreadedTaskDispatcher):
    """Gives requests to one thread, always the same, as long as each is answered soon.

    Python runs one thread at a time, so that threads with a page each only pull the interpreter from one
    another; and each has a connection of its own to the database, which must come to know it anew. A third
    more requests are answered by one. Who is at an answer for longer than `PATIENCE`, as with a file of all
    links, goes on, while the turn, and whoever waits, goes to another thread.
    """

    def __init__(self) -> None:
        super().__init__()
        self.turn = -1  # the number of the thread whose turn it is
        self.begun = 0.0  # when that one began to answer; 0 while there is nothing to do
        self.beside = Condition(self.lock)  # here wait the others
        self.is_watched = False  # whether one of them looks at the clock

    def set_thread_count(self, count: int) -> None:
        super().set_thread_count(count)
        with self.lock:
            self.beside.notify_all()

    def add_task(self, task: Task) -> None:
        with self.lock:
            self.queue.append(task)
            if self.begun:
                self._have_it_watched()
            else:
                self.queue_cv.notify()

    def handler_thread(self, thread_no: int) -> None:
        while self._comes_to_turn(thread_no):
            while task := self._next(thread_no):
                try:
                    task.service()
                except BaseException:
                    self.logger.exception("Exception when servicing %r", task)

    def _next(self, number):
        """What is to be answered next; None when the turn is another's, or the end has come."""
        with self.lock:
            if self.turn != number:
                return None
            self.begun = 0.0
            while not (self.queue or self.stop_count):
                self.queue_cv.wait()
            if self.stop_count:
                self.turn = -1
                return None
            self.begun = monotonic()
            task = self.queue.popleft()
            self._have_it_watched()
            return task

    def _comes_to_turn(self, number):
        """Wait until it is this thread's turn; false when the end has come."""
        with self.lock:
            while not self.stop_count:
                if self.turn < 0 or self._is_overdue():
                    self.turn = number
                    return True
                if self.queue and self.begun and not self.is_watched:
                    self.is_watched = True
                    self.beside.wait(self.begun + PATIENCE - monotonic())
                    self.is_watched = False
                else:
                    self.beside.wait()
            self.stop_count -= 1
            self.threads.discard(number)
            self.thread_exit_cv.notify()
            return False

    def _have_it_watched(self):
        """One of those beside looks at the clock, and only while somebody waits for an answer."""
        if self.queue and not self.is_watched:
            self.beside.notify()

    def _is_overdue(self):
        return self.queue and self.begun and monotonic() >= self.begun + PATIENCE
