"""Settings of the site's data under the admin that Django gives: nothing is overridden but the columns."""

from asean_japan.settings import *  # noqa: F403
from asean_japan.settings import TEMPLATES

ROOT_URLCONF = "scripts.bench.peers.plain_admin_site"
_django = next(each for each in TEMPLATES if each["BACKEND"].endswith("DjangoTemplates"))
_given = [each for each in _django["OPTIONS"]["context_processors"] if each.startswith("django.")]
TEMPLATES = [{**_django, "DIRS": [], "OPTIONS": {**_django["OPTIONS"], "context_processors": _given}}]
