"""Settings of the site's data under the admin that Django gives: nothing is overridden but the columns."""

from asean_japan.settings import *  # noqa: F403
from asean_japan.settings import TEMPLATES

ROOT_URLCONF = "scripts.bench.peers.plain_admin_site"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [], "OPTIONS": {**TEMPLATES[0]["OPTIONS"]}}]
TEMPLATES[0]["OPTIONS"]["context_processors"] = [
    each for each in TEMPLATES[0]["OPTIONS"]["context_processors"] if each.startswith("django.")
]
