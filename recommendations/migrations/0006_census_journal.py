"""The census reads only what changed: a journal of records in the place of one mark for each table.

The triggers that write it are attached after each `migrate` (see recommendations.census.journal).
"""

from importlib import import_module

from django.db import migrations

from recommendations.census import journal

marks = import_module("recommendations.migrations.0003_census")


def create(apps, editor):
    marks.remove(apps, editor)
    journal.create(editor.connection)


def remove(apps, editor):
    journal.drop(editor.connection)
    marks.create(apps, editor)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0005_admin_lists"), ("sources", "0002_content_version")]
    operations = [migrations.RunPython(create, remove, elidable=False)]
