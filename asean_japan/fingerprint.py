"""What the pages are made by: another release, template, style sheet or setting makes other pages."""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

import django
from django.conf import settings

FOLDERS = ("asean_japan", "recommendations", "sources", "templates", "locale")
SUFFIXES = {".py", ".html", ".jinja", ".svg", ".txt", ".xml", ".mo", ".json", ".csv"}


@cache
def fingerprint() -> str:
    """A word for this software with these settings; the same in every process that runs it."""
    said = _settings()
    for name, path in _files():
        said.update(f"{name}\0".encode() + path.read_bytes())
    return said.hexdigest()


def stamp() -> str:
    """A word for the same, on this machine alone: told by when files were written, none is read."""
    said = _settings()
    for name, path in _files():
        found = path.stat()
        said.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return said.hexdigest()


def _settings():
    said = blake2b(digest_size=16)
    for part in (django.get_version(), settings.SITE_URL, settings.LANGUAGE_CODE, settings.TIME_ZONE):
        said.update(f"{part}\0".encode())
    said.update(repr(settings.CONTENT_SECURITY_POLICY).encode())
    return said


def _files() -> Iterator[tuple[str, Path]]:
    """Each file that takes part, by a name that is the same on every machine."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        yield manifest.name, manifest
    for folder in FOLDERS:
        for path in sorted(_below(settings.BASE_DIR / folder)):
            yield os.path.relpath(path, settings.BASE_DIR), Path(path)


def _below(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in ("static", "__pycache__")]
        yield from (os.path.join(place, name) for name in names if os.path.splitext(name)[1] in SUFFIXES)
