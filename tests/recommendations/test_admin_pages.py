"""Every admin page opens for an editor, and for nobody else."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import builders
from tests.editing import a_member, an_editor

pytestmark = pytest.mark.django_db

MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in ("recommendations", "sources")),
    key=lambda model: model.__name__,
)
LISTS = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in MODELS]
FORMS = [name.replace("changelist", "add") for name in LISTS]


def a_web():
    """One row or more of every model."""
    objective = builders.an_objective(tags=["migrants"])
    clause = builders.a_clause(addressing=objective, parent=None)
    record = builders.a_recommendation(carrying_out=clause, asking=builders.an_actor(), tags=["migrants"])
    builders.a_principle()
    builders.an_instrument(used_by=record)
    builders.a_section(version=builders.the_text())
    builders.a_citation()
    builders.a_milestone()
    builders.a_defect(table=builders.a_table())
    return record


def pages():
    """The change page, the delete page and the history of a row of every model."""
    for model in MODELS:
        row = model._default_manager.first()
        for page in ("change", "delete", "history"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
            if row:
                yield reverse(name, args=[row.pk])


def test_every_model_of_ours_has_its_page():
    from django.apps import apps

    ours = {
        model
        for app in ("recommendations", "sources")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    }
    kept_within_another = {"Amount", "RecordQuotation", "RecordInstrument", "Tagging"}
    made_from_others = {"SearchEntry", "SearchWord"}
    assert {model.__name__ for model in ours - set(MODELS)} == kept_within_another | made_from_others


@pytest.mark.parametrize("name", LISTS)
def test_a_list_opens_with_rows_and_a_search(client, name):
    a_web()
    client.force_login(an_editor())
    for query in ({}, {"q": "words"}, {"e": "1"}):
        assert client.get(reverse(name), query, follow=True).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_few_rows_and_for_many(client, name):
    client.force_login(an_editor())
    costs = []
    for size in (1, 3):
        for _ in range(size):
            a_web()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name))
        costs.append(len(asked))
    assert costs[0] == costs[1], sorted({query["sql"][-160:] for query in asked.captured_queries})


def test_every_page_of_every_row_opens(client):
    a_web()
    client.force_login(an_editor())
    wrong = {path: client.get(path, follow=True).status_code for path in pages()}
    allowed = {path: status for path, status in wrong.items() if status != 200}
    # What was received can't be deleted by anybody.
    assert set(allowed.values()) <= {403}
    assert all("/delete/" in path for path in allowed)


@pytest.mark.parametrize("name", FORMS)
def test_a_new_row_is_begun_or_plainly_refused(client, name):
    client.force_login(an_editor())
    assert client.get(reverse(name)).status_code in (200, 403)


@pytest.mark.parametrize("who", [None, a_member], ids=["a stranger", "a member"])
def test_nobody_else_gets_in(client, who):
    record = a_web()
    if who:
        client.force_login(who())
    names = [*LISTS, *FORMS, "admin:index", "admin:autocomplete", "admin:recommendations_tag_suggestions"]
    for path in [*map(reverse, names), *pages()]:
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/admin/login/"), path
    assert record.code not in client.get("/admin/login/").text


def test_the_index_leaves_out_what_is_edited_elsewhere(client):
    client.force_login(an_editor())
    page = client.get("/admin/").text
    assert "/admin/recommendations/recommendation/" in page
    assert "/admin/recommendations/record/" not in page
    assert "/admin/taggit/" not in page


def test_the_page_of_a_record_of_any_kind_leads_to_that_of_its_kind(client):
    record = builders.a_clause()
    client.force_login(an_editor())
    answer = client.get(f"/admin/recommendations/record/{record.pk}/change/")
    assert answer["Location"] == f"/admin/recommendations/clause/{record.pk}/change/"
