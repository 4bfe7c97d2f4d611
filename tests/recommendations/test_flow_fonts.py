"""The letters of the flow picture: those of the manifest, with their licence, and enough of them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from recommendations import flow_drawing

FOLDER = Path(flow_drawing.__file__).parent / "fonts"
MANIFEST = json.loads((FOLDER / "fonts.json").read_text())


@pytest.mark.parametrize("each", MANIFEST["files"], ids=lambda each: each["file"])
def test_each_file_is_the_one_that_was_checked(each):
    held = (FOLDER / each["file"]).read_bytes()
    assert (len(held), sha256(held).hexdigest()) == (each["bytes"], each["sha256"])


def test_the_licence_lies_beside_them():
    licence = (FOLDER / MANIFEST["licence"]["file"]).read_bytes()
    assert sha256(licence).hexdigest() == MANIFEST["licence"]["sha256"]


def test_the_picture_uses_all_of_them_and_no_other():
    assert [Path(path).name for path in flow_drawing.FONTS] == [each["file"] for each in MANIFEST["files"]]


@pytest.mark.parametrize("weight", [400, 600])
def test_words_are_drawn_without_a_font_of_the_system(weight):
    def a_picture(words):
        return flow_drawing.picture(
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" font-family="Edition Serif">'
            f'<text x="5" y="20" font-weight="{weight}">{words}</text></svg>',
            width=90,
        )

    assert a_picture("Rights") != a_picture("") != a_picture("rights")
