"""Programs of the system that the project uses: where they are, and how to get them from Debian."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALLER = Path(__file__).with_name("install_debian.sh")


def find_chromium():
    """The path of a Chromium in PATH, or None."""
    found = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((path for path in found if path), None)


def find_postgres():
    """The folder with PostgreSQL's server programs (initdb, postgres), or None; the newest of several."""
    in_path = shutil.which("initdb")
    folders = [Path(in_path).resolve().parent] if in_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True)
    return next((folder for folder in folders if (folder / "postgres").is_file()), None)


def missing():
    """The Debian packages that the tests need and this machine lacks."""
    found = {
        "postgresql": find_postgres(),
        "chromium": find_chromium(),
        "libatomic1": _has_library("libatomic.so.1"),  # Playwright's driver is linked to it
        "default-jre-headless": shutil.which("java"),  # runs the HTML checker
    }
    return [package for package, place in found.items() if not place]


def missing_for_browser():
    """Those of them without which no test can open a page."""
    return [package for package in missing() if package not in ("postgresql", "default-jre-headless")]


def missing_for_bench():
    """The Debian packages whose shells `make bench` measures the site against, where they are missing."""
    found = {"postgresql": find_postgres() and shutil.which("psql"), "sqlite3": shutil.which("sqlite3")}
    return [package for package, place in found.items() if not place]


def install(packages):
    """Install Debian packages, if this user may. Returns whether it was done."""
    become_root = _way_to_root()
    if become_root is None or not shutil.which("apt-get"):
        return False
    print(f"Installing from Debian's packages: {', '.join(packages)}", flush=True)
    done = subprocess.run([*become_root, "sh", str(INSTALLER), *packages], stdin=subprocess.DEVNULL)
    if done.returncode:
        print(f"apt-get could not install {', '.join(packages)}.", file=sys.stderr, flush=True)
    return done.returncode == 0


def _has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return not sys.platform.startswith("linux")
    return True


def _way_to_root():
    """The command prefix that makes us root without asking anybody, or None."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and not subprocess.run([*sudo, "true"], stderr=subprocess.DEVNULL).returncode:
        return sudo
    return None


def _major(folder):
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0
