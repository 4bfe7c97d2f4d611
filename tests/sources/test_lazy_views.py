"""Views that are read when they are first asked for, and whose names are proved all the same."""

import sys

import pytest
from django.urls import path, resolve, reverse

from asean_japan.checks import every_address_has_a_view
from sources import lazy_views
from sources.lazy_views import Views, read_all

from ..site.running import once, run

views = Views("tests.sources")
LATE = "def answer(request, number):\n    return f'{request} {number}'\n"


@pytest.fixture(autouse=True)
def late(tmp_path, monkeypatch):
    """A module that nobody has read yet."""
    (tmp_path / "late.py").write_text(LATE)
    monkeypatch.setattr("tests.sources.__path__", [str(tmp_path)])
    yield "tests.sources.late"
    sys.modules.pop("tests.sources.late", None)


@pytest.fixture
def named(monkeypatch):
    """No view is named but those of the test."""
    monkeypatch.setattr(lazy_views, "named", [])


def test_a_module_is_read_with_the_first_question_to_one_of_its_views(late, named):
    addresses = (path("here/<int:number>/", views.late.answer, name="here"),)
    assert reverse("here", addresses, args=[3]) == "/here/3/"
    match = resolve("/here/3/", addresses)
    assert late not in sys.modules
    assert match.func("Who?", **match.kwargs) == "Who? 3"
    assert late in sys.modules


def test_all_can_be_read_beforehand(late, named):
    _ = views.late.answer
    read_all()
    assert late in sys.modules


def test_every_address_of_the_site_leads_to_a_view():
    assert every_address_has_a_view(None) == []


@pytest.mark.parametrize(("module", "name"), [("late", "question"), ("never", "answer")])
def test_an_address_that_leads_nowhere_is_told_before_anybody_asks(named, module, name):
    getattr(getattr(views, module), name)
    (error,) = every_address_has_a_view(None)
    assert f"tests.sources.{module}.{name}" in error.msg


@once
def test_the_site_starts_without_reading_a_page(tmp_path):
    told = "import sys, asean_japan.wsgi; print([name for name in sys.modules if '.views.' in name])"
    pages = [name for name in eval(run(tmp_path, "-c", told).stdout) if not name.startswith("django")]
    assert pages == []
