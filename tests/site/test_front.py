"""What stands before Django: readers get answers from memory, never a stale one and never somebody else's."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from asean_japan import front as fronts
from asean_japan.front import Front, holds
from sources.models import Document

from ..builders import a_clause, a_document, a_draft, an_objective

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection():
    """The connection of the test is not closed with a request, as it is by Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


class Asked:
    """An answer as a server gets it: `status`, `headers`, `content`, and how many queries it cost."""

    def __init__(self, application, path, method="GET", **headers):
        environ = RequestFactory().generic(method, path, headers=headers).environ
        with CaptureQueriesContext(connection) as queries:
            answer = application(environ, self.start)
            self.content = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        self.queries = len(queries)

    def start(self, status, headers, _exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)


@pytest.fixture
def front():
    return Front(WSGIHandler(), room=1 << 20)


def answering(**headers):
    """A front before an application that gives the same to everybody, with these headers."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    handler = WSGIHandler()
    handler.get_response = lambda request: HttpResponse("words", headers=headers)
    return Front(handler, room=1 << 20)


def keeps(front, path="/", **headers):
    before = len(front.pages)
    Asked(front, path, **headers)
    return len(front.pages) > before


# From memory


def test_the_second_reader_gets_the_same_and_costs_one_query(front):
    an_objective(code="o1")
    first, second = (Asked(front, "/objectives/o1/") for _ in range(2))
    assert (second.status, second.content, second.headers) == (200, first.content, first.headers)
    assert first.queries > second.queries == 1


def test_a_reader_gets_what_django_would_have_given(front):
    an_objective(code="o1")
    plain = Asked(WSGIHandler(), "/objectives/o1/")
    for _ in range(2):
        told = Asked(front, "/objectives/o1/")
        assert told.content == plain.content
        assert {
            name: told.headers[name] for name in plain.headers if name != "Vary"
        }.items() <= plain.headers.items()


def test_who_holds_the_answer_is_told_so(front):
    tag = Asked(front, "/").headers["ETag"]
    told = Asked(front, "/", if_none_match=tag)
    assert (told.status, told.content, told.queries) == (304, b"", 1)
    assert told.headers["ETag"] == tag


def test_it_knows_what_a_reader_holds_even_when_it_kept_nothing():
    tag = Asked(Front(WSGIHandler(), room=0), "/").headers["ETag"]
    assert Asked(Front(WSGIHandler(), room=0), "/", if_none_match=tag).queries == 1


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ('W/"a"', True),
        ('"a"', True),
        ('"x", W/"a"', True),
        ('"xa"', False),
        ("*", False),
        ("a", False),
        ("", False),
    ],
)
def test_a_tag_is_recognised_as_the_standard_wants_it(said, held):
    assert holds(said, 'W/"a"') is held


def test_head_has_the_headers_and_no_content(front):
    for _ in range(2):
        head, whole = Asked(front, "/about/", "HEAD"), Asked(front, "/about/")
        assert (head.content, head.headers) == (b"", whole.headers)
        assert head.headers["Content-Length"] == str(len(whole.content))


def test_it_travels_compressed_to_those_who_take_it(front):
    plain = Asked(front, "/about/")
    for _ in range(2):
        packed = Asked(front, "/about/", accept_encoding="br, gzip")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert "Content-Encoding" not in Asked(front, "/about/", accept_encoding="gzip;q=0, br").headers
    assert Asked(front, "/about/").content == plain.content


# Never stale


def test_a_change_is_seen_at_once(front):
    a_document("plan", title="The old title")
    tag = Asked(front, "/documents/plan/").headers["ETag"]
    Document.objects.update(title="The new title")
    told = Asked(front, "/documents/plan/", if_none_match=tag)
    assert (told.status, b"The new title" in told.content) == (200, True)


def test_a_change_while_the_page_is_made_leaves_it_without_a_tag():
    handler = WSGIHandler()

    def interrupted(environ, start_response):
        answer = handler(environ, start_response)
        a_document()
        return answer

    front = Front(interrupted, room=1 << 20)
    assert "ETag" not in Asked(front, "/about/").headers
    assert len(front.pages) == 0


def test_a_citation_says_the_day_it_was_read(front, monkeypatch):
    an_objective(code="o1")
    tags = {path: Asked(front, path).headers["ETag"] for path in ("/objectives/o1/", "/objectives.csv")}

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + timedelta(days=1)

    monkeypatch.setattr(fronts, "datetime", Tomorrow)
    assert Asked(front, "/objectives/o1/").headers["ETag"] != tags["/objectives/o1/"]
    assert Asked(front, "/objectives.csv").headers["ETag"] == tags["/objectives.csv"]


def test_another_release_makes_other_pages(front, monkeypatch):
    tag = Asked(front, "/").headers["ETag"]
    monkeypatch.setattr(fronts, "fingerprint", lambda: "another release")
    assert Asked(front, "/", if_none_match=tag).status == 200


def test_each_address_has_its_own(front):
    paths = ("/objectives/", "/objectives/?page=1", "/clauses/")
    tags = {Asked(front, path).headers["ETag"] for path in paths}
    tags.add(Asked(front, "/objectives/", host="localhost").headers["ETag"])
    assert len(tags) == 4


def test_each_language_has_its_own(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, fronts.LOCALE]
    front = Front(WSGIHandler(), room=1 << 20)
    with translation.override("en"):
        english, japanese = (Asked(front, "/about/", accept_language=said) for said in ("en", "ja"))
    assert english.headers["ETag"] != japanese.headers["ETag"]
    assert "Accept-Language" in japanese.headers["Vary"]
    assert len(front.pages) == 2


# Never somebody else's


def test_who_is_signed_in_gets_nothing_kept_and_leaves_nothing(front):
    clause = a_clause(code="c1")
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    session = f"sessionid={client.cookies['sessionid'].value}"
    edit = f"/admin/recommendations/clause/{clause.pk}/change/".encode()
    assert edit not in Asked(front, "/clauses/c1/").content
    signed_in = Asked(front, "/clauses/c1/", cookie=session)
    assert edit in signed_in.content
    assert "ETag" not in signed_in.headers
    assert edit not in Asked(front, "/clauses/c1/").content


@pytest.mark.parametrize(
    "headers", [{"cookie": "a=b; sessionid=x"}, {"cookie": "messages=x"}, {"authorization": "Bearer x"}]
)
def test_who_says_who_they_are_goes_past_it(front, headers):
    Asked(front, "/about/")
    assert "ETag" not in Asked(front, "/about/", **headers).headers
    assert not keeps(front, "/documents/", **headers)


def test_other_cookies_make_no_difference(front):
    assert keeps(front, "/about/", cookie="theme=dark; csrftoken=" + "x" * 32)


def test_drafts_are_never_in_it(front):
    a_draft("clause", code="c1", text="Unheard of")
    assert b"Unheard of" not in Asked(front, "/clauses/").content
    assert Asked(front, "/clauses/c1/").status == 404
    a_clause(code="c2", text="Heard of")
    assert b"Heard of" in Asked(front, "/clauses/").content


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/objectives/?basis=x", "/admin/", "/admin/login/", "/readyz", "/healthz"]
)
def test_only_good_answers_of_public_pages_are_kept(front, path):
    assert not keeps(front, path)
    assert "ETag" not in Asked(front, path).headers


def test_a_form_is_never_answered_from_memory(front):
    Asked(front, "/about/")
    assert "ETag" not in Asked(front, "/about/", "POST").headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Set_Cookie": "a=b"}, {"Vary": "User-Agent"}, {"Cache_Control": "private"},
        {"Cache_Control": "no-store"}, {"Content_Security_Policy": "script-src 'nonce-x'"},
        {"Content_Type": "application/zip"},
    ],
)  # fmt: skip
def test_what_is_for_one_reader_is_not_kept(headers):
    assert keeps(answering())
    assert not keeps(answering(**headers))


def test_a_file_that_is_streamed_is_tagged_and_not_kept(front):
    told = Asked(front, "/clauses.csv")
    assert told.content.startswith(b"code,kind")
    assert Asked(front, "/clauses.csv", if_none_match=told.headers["ETag"]).status == 304
    assert len(front.pages) == 0


# When things go wrong


def test_django_is_asked_when_the_database_does_not_say_the_version(front, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(fronts, "content_version", refuse)
    told = Asked(front, "/about/")
    assert (told.status, "ETag" in told.headers) == (200, False)


def test_caches_on_the_way_are_told_to_ask_and_for_whom(front):
    headers = Asked(front, "/about/").headers
    assert headers["Cache-Control"] == "no-cache"
    assert set(headers["Vary"].split(", ")) == {"Accept-Encoding", "Cookie"}
