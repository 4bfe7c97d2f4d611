"""A package as a folder or a zip; a zip of the same files is the same to the byte."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

Member = tuple[str, Iterable[bytes]]  # the path in the package, and the content block by block
THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)
AT_ONCE = 64 * 2**10  # bytes that are let go at a time


class _Pipe:
    """A file that is only written on; what was written is taken away by `taken`."""

    def __init__(self):
        self.waiting: list[bytes] = []
        self.size = 0

    def write(self, data):
        self.waiting.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self):
        """Nothing is held back."""

    def taken(self):
        """What was written since the last time."""
        data, self.waiting, self.size = b"".join(self.waiting), [], 0
        return data


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """The bytes of a zip of these files, in their order, as they are made.

    They are stored, not compressed: what a compressor makes differs from one version to the next.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for path, content in members:
            info = zipfile.ZipInfo(path, THE_SAME_DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16
            with archive.open(info, "w", force_zip64=True) as member:
                for block in content:
                    member.write(block)
                    if pipe.size >= AT_ONCE:
                        yield pipe.taken()
    yield pipe.taken()


def write_zip(path: Path, members: Iterable[Member]) -> None:
    """A zip at the path; until it is whole, what was there stays there."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            for block in zipped(members):
                file.write(block)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def write_folder(path: Path, members: Iterable[Member]) -> None:
    """A folder at the path, which is not there yet or empty; it appears when it is whole."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.mkdir(parents=True)
        for name, content in members:
            place = unfinished / name
            place.parent.mkdir(exist_ok=True)
            with place.open("wb") as file:
                file.writelines(content)
        if path.is_dir():
            path.rmdir()
        os.replace(unfinished, path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
