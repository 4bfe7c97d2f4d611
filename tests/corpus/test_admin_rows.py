"""The lists of the admin are the stock admin's, letter for letter, for all that both documents hold."""

import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import result_list, results
from django.template.loader import render_to_string
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from recommendations import actions
from recommendations.models import CrossReference, Record, Tag
from sources.admin import cells
from sources.admin.base import OurAdmin
from sources.models import Milestone
from tests.editing import an_editor

admin.autodiscover()
MODELS = [
    model
    for model, its in admin.site._registry.items()
    if isinstance(its, OurAdmin) and model is not Record  # which has no list
]
QUERIES = ["", "p=2&o=2.-1", "q=%3Cb%3E%26%22%27-key-", "_popup=1"]


@pytest.fixture
def editor(client):
    client.force_login(an_editor())
    return client


@pytest.fixture
def tags(editor):
    """The admin's list of tags; what it holds can be changed."""
    return the_list(editor, Tag)


def shown(client, model, query=""):
    return client.get(
        f"{reverse(f'admin:{model._meta.app_label}_{model._meta.model_name}_changelist')}?{query}"
    )


def the_list(client, model, query=""):
    return shown(client, model, query).context["cl"]


def squeezed(page):
    return "".join(page.split())


def ours_and_stock(cl):
    return [["".join(row) for row in made] for made in (cells.rows(cl), results(cl))]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("model", MODELS)
def test_a_list_is_the_stock_one(editor, model, query):
    page = shown(editor, model, query)
    stock = render_to_string("admin/change_list_results.html", result_list(page.context["cl"]))
    assert squeezed(stock) in squeezed(page.text)


@pytest.mark.parametrize("model", MODELS)
def test_its_rows_are_made_by_us_and_there_are_some(editor, model):
    actions.rename(record=Record.objects.first(), code="another", by=None, why="So there is a former code.")
    cl = the_list(editor, model)
    ours, stock = ours_and_stock(cl)
    assert cl.has_lean_rows()
    assert ours
    assert ours == stock


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(), key=st.integers())
def test_whatever_stands_in_a_cell_is_escaped_as_there(tags, name, key):
    tags.result_list = [Tag(pk=key, name=name, slug="a&b")]
    tags.result_list[0].record_count = key
    ours, stock = ours_and_stock(tags)
    assert ours == stock


def test_a_day_that_is_not_known_and_a_row_that_is_gone_are_a_dash_as_there(editor):
    for model in (Milestone, CrossReference):
        cl = the_list(editor, model)
        cl.result_list = [model(pk=1)]
        ours, stock = ours_and_stock(cl)
        assert ours == stock
        assert ">-</" in ours[0]


@pytest.mark.parametrize("links", [[], None, ["slug", "name"]])
def test_the_columns_that_lead_to_a_row_are_as_there(tags, links):
    tags.list_display_links = links
    ours, stock = ours_and_stock(tags)
    assert ours == stock


@pytest.mark.parametrize("column", ["id", "__str__", "pk", "natural_key"])
def test_so_are_columns_of_other_sorts(tags, column):
    tags.list_display = ["action_checkbox", column]
    ours, stock = ours_and_stock(tags)
    assert ours == stock


@pytest.mark.parametrize("column", [str, "taggings__id"])
def test_unusual_columns_are_left_to_the_stock_admin(tags, column):
    tags.list_display = [column]
    assert not tags.has_lean_rows()
