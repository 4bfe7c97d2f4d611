"""What no page can make sense of is refused before any page sees it; and what browsers are told of each."""

from urllib.parse import unquote_to_bytes

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponseBadRequest
from django.utils.translation import gettext as _

from recommendations.limits import LONGEST_ADDRESS

LONGEST_QUERY = 8_000  # characters, as sent


def refuse_unreadable(get_response):
    """400 for addresses with NUL, with bytes that are not UTF-8, or of unreasonable length."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "").encode("latin-1")
        problem = _problem(request.path_info, query) or _problem_of_cookies(request.COOKIES.values())
        if problem:
            return HttpResponseBadRequest(problem, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def _problem(path, query):
    # A reader's own collection is nowhere but in its address.
    longest = LONGEST_ADDRESS if path.startswith("/collection") else LONGEST_QUERY
    if len(query) > longest or len(path) > LONGEST_QUERY:
        return _("This address is too long: at most %d characters are accepted.") % longest
    # Bytes of a path that are not UTF-8 come here as Django left them: still in percent signs.
    said = unquote_to_bytes(path) + b"?" + unquote_to_bytes(query)
    if b"\0" in said:
        return _("This address holds a NUL character, which nothing here is called by.")
    try:
        said.decode()
    except UnicodeError:
        return _("This address is not readable as UTF-8.")
    return ""


def _problem_of_cookies(values):
    # A quoted cookie may spell NUL as \000; PostgreSQL would stumble over a session of that name.
    if any("\0" in value for value in values):
        return _("A cookie holds a NUL character, which nothing here is called by.")
    return ""


class ContentSecurityPolicy(CSPMiddleware):
    """The library's; the policy of a page that wants no other than the usual is put together once."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request, response):
        own = settings.DEBUG or hasattr(request, "_csp_nonce")
        if own or any(name.startswith("_csp_") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response
