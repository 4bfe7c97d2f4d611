"""The tables of the search; they are filled after all migrations, when the models are as the program knows them."""

from django.db import migrations, models

SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    heading, text, rest, tokenize = "ascii tokenchars '=:_'"
)"""
POSTGRESQL = """
CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL DEFAULT '');
CREATE INDEX search_index_words ON search_index USING gin (words)"""


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute({"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor], params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):

    dependencies = [
        ("recommendations", "0001_initial"),
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[
                migrations.CreateModel(
                    name="SearchEntry",
                    fields=[("rowid", models.BigIntegerField(primary_key=True, serialize=False))],
                    options={
                        "verbose_name": "search entry",
                        "verbose_name_plural": "search entries",
                        "db_table": "search_index",
                    },
                    managers=[("in_dumps", models.Manager())],
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name="word"),
                ),
                ("count", models.PositiveIntegerField(default=1, verbose_name="count")),
            ],
            options={"verbose_name": "word", "verbose_name_plural": "words"},
            managers=[("in_dumps", models.Manager())],
        ),
    ]
