"""What to tell an editor whose words can't be found, or stand in several places."""

from django.urls import NoReverseMatch
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..library import HeldText
from ..models import Passage
from ..quoting import Ambiguous, Place
from ..verbatim import nearest
from .differences import marked

MOST_PLACES = 12
IN_FRONT = 60  # characters shown before each of several places
LONGEST = 20_000  # characters that are still compared with the whole text


def not_verbatim(text: HeldText, words: str) -> SafeString:
    """These are not the words of the document: the nearest passage, and what differs."""
    found = nearest(words[:LONGEST], ((at, passage.text) for at, passage in enumerate(text.passages)))
    said = format_html(_("These words do not stand in “{}” to the letter."), text)
    if not found:
        return format_html("{} {}", said, _("Not even one of them does."))
    return format_html(
        '{}<span class="nearest"><span>{} {}:</span> <q>{}</q>'
        "<span>{}</span> <q>{}</q><span>{}</span></span>",
        said,
        _("The nearest passage is"),
        passage_link(text.passages[found.key]),
        found.says,
        _("From your words to the document’s:"),
        marked(" ".join(words.split()), found.says),
        _("Struck words are not in the document; underlined ones are missing in yours."),
    )


def several(text: HeldText, found: Ambiguous) -> SafeString:
    """The words stand in several places: each with the words before it, to be copied."""
    shown = found.places[:MOST_PLACES]
    places = format_html_join(
        "",
        '<li>{}: … <mark class="in-front">{}</mark> <q>{}</q></li>',
        ((passage_link(text.passages[place.first]), in_front(text, place), place.exact) for place in shown),
    )
    more = len(found.places) - len(shown)
    return format_html(
        '{} <ol class="places">{}</ol>{}',
        _("“%(words)s” stands in %(count)d places. Copy the marked words that stand before the one you mean.")
        % {"words": found.exact, "count": len(found.places)},
        places,
        ngettext("… and %d more.", "… and %d more.", more) % more if more else "",
    )


def in_front(text: HeldText, place: Place) -> str:
    """Whole words that stand immediately before the place."""
    at = text.text.starts[place.first] + place.start
    before = text.text.whole[max(0, at - IN_FRONT) : at].split()
    return " ".join(before[1:] if at > IN_FRONT else before)


def passage_link(passage: Passage) -> SafeString:
    """“p. 265, passage p37”, leading into the reader."""
    name = _("passage %s") % passage.anchor
    if passage.page:
        name = _("p. %(page)s, %(passage)s") % {"page": passage.page, "passage": name}
    try:
        return format_html(
            '<a href="{}" target="_blank" rel="noopener">{}</a>', passage.get_absolute_url(), name
        )
    except NoReverseMatch:
        return format_html("{}", name)
