"""No test reaches another machine."""

import socket

import pytest

from tests.network import NetworkIsShut


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_it_refuses_to_leave_this_machine(host: str) -> None:
    with pytest.raises(NetworkIsShut, match=host):
        socket.create_connection((host, 80))


def test_it_refuses_a_connection_to_a_bare_address() -> None:
    with socket.socket() as far, pytest.raises(NetworkIsShut):
        far.connect_ex(("192.0.2.1", 80))


def test_it_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
