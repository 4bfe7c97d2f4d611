"""`make run` installs once, and again only when a lock has changed."""

from pathlib import Path

import pytest

from scripts import environment


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three locks, where making and installing only leave traces."""
    locks = tmp_path / "requirements"
    locks.mkdir()
    for name in ("app", "test", "bench"):
        (locks / f"{name}.txt").write_text(name)
    monkeypatch.setattr(environment, "_make", lambda folder: make(tmp_path, folder))
    monkeypatch.setattr(environment, "_install", lambda *args: note(tmp_path, f"install {args[1].stem}"))
    return tmp_path


def make(house: Path, folder: Path) -> None:
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    (folder / "bin" / "python").touch()
    note(house, "make")


def note(house: Path, line: str) -> None:
    with (house / "trace").open("a") as trace:
        trace.write(f"{line}\n")


def ensure(house: Path, *locks: str) -> list[str]:
    """What was done to have the locks in place, one after the other."""
    (house / "trace").write_text("")
    for lock in locks:
        environment.ensure(house / "venv", lock, requirements=house / "requirements")
    return (house / "trace").read_text().splitlines()


def test_it_installs_once(house: Path) -> None:
    assert ensure(house, "app", "app") == ["make", "install app"]


def test_it_adds_the_test_tools_to_what_is_there(house: Path) -> None:
    assert ensure(house, "app", "test") == ["make", "install app", "install test"]


def test_it_needs_nothing_more_to_run_after_the_tests(house: Path) -> None:
    assert ensure(house, "test", "app") == ["make", "install test"]


def test_what_is_measured_against_has_an_environment_of_its_own(house: Path) -> None:
    assert ensure(house, "bench", "bench") == ["make", "install bench"]


def test_it_starts_afresh_when_a_lock_has_changed(house: Path) -> None:
    ensure(house, "app")
    (house / "requirements" / "app.txt").write_text("newer")
    assert ensure(house, "app") == ["make", "install app"]


def test_it_starts_afresh_with_another_python(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure(house, "app")
    monkeypatch.setattr(environment.sys, "version_info", (3, 13, 99))
    assert ensure(house, "test") == ["make", "install test"]


def test_it_installs_again_after_a_run_that_was_cut_short(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ensure(house, "app")
    assert ensure(house, "app") == ["make", "install app"]


def interrupted(*_args: object) -> None:
    raise KeyboardInterrupt


def test_it_tells_which_package_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_venv", lambda *_args: False)
    monkeypatch.setattr(environment, "_has_own_pip", lambda: False)
    monkeypatch.setattr(environment.programs, "install", lambda _packages: False)
    with pytest.raises(environment.CannotInstall, match=r"python3\.\d+-venv"):
        environment.ensure(tmp_path / "venv", "app")
