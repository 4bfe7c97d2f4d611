"""The fonts are those of the manifest, with their licence."""

import json
from hashlib import sha256

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "asean_japan/static/asean_japan/fonts"
MANIFEST = json.loads((FOLDER / "fonts.json").read_text())
LATIN = [each for each in MANIFEST["files"] if "latin-wght" in each["file"]]


@pytest.mark.parametrize("each", MANIFEST["files"], ids=lambda each: each["file"])
def test_each_file_is_the_one_that_was_checked(each):
    held = (FOLDER / each["file"]).read_bytes()
    assert (len(held), sha256(held).hexdigest()) == (each["bytes"], each["sha256"])


def test_no_font_stands_there_that_the_manifest_does_not_name():
    assert {path.name for path in FOLDER.glob("*.woff2")} == {each["file"] for each in MANIFEST["files"]}


def test_the_licence_lies_beside_them():
    licence = (FOLDER / MANIFEST["licence"]["file"]).read_bytes()
    assert b"SIL OPEN FONT LICENSE Version 1.1" in licence
    assert sha256(licence).hexdigest() == MANIFEST["licence"]["sha256"]


def test_a_page_needs_at_most_120_kilobytes_of_them():
    assert len(LATIN) == 2  # upright and italic
    assert sum(each["bytes"] for each in LATIN) <= 120_000


def test_the_style_sheet_asks_for_no_other_font():
    css = (FOLDER.parent / "css/site.css").read_text()
    assert {line.split("fonts/")[1].split('"')[0] for line in css.splitlines() if "fonts/" in line} == {
        each["file"] for each in MANIFEST["files"]
    }
