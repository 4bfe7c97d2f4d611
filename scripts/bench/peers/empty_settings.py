"""The settings and the one address of an empty Django site, as `startproject` writes them."""

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "an-empty-site-keeps-no-secret-and-answers-this-machine-alone"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
ROOT_URLCONF = __name__


def empty(request):
    """A page that asks nothing of anybody."""
    return HttpResponse("<!DOCTYPE html><title>Empty</title><p>Nothing.")


urlpatterns = [path("", empty)]
