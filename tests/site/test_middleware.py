"""What no page can make sense of is refused in a sentence, and every answer keeps the browser strict."""

import pytest
from csp.constants import NONCE
from csp.decorators import csp_exempt, csp_replace, csp_update
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from asean_japan.middleware import LONGEST_QUERY, ContentSecurityPolicy

from ..builders import a_recommendation, an_objective

pytestmark = pytest.mark.django_db

# One address of each kind: the atlas, a list, a record, one that is nowhere, a file, the admin.
KINDS = ["/", "/objectives/", "/objectives/blueprint-a/", "/nowhere/", "/static/nowhere.css", "/admin/login/"]
UNREADABLE = {
    "%00": "holds a NUL character",
    "q=a%00b": "holds a NUL character",
    "%ff=1": "not readable as UTF-8",
    "q=%C3%28": "not readable as UTF-8",
    "q=%ED%A0%80": "not readable as UTF-8",
    "q=%E3%81": "not readable as UTF-8",
    "q=" + "a" * LONGEST_QUERY: "at most 8000 characters",
    "&" * (LONGEST_QUERY + 1): "at most 8000 characters",
}


def is_refused(answer, because):
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert because in answer.text


@pytest.mark.parametrize("query", UNREADABLE)
@pytest.mark.parametrize("address", KINDS)
def test_it_refuses_an_unreadable_query_in_a_sentence(client, address, query):
    is_refused(client.get(f"{address}?{query}"), because=UNREADABLE[query])


@pytest.mark.parametrize("place", ["/{}", "/objectives/{}/", "/tags/{}/", "/static/{}", "/admin/{}/"])
@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ("%00", "holds a NUL character"),
        ("a%00b", "holds a NUL character"),
        ("%ff", "not readable as UTF-8"),
        ("%ED%A0%80", "not readable as UTF-8"),
        ("a" * LONGEST_QUERY, "at most 8000 characters"),
    ],
)
def test_it_refuses_an_unreadable_path_in_a_sentence(client, place, wrong, because):
    is_refused(client.get(place.format(wrong)), because)


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_it_refuses_whatever_the_method(client, method):
    assert getattr(client, method)("/?q=%00").status_code == 400


def test_it_refuses_a_cookie_that_spells_nul(client):
    answer = client.get("/admin/", headers={"cookie": r'sessionid="abcdefgh\000ijkl"'})
    is_refused(answer, because="A cookie holds a NUL character")


def test_a_machine_that_it_does_not_serve_is_told_so(client):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_query_of_the_greatest_length_is_read(client):
    assert client.get("/?q=" + "a" * (LONGEST_QUERY - 2)).status_code == 200


@pytest.mark.parametrize("words", ["日本", "ASEAN–Japan", "ខ្មែរ", "a%20b+c", "%E6%97%A5%E6%9C%AC", "100%25"])
def test_words_in_any_script_are_read(client, words):
    assert client.get(f"/objectives/?q={words}").status_code == 200
    assert client.get(f"/tags/{words}/").status_code == 404


def test_a_long_path_below_the_limit_is_simply_not_found(client):
    for place in ("/objectives/", "/static/", "/"):
        assert client.get(f"{place}{'a' * 3000}/").status_code == 404


tried = hypothesis_settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
anything = st.text() | st.binary().map(lambda raw: raw.decode("latin-1"))
queries = st.lists(st.tuples(st.sampled_from(["q", "page", "tag", "basis", "x"]) | st.text(), anything))


@pytest.mark.parametrize("address", ["/", "/recommendations/"])
@tried
@given(query=queries)
def test_no_query_makes_a_page_stumble(client, address, query):
    assert client.get(address, query_params=query).status_code < 500


@pytest.mark.parametrize("address", ["/", "/recommendations/"])
@tried
@given(raw=st.text(alphabet="%+&=;abq012fFpage/\\\"' éあ", max_size=60))
def test_no_spelling_of_a_query_makes_a_page_stumble(client, address, raw):
    assert client.get(f"{address}?{raw}").status_code < 500


# Every answer keeps the browser strict


def policy(answer):
    """The content security policy of an answer: {directive: {source, …}}."""
    said = answer["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (directive.split() for directive in said)}


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


PAGES = ["/", "/objectives/", "/objectives/blueprint-a/", "/objectives/nowhere/", "/recommendations/?basis=x"]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_allows_nothing_inline_and_nothing_from_elsewhere(client, address):
    an_objective(code="blueprint-a", text="Raise the age.")
    found = policy(client.get(address))
    assert found["default-src"] == {"'self'"}
    assert found["object-src"] == found["base-uri"] == found["frame-ancestors"] == {"'none'"}
    assert set.union(*found.values()) == {"'self'", "'none'", "data:"}


@pytest.mark.parametrize("address", ["/admin/", "/admin/recommendations/recommendation/"])
def test_the_admin_allows_inline_styles_and_no_inline_script(editor, address):
    a_recommendation()
    found = policy(editor.get(address))
    assert "'unsafe-inline'" in found["style-src"]
    assert found.get("script-src", found["default-src"]) == {"'self'"}
    assert found["frame-ancestors"] == {"'none'"}


def test_the_page_of_the_login_allows_no_inline_script(client):
    found = policy(client.get("/admin/login/"))
    assert found.get("script-src", found["default-src"]) == {"'self'"}


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/admin/login/"])
def test_every_page_is_kept_out_of_frames_and_guesses(client, address):
    answer = client.get(address)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("wants", "sources"),
    [
        (lambda view: view, {"'self'"}),
        (csp_update({"script-src": ["https://one.example"]}), {"'self'", "https://one.example"}),
        (csp_replace({"script-src": ["https://one.example"]}), {"https://one.example"}),
        (csp_exempt(), None),
    ],
)
def test_a_page_may_want_another_policy(settings, wants, sources):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": ["'self'"]}}
    view = wants(lambda request: HttpResponse("A page."))
    for _again in range(2):
        answer = ContentSecurityPolicy(view)(RequestFactory().get("/"))
        said = policy(answer) if answer.has_header("Content-Security-Policy") else {}
        assert said.get("script-src") == sources


def test_a_nonce_stands_in_the_policy(settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [NONCE]}}
    page = ContentSecurityPolicy(lambda request: HttpResponse(str(request.csp_nonce)))
    answer = page(RequestFactory().get("/"))
    assert policy(answer)["script-src"] == {f"'nonce-{answer.content.decode()}'"}


def test_a_reader_is_given_no_cookie(client):
    an_objective(code="blueprint-a")
    for address in ("/", "/objectives/", "/objectives/blueprint-a/"):
        assert not client.get(address).cookies
