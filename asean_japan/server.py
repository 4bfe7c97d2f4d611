"""How waitress serves the site: what it is told, and the two things it is taught."""

from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.task import WSGITask

SETTLED = {
    "threads": 8,
    "connection_limit": 1000,
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


def create_server(application: Any, **settled: Any) -> Any:
    """A server that listens, and serves when it is told to `run`. Raises OSError when the port is taken."""
    server = waitress.create_server(application, **SETTLED | settled)
    server.channel_class = Channel
    return server
