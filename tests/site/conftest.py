"""Servers and databases of their own for the tests of the site, each made once and then shared."""

import shutil

import pytest

from .running import run, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A running server that began with an empty folder."""
    with serving(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    made = run(folder, "manage.py", "migrate", "--verbosity=0")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture
def folder(migrated, tmp_path):
    """The folder of a site whose database is there, and empty."""
    return shutil.copytree(migrated, tmp_path / "var")
