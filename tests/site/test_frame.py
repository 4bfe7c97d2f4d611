"""The frame of every page, by either engine; and what Jinja prints."""

import pytest
from django.template import TemplateDoesNotExist, engines, loader
from django.test import RequestFactory
from django.utils.translation import override
from jinja2 import UndefinedError

from asean_japan.management.commands.makemessages import calls


def frame(engine, address="/", name="atlas", **context):
    request = RequestFactory().get(address)
    request.resolver_match = type("Match", (), {"url_name": name})
    return " ".join(loader.render_to_string(f"base.{engine}", context, request).split())


def printed(source, **context):
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize("name", ["atlas", "objective-list", "reader", "search"])
def test_it_is_the_same_by_either_engine(name):
    assert frame("jinja", name=name) == frame("html", name=name)


def test_it_marks_the_way_in_that_the_page_belongs_to():
    assert 'href="/clauses/" aria-current="page"' in frame("jinja", name="clause-list")
    assert 'href="/clauses/" aria-current="page"' not in frame("jinja", name="atlas")


@pytest.mark.parametrize("engine", ["html", "jinja"])
def test_it_carries_the_collection_of_the_address(engine):
    html = frame(engine, "/?codes=ascc2015-a&title=%3Cb%3E%22")
    assert 'name="codes" value="ascc2015-a"' in html
    assert 'name="title" value="&lt;b&gt;&quot;"' in html
    assert 'name="codes"' not in frame(engine)


def test_it_speaks_the_language_of_the_reader():
    with override("fr"):
        assert '<html lang="fr">' in frame("jinja")


def test_what_is_printed_is_escaped():
    assert printed("{{ word }}", word="<b>") == "&lt;b&gt;"
    assert printed('{{ _("%(n)s of it", n=word) }}', word="<b>") == "&lt;b&gt; of it"


def test_words_are_said_in_the_language_of_the_reader():
    assert printed('{{ _("January") }}') == "January"
    with override("de"):
        assert printed('{{ _("January") }}') == "Januar"


def test_words_go_by_the_number():
    by_number = '{{ ngettext("%(num)s clause of %(all)s", "%(num)s clauses of %(all)s", n, all=9) }}'
    assert [printed(by_number, n=n) for n in (1, 2)] == ["1 clause of 9", "2 clauses of 9"]


def test_what_was_not_given_is_an_error():
    with pytest.raises(UndefinedError, match="nothing"):
        printed("{{ nothing }}")


def test_the_words_of_its_templates_are_gathered_for_translators():
    source = '{{ _("Cite") }}\n<p>{{ ngettext("one", "%(num)s of them", n) }}{{ _(word) }}'
    assert calls(source).split("\n") == ["_('Cite'); ", "ngettext('one', '%(num)s of them'); "]


def test_jinja_is_asked_for_its_own_templates_alone():
    with pytest.raises(TemplateDoesNotExist):
        engines["jinja2"].get_template("base.html")
    assert loader.get_template("base.html").backend.name == "django"
    assert loader.get_template("base.jinja").backend.name == "jinja2"
