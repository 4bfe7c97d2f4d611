"""Every document, and what is counted of it. One query beside the census, which counts the records."""

import json
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db import connections, router
from django.utils.translation import get_language

from sources.models import Document

from . import census, citing
from .census.sets import NOTHING

REMEMBERED = 2_000  # imprints, in the words of a language

# Each count is grouped once, from an index; the passages are those of the newest version.
WORKS = """
SELECT d.id, d.slug, d.kind, d.title, d.issued, d.csl, v.id, p.n, c.n FROM sources_document d
LEFT JOIN (SELECT document_id, MAX(number) AS number FROM sources_documentversion GROUP BY document_id) newest
    ON newest.document_id = d.id
LEFT JOIN sources_documentversion v ON v.document_id = d.id AND v.number = newest.number
LEFT JOIN (SELECT version_id, COUNT(*) AS n FROM sources_passage GROUP BY version_id) p ON p.version_id = v.id
LEFT JOIN (SELECT document_id, COUNT(*) AS n FROM sources_citation GROUP BY document_id) c
    ON c.document_id = d.id
ORDER BY d.issued, d.slug
"""


class Work(NamedTuple):
    """A document of the list: `version` is the key of its newest text, None where it is only cited.

    `csl` is its bibliographic record as the database has it, JSON. `place_count` is the number of places
    that name it, `record_count` that of its published records; None is none.
    """

    key: int
    slug: str
    kind: str
    title: str
    issued: str
    csl: str
    version: int | None
    passage_count: int | None
    place_count: int | None
    record_count: int

    @property
    def imprint(self) -> str:
        """Who wrote it, where and when it came out; "" where no record of that is kept."""
        return _imprint(self.csl, get_language())


@lru_cache(maxsize=REMEMBERED)
def _imprint(csl, _language):
    told = json.loads(csl)
    return citing.cite_document({**told, "title": ""}) if told else ""


class Bibliography:
    """The documents in the order of their dates."""

    @cached_property
    def works(self) -> list[Work]:
        """All of them."""
        records = census.current().records.document
        with connections[router.db_for_read(Document)].cursor() as cursor:
            cursor.execute(WORKS)
            rows = cursor.fetchall()
        return [Work._make((*row, len(records.get(row[0], NOTHING)))) for row in rows]

    @property
    def held(self) -> list[Work]:
        """Those whose text is kept."""
        return [work for work in self.works if work.version]

    @property
    def cited(self) -> list[Work]:
        """Those that are known only as others cite them."""
        return [work for work in self.works if not work.version]
