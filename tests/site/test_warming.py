"""A process that serves reads the census beside its readers, once, and not before it serves."""

import pytest

from asean_japan import warming
from asean_japan.warming import Warming


@pytest.fixture
def begun(monkeypatch):
    found = []
    monkeypatch.setattr(warming.census, "warm", lambda: found.append("read"))
    return found


def echo(environ, start_response):
    return [environ["PATH_INFO"]]


def test_the_first_request_has_it_read_and_is_answered(begun):
    application = Warming(echo)
    assert begun == []
    assert application({"PATH_INFO": "/healthz"}, None) == ["/healthz"]
    assert application({"PATH_INFO": "/about/"}, None) == ["/about/"]
    assert begun == ["read"]


def test_who_begins_by_itself_does_not_begin_again(begun):
    application = Warming(echo)
    application.begin()
    application({"PATH_INFO": "/"}, None)
    assert begun == ["read"]
