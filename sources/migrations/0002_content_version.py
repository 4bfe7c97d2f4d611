"""A word that changes with the content, in every transaction that changes it (see sources.content_version)."""

from django.db import migrations

from sources import content_version


def create(apps, schema_editor):
    content_version.create(schema_editor.connection)


def drop(apps, schema_editor):
    content_version.drop(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("sources", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
