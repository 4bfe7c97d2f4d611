"""What the database keeps by itself, beside the tables of the models: made where it is missing."""

from functools import partial
from typing import Any

from django.apps import AppConfig

from sources import lookup
from sources.content_version import watch

from .census import journal
from .lookups import OURS
from .models import SearchEntry, SearchWord
from .models.change import ChangeSet, InChangeSet
from .search import keeping

# What was, and what the search makes of what is, changes with a change of today.
NO_CONTENT = (ChangeSet, InChangeSet, SearchEntry, SearchWord)
MAKERS = (
    partial(watch, but=NO_CONTENT),
    partial(lookup.keep, lookups=OURS),
    journal.watch,
    keeping.fill_when_missing,
)


def make(sender: AppConfig, **signal: Any) -> None:
    """Triggers, and indexes of words. Done after each `migrate`."""
    for maker in MAKERS:
        maker(sender=sender, **signal)
