"""The history of a model, each entry in its change set."""

from django.db.models.signals import post_delete, post_save
from simple_history.models import HistoricalRecords

from .change import InChangeSet, person_at_work


def history():
    """The `history` attribute of a model whose every change is kept."""
    return HistoricalRecords(bases=[InChangeSet], get_user=person_at_work)


def enter_into(kept: HistoricalRecords, proxy) -> None:
    """Changes made through a proxy enter the history of the model that it stands for."""
    post_save.connect(kept.post_save, sender=proxy, weak=False)
    post_delete.connect(kept.post_delete, sender=proxy, weak=False)
    concrete = proxy._meta.concrete_model
    proxy._meta.simple_history_manager_attribute = concrete._meta.simple_history_manager_attribute
