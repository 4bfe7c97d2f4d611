"""Addresses of the records. They are citations: they never die."""

from django.urls import path

from . import converters  # noqa: F401  (registers `code` and `format`)
from .views import (
    actors,
    collection,
    compare,
    documents,
    exports,
    flow,
    gaps,
    links,
    matrix,
    panes,
    records,
    tags,
    timeline,
)


def kind_of_record(folder, kind):
    """The addresses of one kind; the last takes what is not spelt like a code, to help on."""
    which = {"kind": kind}
    return [
        path(f"{folder}/", records.record_list, which, name=f"{kind}-list"),
        path(f"{folder}.<format:format>", exports.record_list_as, which, name=f"{kind}-list-as"),
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
    path("documents/", documents.document_list, name="document-list"),
    path("documents/<slug:slug>/", documents.document, name="document"),
    path("documents/<slug:slug>/read/", documents.reader, name="reader"),
    path("documents/<slug:slug>/read/received/", documents.received, name="received"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("cross-references/", matrix.matrix, name="cross-references"),
    path("cross-references.<format:format>", matrix.matrix_as, name="matrix-as"),
    path("cross-references/gaps/", gaps.gap_list, name="cross-reference-gaps"),
    path("cross-references/gaps.<format:format>", gaps.gap_list_as, name="gaps-as"),
    path("cross-references/list/", links.cross_reference_list, name="cross-reference-list"),
    path("cross-references/list.<format:format>", exports.link_list_as, name="cross-reference-list-as"),
    path(
        "cross-references/<code:from_code>/<slug:relation>/<code:to_code>/",
        panes.cross_reference,
        name="cross-reference",
    ),
    path("cross-references/flow/", flow.flow, name="flow"),
    path("cross-references/flow.svg", flow.flow_svg, name="flow-svg"),
    path("cross-references/flow.png", flow.flow_png, name="flow-png"),
    path("compare/", compare.compare, name="compare"),
    path("collection/", collection.collection, name="collection"),
    path("collection.csv", collection.collection_as, {"format": "csv"}, name="collection-csv"),
    path("collection.docx", collection.collection_as, {"format": "docx"}, name="collection-docx"),
    path("collection.md", collection.collection_as, {"format": "md"}, name="collection-md"),
    path("export/linked-clauses.csv", exports.linked_clauses_csv, name="linked-clauses"),
    path("export/package.zip", exports.package_zip, name="package"),
    path("data-dictionary/", exports.data_dictionary, name="data-dictionary"),
]
