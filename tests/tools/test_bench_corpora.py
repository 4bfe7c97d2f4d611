"""The corpora of `make bench` are made once, and again when what makes them changes."""

import json
from pathlib import Path

import pytest

from scripts.bench import corpora
from scripts.bench.corpora import Corpus
from scripts.bench.processes import Ran


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch) -> Corpus:
    """A corpus whose making only leaves traces, of files that a test may change."""
    (tmp_path / "maker.py").write_text("one")
    (tmp_path / "tuner.py").write_text("one")
    done: list[str] = []
    monkeypatch.setattr(corpora, "ROOT", tmp_path)
    monkeypatch.setattr(corpora, "MAKERS", ("maker.py",))
    monkeypatch.setattr(corpora, "TUNERS", ("tuner.py",))
    monkeypatch.setattr(Corpus, "done", done, raising=False)
    monkeypatch.setattr(Corpus, "manage", lambda self, *words, **settings: done.append(words[0]))
    monkeypatch.setattr(Corpus, "load", lambda self, **settings: done.append("load") or Ran(9.0, 8.0, 70.0))
    monkeypatch.setattr(corpora.peer_database, "build", lambda site, peer: done.append("peer"))
    return Corpus(100, tmp_path / "bench")


def test_it_makes_loads_and_tunes_once(corpus):
    assert corpus.prepare() == corpus.prepare() == Ran(9.0, 8.0, 70.0)
    assert corpus.done == ["make_corpus", "load", "peer"]


def test_it_makes_all_again_when_a_maker_has_changed(corpus, tmp_path):
    corpus.prepare()
    (tmp_path / "maker.py").write_text("two")
    corpus.prepare()
    assert corpus.done == ["make_corpus", "load", "peer"] * 2


def test_it_tunes_again_when_the_tuning_has_changed(corpus, tmp_path):
    corpus.prepare()
    (tmp_path / "tuner.py").write_text("two")
    corpus.prepare()
    assert corpus.done == ["make_corpus", "load", "peer", "peer"]


def test_a_whole_run_forgets_them_and_so_times_their_import_itself(corpus):
    corpus.prepare()
    corpus.forget()
    corpus.prepare()
    assert corpus.done == ["make_corpus", "load", "peer"] * 2


def interrupted(*_args, **_settings):
    raise KeyboardInterrupt


def test_it_begins_afresh_after_a_run_that_was_cut_short(corpus, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Corpus, "load", interrupted)
        with pytest.raises(KeyboardInterrupt):
            corpus.prepare()
    corpus.prepare()
    assert corpus.done == ["make_corpus", "make_corpus", "load", "peer"]
    assert json.loads((corpus.folder / "made.json").read_text())["import"]["wall"] == 9
