"""What is installed is what was decided: one driver, and locks that leave nothing to chance."""

import re
import tomllib
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db.backends.postgresql import psycopg_any
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.environment import NEWEST, OLDEST

REQUIREMENTS = settings.BASE_DIR / "requirements"
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
LOCKS = ["app", "test"]


def locked(name: str) -> dict[str, str]:
    """Versions by package, as one lock names them."""
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))


def asked_for(name: str) -> list[Requirement]:
    """What pyproject.toml asks for in the lock of that name."""
    extra = PROJECT["optional-dependencies"]["test"] if name == "test" else []
    return [Requirement(line) for line in [*PROJECT["dependencies"], *extra]]


def test_it_reaches_postgresql_through_psycopg2() -> None:
    assert not psycopg_any.is_psycopg3
    assert find_spec("psycopg") is None


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_address(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    assert not re.findall(r".*(?:://|index-url|find-links|\bfile:).*", text)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_everything(name: str) -> None:
    entries = re.split(r"^(?=[a-z])", (REQUIREMENTS / f"{name}.txt").read_text(), flags=re.MULTILINE)
    without = [entry.split()[0] for entry in entries[1:] if "--hash=sha256:" not in entry]
    assert without == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_answers_pyproject(name: str) -> None:
    versions = {r: locked(name).get(canonicalize_name(r.name), "missing") for r in asked_for(name)}
    assert {r.name: v for r, v in versions.items() if v == "missing" or v not in r.specifier} == {}


def test_both_locks_agree() -> None:
    assert locked("app").items() <= locked("test").items()


def test_the_installer_accepts_the_pythons_of_pyproject() -> None:
    assert PROJECT["requires-python"] == f">=3.{OLDEST[1]},<3.{NEWEST[1] + 1}"
