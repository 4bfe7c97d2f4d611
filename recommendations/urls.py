"""Addresses of the records. They are citations: they never die."""

from django.urls import path

from . import converters  # noqa: F401  (registers `code` and `format`)
from .views import actors, records, tags


def kind_of_record(folder, kind):
    """The addresses of one kind; the last takes what is not spelt like a code, to help on."""
    which = {"kind": kind}
    return [
        path(f"{folder}/", records.record_list, which, name=f"{kind}-list"),
        path(f"{folder}/<code:code>/", records.record, which, name=kind),
        path(f"{folder}/<str:code>/", records.elsewhere, which, name=f"{kind}-misspelt"),
    ]


urlpatterns = [
    *kind_of_record("objectives", "objective"),
    *kind_of_record("clauses", "clause"),
    *kind_of_record("recommendations", "recommendation"),
    *kind_of_record("principles", "principle"),
    path("actors/", actors.actor_list, name="actor-list"),
    path("actors/<slug:slug>/", actors.actor, name="actor"),
    path("tags/", tags.tag_list, name="tag-list"),
    path("tags/<str:slug>/", tags.tag, name="tag"),
]
