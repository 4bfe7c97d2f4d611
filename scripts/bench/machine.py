"""On what the run was made: the machine and the versions, without a name."""

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from . import fleet


def machine() -> str:
    """Processor, cores, memory and system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores, {memory:.0f} GB of memory, {_system()}"


def versions() -> dict[str, str]:
    """What was measured, by name, as far as it is installed."""
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    found |= {name: version(name) for name in ("Django", "waitress", "psycopg2-binary")}
    if told := _told("psql", "--version"):
        found["PostgreSQL"] = told.split()[2]
    if told := _told(str(fleet.DATASETTE), "--version"):
        found["Datasette"] = told.split()[-1]
    if told := _told("sqlite3", "--version"):
        found["sqlite3, the shell"] = told.split()[0]
    return found


def _processor():
    """The first processor's model."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith(("model name", "Model")))
    return next(names, platform.machine())


def _system():
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def _told(*command):
    """What a program says of itself, "" where it is not installed."""
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()
