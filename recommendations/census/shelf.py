"""Where a census outlives the process that read it: a quarter of a million records are there at once.

What is on the shelf may be of yesterday: whoever takes it asks the journal what has changed since.
"""

import logging
import os
import pickle
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

DIGEST = 16  # bytes
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelf:
    """A folder of the operator's own, with a file for each database; `software` is a word for who wrote it.

    Another release does not read it. Nor does anybody read one that was not written to its end.
    """

    folder: Path
    software: str

    def put(self, using: str, kept: Any) -> None:
        """Put it there, in the place of an older one. A disk that takes nothing is told of, and no more."""
        body = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
        written = self.folder / f"census-{using}.{os.getpid()}"
        try:
            written.touch(mode=0o600)  # what is in it is believed: nobody else may write it
            with written.open("wb") as file:
                file.write(self._head(body))
                file.write(body)
            written.replace(self._path(using))
        except OSError as error:
            written.unlink(missing_ok=True)
            logger.warning("The next start will read the census from the database: %s", error)

    def get(self, using: str) -> Any:
        """What was put there, if it is whole and of this software; else None."""
        try:
            found = memoryview(self._path(using).read_bytes())
        except OSError:
            return None
        size = len(self._head(b""))
        head, body = found[:size], found[size:]
        if head != self._head(body):
            return None
        try:
            return pickle.loads(body)
        except Exception as error:  # of whatever kind: another version of a library may write otherwise
            logger.warning("What is on the shelf can't be read; the database is asked instead: %s", error)
            return None

    def _path(self, using):
        return self.folder / f"census-{using}"

    def _head(self, body):
        return self.software.encode() + blake2b(body, digest_size=DIGEST).digest()
