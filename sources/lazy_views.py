"""Views that are read when they are first asked for: a site of many pages starts like one of few.

In the addresses of a room, `views = Views("recommendations.views")` stands for its package of views, and
`views.actors.actor_list` for one of them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

named: list["LazyView"] = []


class LazyView:
    """Stands for a view, by its module and its name."""

    def __init__(self, module: str, name: str):
        self.__module__, self.__name__, self.__qualname__ = module, name, name
        named.append(self)

    def read(self) -> Callable[..., HttpResponseBase]:
        """The view itself. Raises ImportError or AttributeError when there is none of this name."""
        return getattr(import_module(self.__module__), self.__name__)

    def __call__(self, request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        return self.read()(request, *args, **parts)


class Views:
    """The modules of a package, none of which is read for being named here."""

    def __init__(self, package: str):
        self._package = package

    def __getattr__(self, module: str) -> "_Module":
        return _Module(f"{self._package}.{module}")


class _Module:
    def __init__(self, name):
        self._name = name

    def __getattr__(self, view: str) -> LazyView:
        return LazyView(self._name, view)


def read_all() -> None:
    """Read every view that an address leads to, before it is asked for."""
    for view in named:
        view.read()
