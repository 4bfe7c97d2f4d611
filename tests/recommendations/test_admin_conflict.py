"""Two editors, one record: the later save is refused, and shows both edits."""

import pytest

from recommendations.admin import records as records_admin
from recommendations.models import StaleEdit
from tests import builders
from tests.editing import address, an_editor, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return builders.a_recommendation(code="chapter-c1-r1", text="Japan should help.", tags=["migrants"])


@pytest.fixture
def editors(client, record):
    """Two people who have opened the same page; `save(n, …)` saves what the n-th has open."""
    from django.test import Client

    clients = [client, Client()]
    for each, name in zip(clients, ("anan", "budi"), strict=True):
        each.force_login(an_editor(name))
    pages = [each.get(address(record)) for each in clients]
    return lambda n, **changes: clients[n].post(address(record), sent(pages[n], **changes))


def test_the_later_save_is_refused_and_nothing_of_it_is_stored(editors, record):
    assert editors(0, number="7").status_code == 302
    assert editors(1, number="8").status_code == 409
    record.refresh_from_db()
    assert (record.number, record.version) == ("7", 2)


def test_it_shows_both_edits_field_by_field(editors):
    editors(0, editorial_note="Printed in bold type.", why="Looked at the page.")
    conflict = editors(1, editorial_note="Printed in large type.").context["conflict"]
    assert (conflict.by, conflict.why) == ("anan", "Looked at the page.")
    side = conflict.sides[0]
    assert (side.theirs, side.yours) == ("Printed in bold type.", "Printed in large type.")
    assert "<del>bold</del><ins>large</ins>" in side.changes


def test_it_says_who_changed_which_field(editors):
    editors(0, number="7", tags="migrants, women", editorial_note="Theirs.")
    sides = editors(1, attestation="second_hand", editorial_note="Yours.").context["conflict"].sides
    found = {side.label: (side.changed_by, side.theirs, side.yours) for side in sides}
    assert found["Number as printed"][0] == "changed by them"
    assert found["Attestation"] == ("changed by you", "read in its own document", "second-hand")
    assert found["Editorial note"][0] == "changed by both"
    assert found["Tags"][1:] == ("migrants, women", "migrants")


def test_nothing_that_was_typed_is_lost(editors):
    editors(0, number="7")
    answer = editors(
        1, editorial_note="A long thought.", why="To be clear.", links_out__0__reason="A reason."
    )
    form = answer.context["adminform"].form
    assert (form["editorial_note"].value(), form["why"].value()) == ("A long thought.", "To be clear.")
    assert "A reason." in answer.text


def test_who_has_seen_both_may_save_over_it(editors, client, record):
    editors(0, number="7")
    shown = editors(1, number="8")
    assert "Save mine over it" in shown.text
    assert client.post(address(record), sent(shown)).status_code == 302
    record.refresh_from_db()
    assert (record.number, record.version) == ("8", 3)


def test_a_third_save_in_between_is_seen_too(editors, client, record):
    editors(0, number="7")
    shown = editors(1, number="8")
    client.post(address(record), sent(client.get(address(record)), number="9"))
    assert client.post(address(record), sent(shown)).status_code == 409


def test_a_save_that_is_quicker_by_a_moment_is_seen_too(editors, record, monkeypatch):
    save_model, late = records_admin.RecordAdmin.save_model, []

    def save_after_another(self, request, obj, form, change):
        if not late:
            late.append("another save came between reading and writing")
            raise StaleEdit(obj.code)
        save_model(self, request, obj, form, change)

    monkeypatch.setattr(records_admin.RecordAdmin, "save_model", save_after_another)
    assert editors(0, number="7").status_code == 302
    record.refresh_from_db()
    assert record.number == "7"


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "9" * 30, "x"])
def test_a_form_without_a_true_version_is_refused(editors, record, version):
    assert editors(0, number="7", seen_version=version).status_code == (409 if version == "99" else 200)
    record.refresh_from_db()
    assert record.version == 1


def test_a_link_added_by_the_other_stays_when_yours_is_saved_over(editors, client, record):
    builders.a_link(record, builders.an_objective())
    editors(0, number="7")
    client.post(address(record), sent(editors(1, number="8")))
    assert record.links_out.count() == 1
