"""After any import the search index says what the tables say; where little changed, little was written."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recommendations.search import index, reach
from recommendations.search.asking import understand
from recommendations.search.found import Matches

from ..builders import (
    a_clause,
    a_document,
    a_passage,
    a_responsibility,
    a_version,
    an_actor,
)
from .packages import a_package, a_text, brought_in, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _is_whole_in_the_end():
    yield
    assert list(index.problems()) == []


@pytest.fixture
def little(monkeypatch):
    """A knowledge base in which one row is little; to make its index anew would be an error."""
    for number in range(12):
        a_clause(code=f"plan-{number}", text=f"Plant trees of sort {number}.", tags=["gardens"])
    monkeypatch.setattr(reach, "rebuild", None)


PLAN = {"slug": "plan", "rights": "full_text"}


def kinds(q):
    return Matches(understand(q).tree).counts()


def import_of(folder, **files):
    brought_in(a_package(folder, **{"documents": []} | files))


def test_into_an_empty_database(tmp_path):
    row = {"code": "plan-1", "heading": "", "text": "Plant trees.", "status": "published", "tags": "parks"}
    import_of(tmp_path, documents=[PLAN], records=[row], **a_text("Plant trees."))
    assert kinds("trees OR parks") == {"clause": 1, "passage": 1, "tag": 1}


def test_a_changed_record(little, tmp_path):
    import_of(tmp_path, records=[told("plan-3", number="3bis")])
    assert kinds("number:3bis") == {"clause": 1}


def test_a_record_that_is_a_draft_again(little, tmp_path):
    import_of(tmp_path, records=[told("plan-3", status="draft")])
    assert kinds("code:plan-3") == {}


def test_the_last_record_with_a_tag_loses_it(little, tmp_path):
    record = a_clause(code="plan-a", tags=["parks"])
    import_of(tmp_path, records=[told(record.code, tags="")])
    assert kinds("parks") == {}


def test_a_new_record_with_a_new_tag(little, tmp_path):
    text = "Plant quokkaberries."
    row = {"code": "new-1", "document": "new", "heading": "", "text": text, "status": "published"}
    row["tags"] = "parks"
    import_of(tmp_path, documents=[PLAN | {"slug": "new"}], records=[row], **a_text(text, slug="new"))
    assert kinds("parks") == {"clause": 1, "tag": 1}
    assert kinds("quokkaberries") == {"clause": 1, "passage": 1}


def test_a_renamed_tag(little, tmp_path):
    a_clause(code="plan-a", tags=["parks"])
    import_of(tmp_path, records=[], tags=[{"name": "Parks", "slug": "parks"}])
    assert kinds("tag:parks") == {"clause": 1, "tag": 1}


def test_a_renamed_actor(little, tmp_path):
    a_responsibility(a_clause(code="plan-a"), an_actor(slug="siam", name="Siam"))
    import_of(tmp_path, records=[], actors=[{"slug": "siam", "name": "Thailand", "kind": "state"}])
    assert kinds("thailand") == {"clause": 1, "actor": 1}
    assert kinds("siam") == {}


def test_an_actor_that_is_asked(little, tmp_path):
    an_actor(slug="siam", name="Siam")
    import_of(tmp_path, records=[], responsibilities=[{"record": "plan-3", "actor": "siam"}])
    assert kinds("siam kind:clause") == {"clause": 1}


def test_a_renamed_document(little, tmp_path):
    document = a_document(slug="other")
    a_passage("Plant quokkaberries.", version=a_version(document))
    import_of(tmp_path, documents=[{"slug": "other", "title": "Orchards", "kind": "report"}], records=[])
    assert kinds("document:orchards") == {"document": 1, "passage": 1}


def test_much_makes_the_index_anew(little, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(reach, "rebuild", lambda: made.append(index.rebuild()))
    import_of(tmp_path, records=[told(f"plan-{number}", number="x") for number in range(12)])
    assert made


CHANGES = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["1", "2"]),
        "status": st.sampled_from(["draft", "published"]),
        "tags": st.sampled_from(["", "parks", "parks|gardens"]),
    }
)


class AnyImports(TestCase):
    def setUp(self):
        for number in range(3):
            a_clause(code=f"plan-{number}")

    @settings(max_examples=10)  # each is up to three imports
    @given(st.lists(st.dictionaries(st.sampled_from(["plan-0", "plan-1", "plan-2"]), CHANGES), max_size=3))
    def test_any_imports_leave_it_whole(self, packages):
        for changes in packages:
            with TemporaryDirectory() as folder:
                rows = [told(code, **changed) for code, changed in changes.items()]
                import_of(Path(folder), records=rows)
        assert list(index.problems()) == []
