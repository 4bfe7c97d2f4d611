"""What every test stands on: no network, plain static files, quick passwords, a browser on request."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.template import Context
from django.template.backends.jinja2 import Template
from django.test import override_settings
from django.test.signals import template_rendered
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.browser", "tests.network"]

# Playwright keeps an event loop in the main thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

hypothesis_settings.register_profile(
    "local", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("ci", parent=hypothesis_settings.get_profile("local"), derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their own names (no manifest was built), nothing on the shelf, and quick passwords."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        CENSUS_SHELF=None,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def context_of_jinja() -> Iterator[None]:
    """`response.context` of pages by Jinja too: by itself the test client hears of Django's engine alone."""
    render = Template.render

    def told(self, context=None, request=None):
        template_rendered.send(sender=Template, template=self, context=Context(context))
        return render(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", told)
        yield
