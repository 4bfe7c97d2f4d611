"""The network is shut: a test reaches this machine and nothing beyond it."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class NetworkIsShut(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection and every look-up of a name that leads away from this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _guarded(connect: Any) -> Any:
    def connect_nearby(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX:
            _refuse_far(address[0])
        return connect(self, address)

    return connect_nearby


def _guarded_lookup(lookup: Any) -> Any:
    def lookup_nearby(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_far(host)
        return lookup(host, *args, **kwargs)

    return lookup_nearby


def _refuse_far(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name not in (None, "", "localhost", "0.0.0.0", "::") and not _is_loopback(str(name)):
        raise NetworkIsShut(f"The network is shut in tests: {name}")


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
