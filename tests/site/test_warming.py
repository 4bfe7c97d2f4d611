"""A process that serves reads beside its readers what they will ask for, once, and not before it serves."""

from queue import SimpleQueue

import pytest

from asean_japan import warming
from asean_japan.fingerprint import fingerprint
from asean_japan.warming import Warming
from recommendations import census


@pytest.fixture
def begun(monkeypatch):
    found = SimpleQueue()
    monkeypatch.setattr(warming, "read_beforehand", lambda: found.put("read"))
    return found


def echo(environ, start_response):
    return [environ["PATH_INFO"]]


def test_the_first_request_has_it_read_and_is_answered(begun):
    application = Warming(echo)
    assert begun.empty()
    assert application({"PATH_INFO": "/healthz"}, None) == ["/healthz"]
    assert begun.get(timeout=10) == "read"
    assert application({"PATH_INFO": "/about/"}, None) == ["/about/"]
    assert begun.empty()


def test_who_begins_by_itself_does_not_begin_again(begun):
    application = Warming(echo)
    application.begin()
    assert begun.get(timeout=10) == "read"
    application({"PATH_INFO": "/"}, None)
    assert begun.empty()


def test_what_is_read_is_the_word_for_the_software_and_the_census(monkeypatch):
    warmed = []
    monkeypatch.setattr(warming, "PAUSE", 0)
    monkeypatch.setattr(census, "warm", lambda: warmed.append("census"))
    fingerprint.cache_clear()
    warming.read_beforehand()
    assert warmed == ["census"]
    assert fingerprint.cache_info().currsize == 1
