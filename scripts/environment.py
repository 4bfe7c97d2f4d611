"""Make the virtual environment and keep it equal to the locks.

    python3 -m scripts.environment app            what `make run` needs
    python3 -m scripts.environment test           that and the test tools
    python3 -m scripts.environment bench          what the site is measured against, in .venv-bench
    python3 -m scripts.environment --next test    on the newest Django that pyproject.toml allows

A stamp in the environment remembers the interpreter's version and the sha256 of each lock
installed, so that nothing is done when nothing has changed. Standard library only.
"""

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import programs

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)
STAMP = "installed.json"


class CannotInstall(Exception):
    """The environment could not be made; the message says what a person can do."""


def ensure(folder, lock, *, requirements=ROOT / "requirements", newest_django=""):
    """Make `folder` hold what the lock ("app", "test" or "bench") names. Returns whether anything was done.

    `newest_django` is a version range; when given, Django is raised to the newest in it.
    """
    # The lock of the tests holds all that the app's does, and shares its environment.
    names = ["app", "test"] if lock == "test" else [lock]
    wanted = {name: _fingerprint(requirements / f"{name}.txt", newest_django) for name in names}
    held = _held(folder)
    outdated = any(held.get(name, wanted[name]) != wanted[name] for name in names)
    if lock in held and not outdated:
        return False
    if outdated or not held:
        _make(folder)
        held = {}
    (folder / STAMP).unlink(missing_ok=True)
    _install(folder, requirements / f"{lock}.txt", newest_django)
    (folder / STAMP).write_text(json.dumps(held | wanted))
    return True


def _held(folder):
    """What the environment says it holds; nothing if it is not whole."""
    stamp = folder / STAMP
    whole = stamp.exists() and (folder / "bin" / "python").exists()
    return json.loads(stamp.read_text()) if whole else {}


def _fingerprint(lock, newest_django):
    interpreter = ".".join(map(str, sys.version_info[:3]))
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return " ".join(filter(None, [interpreter, digest, newest_django]))


def _make(folder):
    """Make an empty environment, with pip in it or, where another pip can serve it, without."""
    print(f"Making {folder.name} with Python {sys.version.split()[0]}", flush=True)
    if _venv(folder) or (_has_own_pip() and _venv(folder, "--without-pip")):
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if not (programs.install([package]) and _venv(folder)):
        raise CannotInstall(
            f"python3 -m venv failed, as it does where Debian's package {package} is missing."
        )


def _venv(folder, *options):
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "venv", *options, str(folder)]
    return subprocess.run(command, capture_output=True).returncode == 0


def _has_own_pip():
    """Whether this interpreter has a pip that can install into another environment (22.3 or newer)."""
    asked = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True)
    version = re.match(r"pip (\d+)\.(\d+)", asked.stdout)
    return bool(version) and tuple(map(int, version.groups())) >= (22, 3)


def _install(folder, lock, newest_django):
    python = folder / "bin" / "python"
    inside = next(folder.glob("lib/python*/site-packages/pip"), None)
    pip = [str(python), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", str(python)]
    pip += ["install", "--quiet", "--disable-pip-version-check", "--no-input"]
    print(f"Installing {lock.relative_to(lock.parent.parent)}", flush=True)
    _run([*pip, "--no-deps", "--require-hashes", "-r", str(lock)])
    if newest_django:
        _run([*pip, "--upgrade", f"Django{newest_django}"])


def _run(command):
    if subprocess.run(command, cwd=ROOT).returncode:
        raise CannotInstall(f"This command failed: {' '.join(command)}")


def allowed_django():
    """The range of Django versions in pyproject.toml, such as ">=5.2.8,<6.2"."""
    return re.search(r'"Django([^"]+)"', (ROOT / "pyproject.toml").read_text()).group(1)


def _check_interpreter():
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        ours = sys.version.split()[0]
        raise CannotInstall(
            f"Python 3.11 to 3.13 is needed, this is {ours}. Name another with PYTHON=python3.11"
        )


def main():
    parser = argparse.ArgumentParser(description="Make .venv and keep it equal to the locks.")
    parser.add_argument("lock", choices=["app", "test", "bench"])
    parser.add_argument("--next", action="store_true", help="the newest Django allowed, in .venv-next")
    wanted = parser.parse_args()
    turn = os.open(ROOT / "requirements", os.O_RDONLY)
    fcntl.flock(turn, fcntl.LOCK_EX)
    try:
        _check_interpreter()
        if wanted.next and sys.version_info < (3, 12):
            print("Django 6 needs Python 3.12: name one with PYTHON=python3.12", flush=True)
        folder = ROOT / (
            ".venv-next" if wanted.next else ".venv-bench" if wanted.lock == "bench" else ".venv"
        )
        ensure(folder, wanted.lock, newest_django=allowed_django() if wanted.next else "")
    except CannotInstall as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
