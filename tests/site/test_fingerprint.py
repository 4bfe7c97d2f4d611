"""The fingerprint: another release or setting makes other pages, and every process agrees on it."""

import pytest

from asean_japan import fingerprint as made


@pytest.fixture
def fingerprint():
    """It is made once in the life of a process; here anew each time."""
    return made.fingerprint.__wrapped__


def test_it_is_the_same_twice(fingerprint):
    assert fingerprint() == fingerprint()


@pytest.mark.parametrize("setting", ["SITE_URL", "LANGUAGE_CODE", "TIME_ZONE", "CONTENT_SECURITY_POLICY"])
def test_what_pages_are_made_by_makes_another(fingerprint, settings, setting):
    before = fingerprint()
    setattr(settings, setting, "another")
    assert fingerprint() != before


def test_so_does_another_template_or_style_sheet(fingerprint, settings, tmp_path):
    settings.BASE_DIR = settings.STATIC_ROOT = tmp_path
    (tmp_path / "templates").mkdir()
    seen = {fingerprint()}
    for file in ("templates/page.html", "templates/page.jinja", "staticfiles.json"):
        (tmp_path / file).write_text("one")
        seen.add(fingerprint())
        (tmp_path / file).write_text("two")
        seen.add(fingerprint())
    assert len(seen) == 7
