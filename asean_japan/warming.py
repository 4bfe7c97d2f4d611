"""What a process that serves reads beforehand, beside its readers."""

import gc
from collections.abc import Callable
from threading import Thread
from time import sleep
from typing import Any

from django.conf import settings

from sources.lazy_views import read_all

from .fingerprint import fingerprint

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]
PAUSE = 0.3  # seconds, in which who has waited for the start is answered first


class Warming:
    """An application whose first request, whatever it asks for, has the rest read on another thread.

    Not before: a server may still make processes of this one, and threads and connections are not shared.
    One that knows when its processes are made calls `begin` itself.
    """

    def __init__(self, application: Application):
        self.application, self.answer = application, self._first

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return self.answer(environ, start_response)

    def begin(self) -> None:
        """Begin to read, once in the life of a process."""
        if self.answer != self.application:
            self.answer = self.application
            Thread(target=read_beforehand, name="warming", daemon=True).start()

    def _first(self, environ, start_response):
        self.begin()
        return self.application(environ, start_response)


def read_beforehand() -> None:
    """Every page's code, the word for the software, and the census; who needs one of them reads it sooner."""
    sleep(PAUSE)
    read_all()
    fingerprint()
    gc.freeze()  # as in asean_japan.apps
    from recommendations import census

    census.warm()


def shelf():
    """Where the census outlives a process (the setting CENSUS_SHELF): beside the database of `make run`."""
    from recommendations.census import Shelf

    return Shelf(settings.VAR_DIR, fingerprint())
