"""What a process that serves reads beforehand, beside its readers."""

from collections.abc import Callable
from typing import Any

from recommendations import census

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


class Warming:
    """An application whose first request, whatever it asks for, has the census read on another thread.

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
            census.warm()

    def _first(self, environ, start_response):
        self.begin()
        return self.application(environ, start_response)
