"""How waitress serves the site: what it is told, and the two things it is taught."""

import socket
from contextlib import suppress
from typing import Any

import waitress
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask

from .turns import Turns
from .workers import Workers, can_share

BACKLOG = 1024  # connections that wait to be taken
SETTLED: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 1000,
    "backlog": BACKLOG,
    "asyncore_use_poll": True,
    "outbuf_high_watermark": 1 << 30,  # a slow reader of an export holds no thread
    "channel_timeout": 60,  # seconds without a byte taken or sent; a download that moves is never cut
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}
BUFFER = 2 << 20  # bytes of an answer in memory


class Task(WSGITask):
    """One request and its answer; after “not modified” the connection stays open.

    Of its own, waitress closes it after every answer without a length; a 304 has no content to tell the
    end of, and a reader who only asks whether a page has changed should not pay for a connection each time.
    """

    def set_close_on_finish(self) -> None:
        asked = self.request.headers.get("CONNECTION", "").lower()
        if self.version == "1.1" and self.status.startswith("304") and asked != "close":
            return
        super().set_close_on_finish()


class Channel(HTTPChannel):
    """A connection, whose requests are tasks of ours, and whose memory is bounded.

    What waits for a slow reader goes to a temporary file; but what a quick one has taken already is kept in
    memory until the buffer is changed for a new one, which waitress does at the high watermark only.
    """

    task_class = Task
    current_outbuf_count: int  # bytes since the buffer was new

    def write_soon(self, data: Any) -> int:
        if self.current_outbuf_count >= BUFFER and not self.outbufs[-1].overflowed:
            self.current_outbuf_count = self.adj.outbuf_high_watermark
        return super().write_soon(data)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets at every address of the host. Raises OSError when the port is taken."""
    opened = []
    for family, kind, protocol, address in Adjustments(host=host, port=port).listen:
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
        made.listen(BACKLOG)
        opened.append(made)
    return opened


def create_server(application: Any, **settled: Any) -> Any:
    """A server that listens, and serves when it is told to `run`. Raises OSError when the port is taken."""
    listening: dict[int, Any] = {}
    settled = SETTLED | settled
    turns = Turns()
    turns.set_thread_count(settled["threads"])
    server = waitress.create_server(application, map=listening, _dispatcher=turns, **settled)
    for each in listening.values():  # at several addresses there are several
        if isinstance(each, BaseWSGIServer):
            each.channel_class = Channel
    return server


def serve(
    application: Any, sockets: list[socket.socket], processes: int = 1, begin: Any = None, **settled: Any
) -> None:
    """Answer at the sockets, by so many processes where the system can, until told to end.

    Each process calls `begin` first.
    """

    def answer():
        if begin:
            begin()
        with suppress(KeyboardInterrupt):
            create_server(application, sockets=sockets, **settled).run()

    if processes > 1 and can_share():
        Workers(answer, processes).run()
    else:
        answer()
