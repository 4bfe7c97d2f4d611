"""The same data once more, as a person would tune it by hand: covering indexes and a search index.

The raw SQL pages and the tuned Datasette read it; the site has its own database.
"""

import sqlite3
from pathlib import Path

TABLES = (
    "sources_document", "sources_documentversion", "sources_section", "sources_passage", "sources_quotation",
    "recommendations_record", "recommendations_recordquotation", "recommendations_crossreference",
    "recommendations_tag", "recommendations_tagging", "recommendations_actor",
    "recommendations_responsibility",
)  # fmt: skip
# On either database. A number that a page shows to every reader is counted once, and kept; and the document
# of a version stands apart from its text, past which SQLite would have to read.
TUNING = """
CREATE INDEX peer_form ON recommendations_record (kind, status, form, sort_key);
CREATE INDEX peer_document ON recommendations_record (kind, status, form, document_id);
CREATE INDEX peer_attestation ON recommendations_record (kind, status, form, attestation);
CREATE INDEX peer_sorted ON recommendations_record (kind, status, sort_key);
CREATE TABLE peer_total AS SELECT kind, form, count(*) AS n FROM recommendations_record
  WHERE status = 'published' GROUP BY kind, form;
CREATE TABLE peer_version (id integer PRIMARY KEY, document_id integer NOT NULL);
INSERT INTO peer_version SELECT id, document_id FROM sources_documentversion;
ANALYZE;
"""
SEARCH = """
CREATE VIRTUAL TABLE found USING fts5(heading, text, content="recommendations_record", content_rowid="id",
  tokenize="porter unicode61");
INSERT INTO found (found) VALUES ('rebuild');
INSERT INTO found (found) VALUES ('optimize');
"""


def build(site: Path, peer: Path) -> None:
    """Copy the tables and their indexes from the site's SQLite database, and add what tuning adds."""
    peer.unlink(missing_ok=True)
    connection = sqlite3.connect(peer, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("ATTACH ? AS site", [str(site)])
    connection.execute("BEGIN")
    for table in TABLES:
        made = "SELECT type, sql FROM site.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
        made += " AND type IN ('table', 'index') ORDER BY type DESC"
        statements = connection.execute(made, [table]).fetchall()
        connection.execute(statements[0][1])
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM site.{table}")
        for _type, index in statements[1:]:
            connection.execute(index)
    connection.execute("COMMIT")
    connection.executescript(SEARCH + TUNING)
    connection.close()
