"""Saving an object and all that follows from it, or nothing."""

from django.db import transaction


class SavedWhole:
    """A model whose save is one transaction with what listens to it: its history, its place in the index."""

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)  # type: ignore[misc]
