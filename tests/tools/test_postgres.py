"""The throw-away PostgreSQL: reached by its socket alone, and gone afterwards."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from scripts import postgres, programs


@pytest.fixture
def programs_folder() -> Path:
    folder = programs.find_postgres()
    if folder is None:
        pytest.skip("PostgreSQL's server programs were not found; Debian's package is postgresql")
    return folder


def socket_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def test_it_listens_on_its_socket_alone(programs_folder: Path) -> None:
    with postgres.throwaway(programs_folder) as url:
        connection = psycopg2.connect(url)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('listen_addresses')")
            assert cursor.fetchone() == ("",)
        connection.close()


def test_it_leaves_nothing_behind_when_the_tests_are_interrupted(programs_folder: Path) -> None:
    with pytest.raises(KeyboardInterrupt), postgres.throwaway(programs_folder) as url:
        raise KeyboardInterrupt
    assert not socket_of(url).exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(url)


def test_it_tells_why_it_could_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_account", dict)
    (tmp_path / "initdb").write_text("#!/bin/sh\necho no space left; exit 1\n")
    (tmp_path / "initdb").chmod(0o755)
    with pytest.raises(postgres.PostgresFailed, match="no space left"), postgres.throwaway(tmp_path):
        pass
