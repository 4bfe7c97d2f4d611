"""A package as a set of named files: a folder or a zip, read no further than is safe."""

import io
import re
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

from .report import PackageError

MOST_BYTES = 16 * 2**30  # of a whole package, unpacked
MOST_TIMES = 250  # how much larger than its packed form a file may be …
UNSUSPECTED = 50 * 2**20  # … once it is larger than this
NAME = re.compile(r"[^\\:\0-\x1f]+")


class Package(ABC):
    """The files of a package by name; reading counts what is read, and stops at a limit."""

    def __init__(self, most_bytes: int = MOST_BYTES):
        self.left = most_bytes
        self.most_bytes = most_bytes

    @property
    @abstractmethod
    def sizes(self) -> dict[str, int]:
        """The size in bytes that each file claims to have."""

    @abstractmethod
    def _open(self, name: str) -> IO[bytes]: ...

    def limit_of(self, name: str) -> int:
        """How many bytes of a file are believed."""
        return self.left

    def open(self, name: str) -> io.BufferedReader:
        """A file to read; raises PackageError as soon as more comes out than a package may hold."""
        with refusing(name):
            return io.BufferedReader(_Counted(self, name, self._open(name)), 1 << 16)

    def read(self, name: str, most: int) -> bytes:
        """A whole file of at most so many bytes."""
        with self.open(name) as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise PackageError(_("%(file)s: more than %(most)d bytes.") % {"file": name, "most": most})
        return content

    @abstractmethod
    def close(self) -> None:
        """Let go of the files."""


class Folder(Package):
    """A package that lies in a folder."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES):
        super().__init__(most_bytes)
        self.root = path.resolve()

    @property
    def sizes(self) -> dict[str, int]:
        found = sorted(path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.stat().st_size for path in found}

    def _open(self, name):
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise PackageError(_("%s: leads out of the package.") % name)
        return path.open("rb")

    def close(self):
        """Nothing is held."""


class Zip(Package):
    """A package that lies in a zip file."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES):
        super().__init__(most_bytes)
        with refusing(path.name):
            self.archive = zipfile.ZipFile(path)
        self.members = _members(self.archive.infolist())

    @property
    def sizes(self) -> dict[str, int]:
        return {name: info.file_size for name, info in self.members.items()}

    def limit_of(self, name: str) -> int:
        packed = self.members[name].compress_size
        return min(self.left, max(UNSUSPECTED, MOST_TIMES * packed))

    def _open(self, name):
        if name not in self.members:
            raise FileNotFoundError(name)
        return self.archive.open(self.members[name])

    def close(self) -> None:
        self.archive.close()


def open_package(path: Path, most_bytes: int = MOST_BYTES) -> Package:
    """The package at a path; raises PackageError when there is none, or one that can't be trusted."""
    if path.is_dir():
        return Folder(path, most_bytes)
    if not path.is_file():
        raise PackageError(_("%s: there is no such file or folder.") % path)
    return Zip(path, most_bytes)


def _members(infos: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by name; names that climb out, or come twice, are refused."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts or not NAME.fullmatch(info.filename):
            raise PackageError(_("%r: a name that leads out of the package.") % info.filename)
        if info.is_dir():
            continue
        if str(name) in found:
            raise PackageError(_("%s: stands in the zip twice.") % name)
        found[str(name)] = info
    return _without_wrapper(found)


def _without_wrapper(found):
    """The same without the one folder that everything lies in, if somebody zipped a folder whole."""
    tops = {name.split("/")[0] for name in found if not name.startswith("__MACOSX/")}
    if len(tops) != 1 or any("/" not in name for name in found):
        return found
    (top,) = tops
    return {name.removeprefix(f"{top}/"): info for name, info in found.items() if name.startswith(f"{top}/")}


@contextmanager
def refusing(name: str):
    """What goes wrong with a file of a package is told as a PackageError."""
    try:
        yield
    except FileNotFoundError:
        raise PackageError(_("%s: is missing.") % name) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError) as error:
        raise PackageError(_("%(file)s: is damaged (%(why)s).") % {"file": name, "why": error}) from None
    except RuntimeError as error:  # locked, or packed in a way that is not known
        raise PackageError(
            _("%(file)s: can’t be unpacked (%(why)s).") % {"file": name, "why": error}
        ) from None
    except OSError as error:
        raise PackageError(
            _("%(file)s: can’t be read (%(why)s).") % {"file": name, "why": error.strerror or error}
        ) from None


class _Counted(io.RawIOBase):
    """A stream that counts what comes out of it, whatever its size was said to be."""

    def __init__(self, package: Package, name: str, stream: IO[bytes]):
        self.package, self.name, self.stream = package, name, stream
        self.limit, self.done = package.limit_of(name), 0

    def readable(self):
        return True

    def readinto(self, buffer):
        with refusing(self.name):
            got = self.stream.read(len(buffer))
        buffer[: len(got)] = got
        self.done += len(got)
        self.package.left -= len(got)
        if self.done > self.limit or self.package.left < 0:
            raise PackageError(
                _("%(file)s: more than %(most)d bytes come out of it; it is not read on.")
                % {"file": self.name, "most": min(self.limit, self.package.most_bytes)}
            )
        return len(got)

    def close(self):
        self.stream.close()
        super().close()
