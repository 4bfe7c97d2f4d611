"""/about/: what this is, whose words it quotes, how to read it."""

import pytest

from ..builders import a_document, a_version

pytestmark = pytest.mark.django_db


def test_it_names_the_held_documents_and_who_holds_their_rights(client):
    a_version(a_document("brief", title="Reflections", rights_holder="Asian Vision Institute"))
    a_document(title="Only cited")
    page = client.get("/about/").content.decode()
    assert 'href="/documents/brief/"' in page
    assert "© Asian Vision Institute" in page
    assert "Only cited" not in page


def test_it_says_how_to_read_basis_and_attestation_and_gaps(client):
    page = client.get("/about/").content.decode()
    for part in ("same heading", "second-hand", "MIT licence", 'id="gaps"'):
        assert part in page
