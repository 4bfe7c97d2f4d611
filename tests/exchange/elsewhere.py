"""Databases beside the one of the tests, and commands upon them in processes of their own."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from django.conf import settings


def a_database(url: str, name: str) -> str:
    """The address of a new, empty database on the PostgreSQL server at this address."""
    server = psycopg2.connect(url)
    server.autocommit = True
    server.cursor().execute(f"CREATE DATABASE {name}")
    server.close()
    return url.replace("/postgres?", f"/{name}?")


@dataclass(frozen=True)
class Elsewhere:
    """Another database, worked upon by commands in processes of their own."""

    url: str
    folder: Path

    def manage(self, *arguments: str) -> str:
        """What the command printed."""
        given = os.environ | {"DATABASE_URL": self.url, "VAR_DIR": str(self.folder)}
        command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
        return subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout

    def dies(self, program: str, *arguments: str) -> bool:
        """Whether a program in Python is killed by itself, and does not come to its end."""
        given = os.environ | {"DATABASE_URL": self.url, "VAR_DIR": str(self.folder)}
        command = [sys.executable, "-c", program, *arguments]
        ended = subprocess.run(command, env=given, cwd=settings.BASE_DIR, capture_output=True)
        return ended.returncode == -signal.SIGKILL

    def bring_in(self, package: Path) -> None:
        self.manage("migrate", "-v0")
        self.manage("import_package", str(package), "-v0")

    def export(self, name: str) -> Path:
        self.manage("export_package", str(self.folder / name), "-v0")
        return self.folder / name
