"""Jinja for the pages that are asked for most: compiled to Python, a page costs a fifth of the time.

A template `x.jinja` stands in the same folder as the others, and is found by its name alone. It prints what
Django's would: everything is escaped, unless it says that it is HTML. What it uses and was not given is an
error. Words go through gettext, like this: `_("p. %(page)s", page=place.page)`.
"""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import truncatechars
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from recommendations.models.addresses import address_in, address_of
from recommendations.templatetags import frame, hits, links, reading, records, rows

# What templates call by these names.
OURS = (
    static,
    frame.collect_form, frame.made_once,
    hits.hit_rows, links.link_groups,
    reading.scholar_tags,
    records.hanging, records.mark, records.plural,
    rows.child_rows, rows.facets, rows.record_groups,
)  # fmt: skip


def environment(**options: Any) -> Environment:
    """What `settings.TEMPLATES` names: the environment of all Jinja templates."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(extensions=["jinja2.ext.i18n"], **options)
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension: {% trans %} escapes
    made.globals |= {
        "_": said,
        "gettext": said,
        "ngettext": counted,
        "language": get_language,
        "frame_parts": frame.parts,
    }
    made.globals |= {"url": address_of, "address_in": address_in, "collect": collect}
    made.globals |= {each.__name__: each for each in OURS}
    made.filters |= {
        "truncatechars": truncatechars,
        "truncatewords": records.truncatewords,
    }
    return made


def collect(code: str) -> Markup:
    """The way of a record into the reader's collection."""
    return Markup(rows.collect(code, rows.words(get_language())))


class Words(dict[str, Markup]):
    """Our words in a language, as templates say `_("…")`: each is looked up once."""

    def __call__(self, message: str, **values: Any) -> Markup:
        """The words, with the values, which are escaped."""
        return Markup(gettext(message)) % values if values else self[message]

    def __missing__(self, message):
        self[message] = said = Markup(gettext(message)) % {}
        return said


@lru_cache(maxsize=100)
def words_in(_language: str) -> Words:
    """The words of a language, which is the one that is active."""
    return Words()


def words(_request: HttpRequest) -> dict[str, Words]:
    """Context processor: the language of a page is asked for once."""
    return {"_": words_in(get_language())}


def said(message: str, **values: Any) -> Markup:
    """The same for what is made without a request."""
    return words_in(get_language())(message, **values)


def counted(one: str, several: str, num: int, **values: Any) -> Markup:
    """The words for so many; `num` is among the values."""
    if not values:
        return _numbered(one, several, num, get_language())
    return Markup(ngettext(one, several, num)) % {"num": num, **values}


@lru_cache(maxsize=2_000)
def _numbered(one, several, num, _language):
    return Markup(ngettext(one, several, num)) % {"num": num}
