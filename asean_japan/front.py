"""In front of Django: answers readers from memory, or tells them that they hold the answer already.

For anonymous readers of public addresses only. Every such answer bears an entity tag made of all that it
is made of: the address, the language, the day, the software, and the content version. It is read before
and after Django is asked, and only an answer between two equal readings is tagged and kept; so a tag
stands for one content, and what is kept can never be stale. Whoever has a session or says who they are
goes past all this to Django.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request

from sources.content_version import content_version

from .fingerprint import fingerprint
from .kept_pages import KeptPage, KeptPages

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]  # Django's gives its HttpResponse

KINDS = {
    "text/html", "text/csv", "text/markdown", "text/plain", "text/turtle", "image/svg+xml", "image/png",
    "application/json", "application/ld+json", "application/atom+xml", "application/xml",
}  # fmt: skip
OURS_TO_VARY = {"cookie", "accept-encoding"}
LOCALE = "django.middleware.locale.LocaleMiddleware"
NOT_PUBLIC = ("/admin/", "/healthz", "/readyz")
REVALIDATE = "no-cache"  # keep it, and ask each time whether it is still so: that costs next to nothing
TAGS = re.compile(r'"[^"]*"')
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")  # not named only to be refused


class Front:
    """The whole site as a WSGI application; `room` is the bytes that kept pages may take."""

    def __init__(self, application: Application, room: int):
        self.application = application
        self.pages = KeptPages(room)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        tag = entity_tag(environ) if is_anybodys(environ) else ""
        if tag and holds(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
            start_response("304 Not Modified", _told(tag, "Cookie, Accept-Encoding"))
            return []
        if not tag or (page := self.pages.get(tag)) is None:
            return self._ask(environ, start_response, tag)
        return _give(environ, start_response, page)

    def _ask(self, environ, start_response, tag):
        """Django's answer: tagged, and kept if it is whole, when it is what anybody would be given."""
        head: list[Any] = []

        def heard(status, headers, _exc_info=None):
            head[:] = status, headers

        answer = self.application(environ, heard)
        status, headers = head
        if tag and may_be_shared(answer) and entity_tag(environ) == tag:
            headers = with_tag(headers, tag)
            if not answer.streaming:
                page = KeptPage(headers, answer.content)
                answer.close()
                if environ["REQUEST_METHOD"] == "GET":
                    self.pages.keep(tag, page)
                return _give(environ, start_response, page)
        start_response(status, headers)
        return _without_body(answer) if environ["REQUEST_METHOD"] == "HEAD" else answer


def is_anybodys(environ: dict[str, Any]) -> bool:
    """Whether the answer depends on nothing but the address: no session, no message, no name."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return False
    path, cookies = environ.get("PATH_INFO", ""), environ.get("HTTP_COOKIE", "")
    known = (settings.SESSION_COOKIE_NAME, "messages")
    # A name that only ends so, or stands in a value, goes past as well: no harm is done.
    if cookies and any(f"{name}=" in cookies for name in known):
        return False
    return not path.startswith((*NOT_PUBLIC, settings.STATIC_URL))


def entity_tag(environ: dict[str, Any]) -> str:
    """The tag of the answer to this request as it is now; "" when the database does not say."""
    try:
        version = content_version()
    except Error:  # Django finds out what is the matter, and says so
        return ""
    if not version:
        return ""
    path = environ.get("PATH_INFO", "")
    # Citations on pages say on which day they were read; a file of data does not.
    day = "" if path.endswith(".csv") else f"{datetime.now(UTC):%Y-%m-%d}"
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    address = environ["wsgi.url_scheme"], host, environ.get("SCRIPT_NAME", ""), path
    made_of = *address, environ.get("QUERY_STRING", ""), _language(environ), day, fingerprint(), version
    said = "\0".join(made_of).encode(errors="surrogatepass")
    # Weak: a proxy, or we ourselves, may send the same content compressed.
    return f'W/"{blake2b(said, digest_size=16).hexdigest()}"'


def holds(if_none_match: str, tag: str) -> bool:
    """Whether a reader's If-None-Match names the tag (RFC 9110, weak comparison)."""
    return bool(if_none_match) and tag.removeprefix("W/") in TAGS.findall(if_none_match)


def may_be_shared(answer: Any) -> bool:
    """Whether the next reader would be given the same: a good answer that says nothing to the contrary."""
    if not isinstance(answer, HttpResponseBase) or answer.status_code != 200:
        return False
    if answer.cookies or answer.has_header("Set-Cookie"):
        return False
    kind = answer.get("Content-Type", "").partition(";")[0]
    private = re.search("private|no-store|no-cache", answer.get("Cache-Control", ""))
    once_only = "'nonce-" in answer.get("Content-Security-Policy", "")
    return kind in KINDS and not private and not once_only and _vary(answer.items()) <= _considered()


def with_tag(headers: Iterable[tuple[str, str]], tag: str) -> Headers:
    """The headers with the tag, and with what caches on the way must know."""
    ours = {"etag", "vary", "cache-control"}
    vary = sorted(name.title() for name in _vary(headers) | OURS_TO_VARY)
    return [each for each in headers if each[0].lower() not in ours] + _told(tag, ", ".join(vary))


def _told(tag, vary) -> Headers:
    return [("ETag", tag), ("Cache-Control", REVALIDATE), ("Vary", vary)]


def _vary(headers) -> set[str]:
    said = next((value for name, value in headers if name.lower() == "vary"), "")
    return {name.strip().lower() for name in said.split(",") if name.strip()}


def _considered():
    return OURS_TO_VARY | {"accept-language"} if LOCALE in settings.MIDDLEWARE else OURS_TO_VARY


def _language(environ) -> str:
    if LOCALE not in settings.MIDDLEWARE:
        return settings.LANGUAGE_CODE
    return get_language_from_request(WSGIRequest(environ))


def _give(environ, start_response, page):
    headers, content = page.answer(GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None)
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def _without_body(answer):
    """HEAD asks for no content, and the next answer on the connection would be taken for it."""
    if hasattr(answer, "close"):
        answer.close()
    return []
