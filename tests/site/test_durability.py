"""What was acknowledged is kept: through simultaneous saves, and through the sudden death of a process."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.parse import urlencode

import pytest

from .running import once, run, running

pytestmark = once

SAVING = ("-m", "tests.site.saving")
TOKEN = "t" * 32


def stored(folder, question, *values):
    """What the file of the database answers, opened anew."""
    with closing(sqlite3.connect(folder / "asean_japan.sqlite3")) as database:
        return database.execute(question, values).fetchall()


def codes(folder):
    return {code for (code,) in stored(folder, "SELECT code FROM recommendations_record")}


def histories(folder):
    """{code: [(version, reason of its change set), …]}"""
    rows = stored(
        folder,
        "SELECT code, version, why FROM recommendations_historicalrecord AS entry"
        " JOIN recommendations_changeset AS changes ON changes.id = entry.change_set_id"
        " ORDER BY entry.history_id",
    )
    found = {}
    for code, version, why in rows:
        found.setdefault(code, []).append((version, why))
    return found


def started(processes):
    """All of them are ready; now they go, at once."""
    for each in processes:
        assert each.stdout.readline() == "ready\n", each.stdout.read()
    for each in processes:
        each.stdin.write("\n")
        each.stdin.flush()


def test_eight_processes_save_at_once_and_all_succeed(folder):
    names = [f"writer{n}" for n in range(8)]
    with ExitStack() as stack:
        writers = [stack.enter_context(running(folder, *SAVING, name, "6")) for name in names]
        started(writers)
        said = [writer.communicate()[0].split() for writer in writers]
        assert [writer.returncode for writer in writers] == [0] * 8, said
    expected = {f"{name}-{n}" for name in names for n in range(1, 7)}
    assert {code for each in said for code in each} == codes(folder) == expected
    whole = {code: [(1, code.replace("-", " ")), (2, code.replace("-", " "))] for code in expected}
    assert histories(folder) == whole


@pytest.fixture
def after_a_death(folder):
    """Of two writers one was killed in the middle of its saves; what the killed one had acknowledged."""

    def kill(name, after):
        with (
            running(folder, *SAVING, name, "100000") as doomed,
            running(folder, *SAVING, f"{name}b", "5") as other,
        ):
            started([doomed, other])
            heard = [doomed.stdout.readline() for _ in range(after)]
            doomed.kill()
            heard += doomed.communicate()[0].splitlines()
            rest, _ = other.communicate()
            assert (rest.split(), other.returncode) == ([f"{name}b-{n}" for n in range(1, 6)], 0)
        return [line.strip() for line in heard]

    return kill


def test_what_was_acknowledged_survives_a_sudden_death(folder, after_a_death):
    for name, after in (("first", 3), ("second", 11), ("third", 20)):
        acknowledged = after_a_death(name, after)
        assert len(acknowledged) >= after
        assert set(acknowledged) <= codes(folder)
        history = histories(folder)
        assert all(len(history[code]) == 2 for code in acknowledged)
        assert set(history) == codes(folder)  # nothing by halves
        assert stored(folder, "PRAGMA integrity_check") == [("ok",)]
        assert stored(folder, "PRAGMA foreign_key_check") == []


# The same through the server


@pytest.fixture(scope="module")
def opened(site):
    """What an editor has open: {"session": …, "forms": {path: {field: value}}}, nine records."""
    found = run(site.folder, "-m", "tests.site.opening", "9")
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def saved_at_once(site, session, forms):
    """The statuses of the answers to (path, form), each sent as a browser would, all at once."""
    headers = {
        "Content_Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
    }

    def save(path, form):
        body = urlencode(form | {"csrfmiddlewaretoken": TOKEN}, doseq=True)
        return site.ask(path, "POST", body, **headers).status

    with ThreadPoolExecutor(len(forms)) as editors:
        return list(editors.map(save, *zip(*forms, strict=True)))


def notes(site):
    """{editorial note: version} of every record."""
    return dict(stored(site.folder, "SELECT editorial_note, version FROM recommendations_record"))


def test_eight_editors_save_at_once_and_all_succeed(site, opened):
    paths = sorted(opened["forms"])[:8]
    typed = [(path, opened["forms"][path] | {"editorial_note": f"Looked up {path}."}) for path in paths]
    assert saved_at_once(site, opened["session"], typed) == [302] * 8
    assert {note for note, version in notes(site).items() if version == 2} >= {
        form["editorial_note"] for _, form in typed
    }


def test_of_eight_who_save_one_record_at_once_one_succeeds(site, opened):
    path = sorted(opened["forms"])[8]
    typed = [(path, opened["forms"][path] | {"editorial_note": f"Note {n}."}) for n in range(8)]
    answers = saved_at_once(site, opened["session"], typed)
    assert sorted(answers) == [302, *[409] * 7]
    kept = {note: version for note, version in notes(site).items() if note.startswith("Note ")}
    assert kept == {f"Note {answers.index(302)}.": 2}
