"""Errors speak in one plain sentence."""

import logging
from io import StringIO

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from asean_japan.views import errors


@pytest.mark.django_db
def test_an_address_without_a_page_says_so_and_leads_on(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page at this address." in response.content.decode()
    assert 'href="/search/"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["%22%3Cscript%3E", "a" * 300, "..%2f..", "1" * 40, "ทดสอบ"])
def test_an_odd_code_is_not_found_and_never_an_error(client, code):
    response = client.get(f"/objectives/{code}/")
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_a_request_that_is_not_understood_says_so():
    response = errors.bad_request(RequestFactory().get("/"), BadRequest("x"))
    assert response.status_code == 400
    assert "This request is not understood." in response.content.decode()


def test_an_error_of_ours_asks_nothing_of_the_database():
    # Without the database mark, any query fails this test.
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "the error is ours" in response.content.decode()


@pytest.fixture
def told(monkeypatch):
    """What whoever runs the server reads of it."""
    (handler,) = [each for each in logging.getLogger().handlers if each.name == "told"]
    monkeypatch.setattr(handler, "stream", stream := StringIO())
    return stream


@pytest.mark.django_db
def test_whoever_runs_it_reads_what_went_wrong(client, told, monkeypatch):
    def fails(request):
        raise ArithmeticError("seven of nine")

    monkeypatch.setattr("asean_japan.views.search.search", fails)
    client.raise_request_exception = False
    assert client.get("/search/").status_code == 500
    assert "Internal Server Error: /search/" in told.getvalue()
    assert "ArithmeticError: seven of nine" in told.getvalue()
    assert told.getvalue().count("Traceback") == 1


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_no_failure(client, told):
    assert client.get("/nowhere/").status_code == 404
    assert told.getvalue() == ""
