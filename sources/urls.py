"""Addresses of what the library shows by itself."""

from django.urls import path

from .lazy_views import Views

views = Views("sources").views

urlpatterns = [
    path("documents/<slug:slug>/tables/<int:number>/", views.data_table, name="data-table"),
    path("documents/<slug:slug>/tables/<int:number>.csv", views.data_table_csv, name="data-table-as"),
    path("documents/<slug:slug>/defects/", views.defects, name="defects"),
]
