"""Jinja for the pages that are asked for most: compiled to Python, a page costs a fifth of the time.

A template `x.jinja` stands in the same folder as the others, and is found by its name alone. It prints what
Django's would: everything is escaped, unless it says that it is HTML. What it uses and was not given is an
error. Words go through gettext, like this: `_("p. %(page)s", page=place.page)`.
"""

from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from recommendations.models.addresses import address_of
from recommendations.templatetags import frame, links, reading, records, rows

SUFFIX = ".jinja"
# What templates call by these names.
OURS = (
    static,
    frame.collect_form, frame.name_of_address,
    links.group_heading, links.link_rows,
    reading.scholar_tags,
    records.hanging, records.is_deep, records.mark, records.place, records.plural,
    rows.child_rows, rows.facets, rows.record_groups,
)  # fmt: skip


class OwnFiles(FileSystemLoader):
    """Knows the files that are Jinja's; Django's engine is asked for the others."""

    def get_source(self, environment, template):
        if not template.endswith(SUFFIX):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


def environment(*, loader: FileSystemLoader, **options: Any) -> Environment:
    """What `settings.TEMPLATES` names: the environment of all Jinja templates."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(loader=OwnFiles(loader.searchpath), extensions=["jinja2.ext.i18n"], **options)
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension: {% trans %} escapes
    made.globals |= {"_": said, "gettext": said, "ngettext": counted, "language": get_language}
    made.globals |= {"url": address_of, "once": once, "collect": collect}
    made.globals |= {each.__name__: each for each in OURS}
    made.filters |= {"truncatewords": records.truncatewords, "found": reading.found}
    return made


def collect(code: str) -> Markup:
    """The way of a record into the reader's collection."""
    return Markup(rows.collect(code, rows.words(get_language())))


def said(message: str, **values: Any) -> Markup:
    """Our words in the reader's language; values are escaped."""
    return _template_of(get_language(), message) % values if values else _plain(get_language(), message)


def counted(one: str, several: str, num: int, **values: Any) -> Markup:
    """The words for so many; `num` is among the values."""
    return Markup(ngettext(one, several, num)) % {"num": num, **values}


@lru_cache(maxsize=2_000)
def _template_of(language, message):
    return Markup(gettext(message))


@lru_cache(maxsize=2_000)
def _plain(language, message):
    return _template_of(language, message) % {}


@pass_context
def once(context: Context, template: str, *depends_on: str) -> str:
    """A part of the frame that is the same on every page; see `frame.made_once`."""
    return frame.made_once(template, context.get("request"), *depends_on)
