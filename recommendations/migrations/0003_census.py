"""The marks of the census: renewed by every change of what it counts, in the same transaction.

One row with a mark for each part. Marks are random, so that neither a rollback nor another
database can bring back one that stands for other rows.
"""

from django.db import migrations

# Part of the census: its table, and the columns it is made of (all the others may change freely).
PARTS = {
    "records": (
        "recommendations_record",
        ("id", "code", "sort_key", "kind", "form", "document_id", "parent_id", "status"),
    ),
    "tags": ("recommendations_tagging", ("content_object_id", "tag_id")),
    "asked": ("recommendations_responsibility", ("record_id", "actor_id", "role")),
    "links": (
        "recommendations_crossreference",
        ("from_record_id", "to_record_id", "relation", "basis", "status"),
    ),
}
RANDOM = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "md5(random()::text || clock_timestamp()::text || txid_current()::text)",
}


def create(apps, editor):
    vendor = editor.connection.vendor
    mark = RANDOM[vendor]
    columns = ", ".join(f"{part} varchar(40) NOT NULL" for part in PARTS)
    editor.execute(f"CREATE TABLE recommendations_census (id integer PRIMARY KEY, {columns})")
    editor.execute(f"INSERT INTO recommendations_census VALUES (1, {', '.join([mark] * len(PARTS))})")
    for part, (table, watched) in PARTS.items():
        for statement in {"sqlite": on_sqlite, "postgresql": on_postgresql}[vendor](part, table, watched):
            editor.execute(statement)


def renewal(part, vendor):
    return f"UPDATE recommendations_census SET {part} = {RANDOM[vendor]}"


def on_sqlite(part, table, watched):
    """A trigger for each row: SQLite has no other."""
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watched)
    for event, condition in (("INSERT", ""), ("DELETE", ""), ("UPDATE", f"WHEN {changed}")):
        yield (
            f"CREATE TRIGGER census_{part}_{event.lower()} AFTER {event} ON {table} FOR EACH ROW {condition} "
            f"BEGIN {renewal(part, 'sqlite')}; END"
        )


def on_postgresql(part, table, watched):
    """A trigger for each statement: a row renewed a million times in one transaction would crawl."""
    columns, renew = ", ".join(watched), renewal(part, "postgresql")
    yield (
        f"CREATE FUNCTION census_{part}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {renew}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE FUNCTION census_{part}_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF EXISTS (SELECT {columns} FROM rows_after EXCEPT SELECT {columns} FROM rows_before) "
        f"OR EXISTS (SELECT {columns} FROM rows_before EXCEPT SELECT {columns} FROM rows_after) "
        f"THEN {renew}; END IF; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER census_{part}_change AFTER INSERT OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION census_{part}()"
    )
    yield (
        f"CREATE TRIGGER census_{part}_update AFTER UPDATE ON {table} "
        f"REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after "
        f"FOR EACH STATEMENT EXECUTE FUNCTION census_{part}_update()"
    )


def remove(apps, editor):
    for part, (table, _watched) in PARTS.items():
        if editor.connection.vendor == "sqlite":
            for event in ("insert", "delete", "update"):
                editor.execute(f"DROP TRIGGER IF EXISTS census_{part}_{event}")
        else:
            for event in ("change", "update"):
                editor.execute(f"DROP TRIGGER IF EXISTS census_{part}_{event} ON {table}")
            editor.execute(f"DROP FUNCTION IF EXISTS census_{part}()")
            editor.execute(f"DROP FUNCTION IF EXISTS census_{part}_update()")
    editor.execute("DROP TABLE recommendations_census")


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0002_search_index")]
    operations = [migrations.RunPython(create, remove, elidable=False)]
