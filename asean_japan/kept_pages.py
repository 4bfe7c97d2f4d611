"""Pages kept in memory: the least recently asked for go first when there is no more room."""

import gzip
from collections import OrderedDict
from functools import cached_property
from threading import Lock

LEVEL = 4  # of gzip: a page to a fifth of its size in half a millisecond
WORTH_IT = 1_000  # bytes, below which nothing is compressed
OVERHEAD = 1_000  # bytes, about what an entry takes beside its content
COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/atom+xml", "image/svg+xml")


class KeptPage:
    """The headers and content of an answer, as Django gave them; compressed for the first who takes it so."""

    def __init__(self, headers: list[tuple[str, str]], content: bytes):
        kind = dict(headers).get("Content-Type", "")
        self.content = content
        self.headers = [(name, value) for name, value in headers if name != "Content-Length"]
        self.is_compressible = kind.startswith(COMPRESSIBLE) and len(content) >= WORTH_IT

    @property
    def size(self) -> int:
        """Bytes of memory, about, with what the compressed content will take."""
        return OVERHEAD + len(self.content) + len(self.content) // 3

    @cached_property
    def compressed(self) -> bytes:
        """The content in gzip, the same bytes every time."""
        return gzip.compress(self.content, LEVEL, mtime=0)

    def answer(self, takes_gzip: bool) -> tuple[list[tuple[str, str]], bytes]:
        """Headers and content for a reader."""
        if not (takes_gzip and self.is_compressible):
            return [*self.headers, ("Content-Length", str(len(self.content)))], self.content
        coded = [("Content-Encoding", "gzip"), ("Content-Length", str(len(self.compressed)))]
        return [*self.headers, *coded], self.compressed


class KeptPages:
    """Pages by their entity tags, at most `room` bytes of them; any thread may ask and give."""

    def __init__(self, room: int):
        self.room = room
        self.taken = 0
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, tag: str) -> KeptPage | None:
        """The page that bears this tag."""
        with self._lock:
            page = self._pages.get(tag)
            if page is not None:
                self._pages.move_to_end(tag)
            return page

    def keep(self, tag: str, page: KeptPage) -> None:
        """Make room for a page; one that would take more than an eighth of all is not kept."""
        if page.size > self.room // 8:
            return
        with self._lock:
            self._drop(tag)
            self._pages[tag] = page
            self.taken += page.size
            while self.taken > self.room:
                self._drop(next(iter(self._pages)))

    def _drop(self, tag):
        gone = self._pages.pop(tag, None)
        if gone is not None:
            self.taken -= gone.size
