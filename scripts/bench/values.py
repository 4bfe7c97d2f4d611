"""What the operations ask for, chosen from the corpus: the same for the same corpus."""

import sqlite3
from urllib.parse import quote

from .peers.queries import PER_PAGE

MOST = 200  # addresses of an operation
PUBLISHED = "kind = 'recommendation' AND status = 'published'"
# Records with about as many links in a small corpus as in a large one.
ALIKE = f"""
SELECT code, id FROM recommendations_record WHERE {PUBLISHED} AND id IN (
  SELECT id FROM (SELECT from_record_id id FROM recommendations_crossreference
    UNION ALL SELECT to_record_id FROM recommendations_crossreference)
  GROUP BY id HAVING count(*) BETWEEN 6 AND 8) ORDER BY id"""
# The values of a facet under which a page is full: in a small corpus there are few.
FILTERS = f"""
SELECT facet, value FROM (
  SELECT 'form' facet, form value FROM recommendations_record WHERE {PUBLISHED}
  UNION ALL
  SELECT 'attestation', attestation FROM recommendations_record WHERE {PUBLISHED})
GROUP BY 1, 2 HAVING count(*) >= ? ORDER BY 1, 2"""
# Frequent and rare words of the corpus, alone and together.
SEARCHES = (
    "education", "women", "training", "disaster management", "migrant workers", "haze", "biodiversity",
    "ministries", "insurance", "rural", "sustainable cities", "health care", "climate change", "midwives",
    "Jakarta", "Vientiane", "rabies control", "avian influenza", "remittances", "statelessness",
    "vaccines", "interpreters", "youth exchange", "satellite images", "Kampot", "coastal resources",
    "legal aid children", "networks universities", "poverty", "museum collections", "street vendors",
    "ombudsman", "early warning systems", "apprenticeships", "libraries", "mangrove restoration",
    "nuclear safety", "school meals", "fishers", "Toyama",
)  # fmt: skip


def choose(peer: sqlite3.Connection) -> dict[str, list[dict]]:
    """The values of each operation, by the name it has for them."""
    records = [{"code": code, "id": pk} for code, pk in _spread(peer.execute(ALIKE).fetchall())]
    ((total,),) = peer.execute(f"SELECT count(*) FROM recommendations_record WHERE {PUBLISHED}")
    forms = peer.execute(f"SELECT DISTINCT form FROM recommendations_record WHERE {PUBLISHED} ORDER BY 1")
    filters = peer.execute(FILTERS, [PER_PAGE])
    pages = max(1, total // PER_PAGE)
    deep = max(1, pages * 4 // 5)
    return {
        "records": records,
        "one_record": records[:1],
        "first_pages": [{"page": page} for page in range(1, min(pages, 20) + 1)],
        "deep_pages": [{"page": page} for page in range(max(1, deep - 10), deep + 1)],
        "admin_pages": [{"page": page} for page in range(1, max(1, min(total // 100, 20)) + 1)],
        "forms": [{"form": form} for (form,) in forms],
        "filters": [{"facet": facet, "value": value} for facet, value in filters],
        "crowded": [{"code": "blueprint-0001-a1"}],
        "searches": [{"words": quote(words)} for words in SEARCHES],
    }


def _spread(rows):
    """At most MOST of the rows, evenly."""
    step = max(1, len(rows) // MOST)
    return rows[::step][:MOST]
