"""Entries of the search have other numbers: all go, and are made anew when all migrations are done."""

import importlib

from django.db import migrations

before = importlib.import_module("recommendations.migrations.0002_search_index")


def empty(apps, schema_editor):
    # To delete row by row would take SQLite longer than to make them anew.
    before.drop(apps, schema_editor)
    before.create(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0003_census")]
    operations = [migrations.RunPython(empty, empty)]
