"""It starts with nothing set, and is strict about what is."""

import runpy

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from .running import SETTINGS, once, run

KEY = "k9" * 30 + "-_x7Qz"
PUBLIC = {"SECRET_KEY": KEY, "SITE_URL": "https://example.org", "ALLOWED_HOSTS": "example.org"}


@pytest.fixture
def settings_with(monkeypatch, tmp_path):
    """The settings file as read anew with these values in its environment and no others."""

    def read(**environment):
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"VAR_DIR": str(tmp_path / "var")} | environment).items():
            monkeypatch.setenv(name, value)
        found = runpy.run_path(str(settings.BASE_DIR / "asean_japan/settings.py"))
        return {name: value for name, value in found.items() if name.isupper()}

    return read


def warnings(found):
    """The numbers of what `check --deploy` says of such settings."""
    changed = {name: value for name, value in found.items() if name != "DATABASES"}
    with override_settings(**changed):
        said = run_checks(include_deployment_checks=True)
        return sorted(each.id for each in said if not each.is_silenced())


# With nothing set


def test_it_starts_with_nothing_set(settings_with, tmp_path):
    found = settings_with()
    assert not found["DEBUG"]
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "var/asean_japan.sqlite3")
    assert (found["PORT"], found["SITE_URL"]) == (8000, "")
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_what_it_makes_is_kept_in_one_folder(settings_with, tmp_path):
    found = settings_with(VAR_DIR=str(tmp_path / "else/where"))
    assert (tmp_path / "else/where").is_dir()
    assert found["STATIC_ROOT"] == tmp_path / "else/where/static"


def test_sqlite_waits_for_other_writers_and_keeps_what_it_acknowledged(settings_with):
    options = settings_with()["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_another_database_is_taken_from_its_address(settings_with):
    found = settings_with(DATABASE_URL="postgres://reader:pw@db.example.org:5433/asean")["DATABASES"][
        "default"
    ]
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("asean", "db.example.org", 5433)
    assert "OPTIONS" not in found


@pytest.mark.parametrize(
    "value",
    ["nonsense", "http://x", "mysql://a:s3cret@c/d", "postgres://u:s3cret@h:port/d", "postgres://u@h", "://"],
)
def test_an_address_of_a_database_that_cannot_be_read_is_named_without_its_password(settings_with, value):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(DATABASE_URL=value)
    assert "DATABASE_URL is not the address of a database. Accepted: postgres://" in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_a_replica_is_a_second_database_that_nobody_writes_to(settings_with):
    first, second = "postgres://u@first/kb", "postgres://u@second/kb"
    found = settings_with(DATABASE_URL=first, DATABASE_REPLICA_URL=second)
    assert found["DATABASES"]["replica"]["HOST"] == "second"
    assert "read_only=on" in found["DATABASES"]["replica"]["OPTIONS"]["options"]
    assert found["DATABASE_ROUTERS"] == ["asean_japan.replica.Router"]
    assert settings_with(DATABASE_URL=first)["DATABASE_ROUTERS"] == []


@pytest.mark.parametrize(
    ("address", "said"), [("nonsense", "not the address of a database"), ("postgres://u@h/d", "same kind")]
)
def test_a_replica_that_will_not_do_is_refused_at_the_start(settings_with, address, said):
    with pytest.raises(ImproperlyConfigured, match=said) as refused:
        settings_with(DATABASE_REPLICA_URL=address)
    assert "DATABASE_REPLICA_URL" in str(refused.value)


def test_a_port_that_is_no_number_stops_it(settings_with):
    with pytest.raises((ImproperlyConfigured, ValueError), match="eighty"):
        settings_with(PORT="eighty")


@pytest.mark.parametrize("said", ["perhaps", "0", "off", ""])
def test_errors_are_shown_in_full_only_where_that_is_said_clearly(settings_with, said):
    assert not settings_with(DEBUG=said)["DEBUG"]


# The key


def test_without_a_key_it_says_so(settings_with):
    assert "asean_japan.E001" in warnings(settings_with())


def test_a_key_in_the_environment_is_used(settings_with):
    found = settings_with(SECRET_KEY=KEY)
    assert found["SECRET_KEY"] == KEY
    assert warnings(found) == []


def test_a_key_that_was_kept_is_used_and_one_in_the_environment_wins(settings_with, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/secret-key").write_text(f"{KEY}-kept\n")
    assert settings_with()["SECRET_KEY"] == f"{KEY}-kept"
    assert settings_with(SECRET_KEY=KEY)["SECRET_KEY"] == KEY


def test_a_weak_key_is_named(settings_with):
    assert "security.W009" in warnings(settings_with(SECRET_KEY="short"))


# Where others come


def test_on_ones_own_machine_no_certificate_is_asked_for(settings_with):
    assert warnings(settings_with(SECRET_KEY=KEY)) == []


def test_where_others_come_unencrypted_it_warns(settings_with):
    said = warnings(settings_with(SECRET_KEY=KEY, ALLOWED_HOSTS="localhost,example.org"))
    assert "asean_japan.W002" in said
    assert {"security.W012", "security.W016"} <= set(said)


def test_a_public_site_with_a_certificate_has_nothing_to_complain_of(settings_with):
    assert warnings(settings_with(**PUBLIC)) == []


@once
def test_the_operator_is_told_the_same(tmp_path):
    strict = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    clean, keyless = run(tmp_path, *strict, **PUBLIC), run(tmp_path, *strict)
    assert (clean.stderr, clean.returncode) == ("", 0)
    assert keyless.returncode == 1
    assert "SECRET_KEY is not set" in keyless.stderr


def test_with_https_cookies_and_browsers_keep_to_it(settings_with):
    found = settings_with(**PUBLIC)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600


def test_without_https_nobody_is_sent_where_nothing_answers(settings_with):
    found = settings_with(SITE_URL="http://localhost:8000/")
    assert found["SITE_URL"] == "http://localhost:8000"
    assert not found["SECURE_SSL_REDIRECT"]
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 0
