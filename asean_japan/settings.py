"""One settings file: it starts with nothing set, and is strict about the few values it reads."""

from pathlib import Path
from urllib.parse import urlsplit

import environ

from asean_japan.database import database, replica

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# What the site makes and keeps: the database, the key and the collected static files.
VAR_DIR = Path(env.str("VAR_DIR", "") or BASE_DIR / "var").resolve()
VAR_DIR.mkdir(parents=True, exist_ok=True)

# What this deployment is. Every value can be left out; see docs/operators.md.
DEBUG = env.bool("DEBUG", False)
SITE_URL = env.str("SITE_URL", "").rstrip("/")
PORT = env.int("PORT", 8000)
PROCESSES = max(1, env.int("PROCESSES", 2))  # that answer readers; one uses one core
PAGE_CACHE_MB = max(0, env.int("PAGE_CACHE_MB", 64))  # of memory, in each process; 0 keeps no page
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# `make run` makes a key once and keeps it; checks.py refuses this one in any other deployment.
INSECURE_KEY = "insecure-key-for-commands-that-need-none"
_kept_key = VAR_DIR / "secret-key"
SECRET_KEY = env.str("SECRET_KEY", "") or (
    _kept_key.read_text().strip() if _kept_key.exists() else INSECURE_KEY
)

INSTALLED_APPS = [
    "asean_japan.apps.SiteConfig",
    "recommendations",
    "sources",
    "asean_japan.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "taggit",
]

MIDDLEWARE = [
    "asean_japan.middleware.refuse_unreadable",
    "django.middleware.security.SecurityMiddleware",
    "asean_japan.middleware.ContentSecurityPolicy",
    "asean_japan.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "asean_japan.urls"
WSGI_APPLICATION = "asean_japan.wsgi.application"

TEMPLATES = [
    {  # finds *.jinja alone, and is asked first
        "BACKEND": "asean_japan.jinja_engine.Jinja",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "asean_japan.jinja.environment",
            "context_processors": [
                "django.contrib.auth.context_processors.auth",
                "asean_japan.context.site",
                "asean_japan.jinja.words",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asean_japan.context.site",
            ]
        },
    },
]

# Data

DATABASES = {"default": database(env, "DATABASE_URL", f"sqlite:///{VAR_DIR / 'asean_japan.sqlite3'}")}
# A connection that stays open goes on reading when the disk is full.
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for each other instead of failing, and what was acknowledged is on the disk.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASE_ROUTERS = []
if env.str("DATABASE_REPLICA_URL", ""):
    DATABASES["replica"] = replica(env, "DATABASE_REPLICA_URL", DATABASES["default"])
    DATABASE_ROUTERS = ["asean_japan.replica.Router"]
CENSUS_SHELF = "asean_japan.warming.shelf"  # where counts outlive a process; None: nowhere
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
TAGGIT_CASE_INSENSITIVE = True

# Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "asean_japan.static_storage.StaticStorage"},
}

# Words and times

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# What a server tells whoever runs it, on its standard error

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"told": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"told": {"class": "logging.StreamHandler", "formatter": "told"}},
    "root": {"handlers": ["told"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        # An address that leads nowhere and a form that lacks a token are no failure of the site.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},
    },
}

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Many inlines on one record are not an attack.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

HTTPS = urlsplit(SITE_URL).scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Other hosts under the same domain are not ours to bind (W005, W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not HTTPS and set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS):
    # On one's own machine there is no certificate; checks.py warns as soon as others may come.
    SILENCED_SYSTEM_CHECKS += [f"security.W{number}" for number in ("004", "008", "012", "016")]
