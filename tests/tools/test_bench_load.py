"""The readers of `make bench`: they read every answer to its end, and stop at a wrong one."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from scripts.bench.load import Reader, WrongAnswer, ask_for

PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nWords"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nWor\r\n2\r\nds\r\n0\r\n\r\n"


@contextmanager
def answering(answer: bytes | Callable[[bytes], bytes], then_close: bool = False) -> Iterator[int]:
    """A server that gives every request this answer; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_accept, args=(server, answer, then_close), daemon=True).start()
        yield server.getsockname()[1]


def _accept(server, answer, then_close):
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        Thread(target=_talk, args=(connection, answer, then_close), daemon=True).start()


def _talk(connection, answer, then_close):
    with connection:
        while asked := connection.recv(65536):
            connection.sendall(answer(asked) if callable(answer) else answer)
            if then_close:
                return


@pytest.mark.parametrize("answer", [PAGE, CHUNKED])
def test_it_reads_one_answer_after_the_other_on_one_connection(answer):
    with answering(answer) as port:
        reader = Reader(port)
        assert [reader.ask("/").length for _ in range(3)] == [5, 5, 5]
        reader.close()


def test_it_sends_the_headers_it_is_given():
    def told(asked):
        return (
            PAGE if b"If-None-Match: abc\r\n" in asked else b"HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n"
        )

    with answering(told) as port:
        assert ask_for(port, ["/"], 0, 1, **{"If-None-Match": "abc"}).count == 1


def test_every_reader_asks_at_least_once():
    with answering(PAGE) as port:
        sample = ask_for(port, ["/a", "/b"], seconds=0, readers=4)
    assert sample.count >= 4
    assert sample.bytes == 5 * sample.count


def test_an_answer_that_breaks_off_is_an_error():
    with answering(PAGE[:-2], then_close=True) as port, pytest.raises(WrongAnswer, match="broke off"):
        ask_for(port, ["/"], 0, 1)


def test_a_chunked_answer_that_breaks_off_is_an_error():
    with answering(CHUNKED[:-5], then_close=True) as port, pytest.raises(WrongAnswer, match="broke off"):
        ask_for(port, ["/"], 0, 1)


def test_no_answer_at_all_is_an_error():
    with answering(b"", then_close=True) as port, pytest.raises(WrongAnswer, match="without an answer"):
        ask_for(port, ["/"], 0, 1)


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nNo", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"],
)
def test_another_status_or_an_empty_page_stops_the_run(answer):
    with answering(answer) as port, pytest.raises(WrongAnswer, match="/list was answered"):
        ask_for(port, ["/list"], 0, 1)


def test_an_unchanged_page_has_no_content():
    with answering(b"HTTP/1.1 304 Not Modified\r\n\r\n") as port:
        assert ask_for(port, ["/"], 0, 1, expected=304).bytes == 0
