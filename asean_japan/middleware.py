"""What no page can make sense of is refused before any page sees it."""

from urllib.parse import unquote_to_bytes

from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _

LONGEST_QUERY = 8_000  # characters


def refuse_unreadable(get_response):
    """400 for addresses with NUL, with bytes that are not UTF-8, or of unreasonable length."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if problem := _problem(request.path_info, query):
            return HttpResponseBadRequest(problem, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def _problem(path, query):
    if len(query) > LONGEST_QUERY or len(path) > LONGEST_QUERY:
        return _("This address is too long: at most %d characters are accepted.") % LONGEST_QUERY
    if "\0" in path or b"\0" in unquote_to_bytes(query):
        return _("This address holds a NUL character, which nothing here is called by.")
    try:
        path.encode()
        unquote_to_bytes(query.replace("+", " ")).decode()
    except UnicodeError:
        return _("This address is not readable as UTF-8.")
    return ""
