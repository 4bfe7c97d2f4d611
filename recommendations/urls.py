"""Addresses of the records. They are citations: they never die."""

from django.urls import path

from sources.lazy_views import Views

from . import converters  # noqa: F401  (registers `code` and `format`)

views = Views("recommendations.views")


def kind_of_record(folder, kind):
    """The addresses of one kind; the last takes what is not spelt like a code, to help on."""
    which = {"kind": kind}
    return [
        path(f"{folder}/", views.records.record_list, which, name=f"{kind}-list"),
        path(f"{folder}.<format:format>", views.exports.record_list_as, which, name=f"{kind}-list-as"),
        path(f"{folder}/<code:code>/", views.records.record, which, name=kind),
        path(f"{folder}/<str:code>/", views.records.elsewhere, which, name=f"{kind}-misspelt"),
    ]


urlpatterns = [
    *kind_of_record("objectives", "objective"),
    *kind_of_record("clauses", "clause"),
    *kind_of_record("recommendations", "recommendation"),
    *kind_of_record("principles", "principle"),
    path("actors/", views.actors.actor_list, name="actor-list"),
    path("actors/<slug:slug>/", views.actors.actor, name="actor"),
    path("tags/", views.tags.tag_list, name="tag-list"),
    path("tags/<str:slug>/", views.tags.tag, name="tag"),
    path("documents/", views.documents.document_list, name="document-list"),
    path("documents/<slug:slug>/", views.documents.document, name="document"),
    path("documents/<slug:slug>/read/", views.documents.reader, name="reader"),
    path("documents/<slug:slug>/read/received/", views.documents.received, name="received"),
    path("timeline/", views.timeline.timeline, name="timeline"),
    path("cross-references/", views.matrix.matrix, name="cross-references"),
    path("cross-references.<format:format>", views.matrix.matrix_as, name="matrix-as"),
    path("cross-references/gaps/", views.gaps.gap_list, name="cross-reference-gaps"),
    path("cross-references/gaps.<format:format>", views.gaps.gap_list_as, name="gaps-as"),
    path("cross-references/list/", views.links.cross_reference_list, name="cross-reference-list"),
    path("cross-references/list.<format:format>", views.exports.link_list_as, name="cross-reference-list-as"),
    path(
        "cross-references/<code:from_code>/<slug:relation>/<code:to_code>/",
        views.panes.cross_reference,
        name="cross-reference",
    ),
    path("cross-references/flow/", views.flow.flow, name="flow"),
    path("cross-references/flow.svg", views.flow.flow_svg, name="flow-svg"),
    path("cross-references/flow.png", views.flow.flow_png, name="flow-png"),
    path("compare/", views.compare.compare, name="compare"),
    path("collection/", views.collection.collection, name="collection"),
    path("collection.csv", views.collection.collection_as, {"format": "csv"}, name="collection-csv"),
    path("collection.docx", views.collection.collection_as, {"format": "docx"}, name="collection-docx"),
    path("collection.md", views.collection.collection_as, {"format": "md"}, name="collection-md"),
    path("export/linked-clauses.csv", views.exports.linked_clauses_csv, name="linked-clauses"),
    path("export/package.zip", views.exports.package_zip, name="package"),
    path("data-dictionary/", views.exports.data_dictionary, name="data-dictionary"),
]
