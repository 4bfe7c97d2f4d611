"""Writing a made-up corpus as an exchange package: document after document, nothing kept in memory."""

import csv
import json
from collections.abc import Callable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from random import Random

from sources.csv_files import escape, joined
from sources.exchange.description import TEXTS

from ..exchange.description import BY_NAME
from .documents import Author, Record
from .grammar import Falling, Writer
from .links import Linker
from .named import actors, tags
from .plan import OBJECTIVE, RECOMMENDATION, Plan

RECEIVED = "2024-01-15"
MADE_UP = "Made up by make_corpus: no such document exists."
ROLES = ("addressee", "addressee", "addressee", "supporter", "beneficiary")
WRITTEN = (
    "documents", "document_details", "versions", "sections", "passages", "quotations", "actors", "records",
    "record_quotations", "cross_references", "responsibilities",
)  # fmt: skip


def make(folder: Path, records: int, seed: str, tell: Callable[[int], None] = lambda done: None) -> int:
    """Write a corpus of so many records into the empty folder; the number of links.

    The same records and seed give the same bytes. `tell` is called after each document with the
    number of records written so far. Raises ValueError for fewer records than `plan.SMALLEST`.
    """
    plan = Plan(records)
    linker, done, links = Linker(plan), 0, 0
    (folder / TEXTS).mkdir(parents=True)
    with Files(folder) as files:
        for actor in actors():
            files.write("actors", **actor._asdict())
        for made in plan.documents:
            links += Scribe(files, Author(made, linker, seed)).write()
            done += made.size
            tell(done)
    return links


class Files:
    """The package's files, open at once: a row is written as soon as it is known."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._open = ExitStack()
        self._rows = {}

    def __enter__(self):
        for name in WRITTEN:
            file = (self.folder / BY_NAME[name].path).open("w", encoding="utf-8", newline="")
            self._rows[name] = csv.writer(self._open.enter_context(file))
            self._rows[name].writerow(BY_NAME[name].header)
        return self

    def __exit__(self, *_failed):
        self._open.close()

    def write(self, name: str, /, **cells: object) -> None:
        """Write a row; a column that is not given is empty."""
        row = (cells.pop(column, "") for column in BY_NAME[name].header)
        self._rows[name].writerow(["" if cell is None else escape(str(cell)) for cell in row])
        if cells:
            raise KeyError(f"{name}.csv has no column {', '.join(cells)}.")


class Scribe:
    """Writes one document into the files of the package."""

    ACTORS = Falling(actors())
    TAGS = Falling(tags())

    def __init__(self, files: Files, author: Author):
        self.files, self.author, self.made = files, author, author.made
        # Another course of chance than the text's: what is added here changes no word there.
        self.random = Random(f"{author.random.random()}")
        self.writer = Writer(self.random)

    def write(self) -> int:
        """Write the document, its text and its records; the number of its links."""
        self._document(self.made)
        records = list(self.author.records())
        self._text()
        for record in records:
            self._record(record)
            self._quotations(record)
            self._links(record)
        return sum(len(record.links) for record in records)

    def _document(self, made):
        title, year = self.author.title, str(1990 + (made.n * 7 + len(made.slug)) % 34)
        csl = {"id": made.slug, "issued": {"date-parts": [[int(year)]]}, "title": title, "type": "report"}
        self.files.write(
            "documents",
            slug=made.slug,
            kind=made.kind.document,
            title=title,
            issued=year,
            language="en-GB",
            rights="full_text",
            csl=json.dumps(csl, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        )
        self.files.write("document_details", slug=made.slug, short_title=made.name, note=MADE_UP)

    def _text(self):
        text, made = self.author.text, {"document": self.made.slug, "version": 1}
        raw, path = text.whole.encode(), f"{TEXTS}/{self.made.slug}-1.txt"
        (self.files.folder / path).write_bytes(raw)
        self.files.write(
            "versions",
            document=self.made.slug,
            number=1,
            file=path,
            sha256=sha256(raw).hexdigest(),
            file_name=f"{self.made.slug}.txt",
            received=RECEIVED,
        )
        for section in text.sections:
            self.files.write("sections", **made, **vars(section))
        for passage in text.passages:
            ends = {"raw_end": passage.raw_start + len(passage.text), "mends": "[]"}
            self.files.write("passages", **made, **vars(passage), **ends)

    def _record(self, record: Record):
        place, words = record.place, self.author.text.words
        self.files.write(
            "records",
            code=place.code,
            kind=self.made.kind.name,
            form=record.form,
            document=self.made.slug,
            parent=place.above.code if place.above else None,
            number=place.number,
            heading=words(record.heading) if record.heading else "",
            text=words(record.text) if record.text else "",
            attestation="primary",
            status=record.status,
            tags=joined(sorted({self.TAGS.draw(self.random) for _ in range(self.random.randrange(1, 5))})),
            editorial_note=record.note,
        )
        if record.text and self.made.kind is not OBJECTIVE:
            self._responsibilities(place)

    def _responsibilities(self, place):
        most = 3 if self.made.kind is RECOMMENDATION else 1
        asked = {(self.ACTORS.draw(self.random).slug, self.random.choice(ROLES)) for _ in range(most)}
        for actor, role in sorted(asked):
            self.files.write("responsibilities", record=place.code, actor=actor, role=role)

    def _quotations(self, record: Record):
        for role, span in (("heading", record.heading), ("text", record.text)):
            if span:
                self.files.write(
                    "record_quotations",
                    record=record.place.code,
                    role=role,
                    position=1,
                    quotation=self._quote(span),
                )

    def _quote(self, span):
        """Write a quotation; its id."""
        place = f"{span.passage}.{span.start}-{span.passage}.{span.end}"
        prefix, suffix = self.author.text.around(span)
        self.files.write(
            "quotations",
            id=f"{self.made.slug}/1/{place}",
            document=self.made.slug,
            version=1,
            start_passage=span.passage,
            start=span.start,
            end_passage=span.passage,
            end=span.end,
            exact=self.author.text.words(span),
            prefix=prefix,
            suffix=suffix,
        )
        return f"{self.made.slug}/1/{place}"

    def _links(self, record: Record):
        for link in record.links:
            cells = {"from": record.place.code, "to": link.to.code, "relation": link.relation}
            if link.basis == "reading":
                cells |= {"reason": self.writer.sentence("reason")}
            else:
                cells |= {"evidence_document": self.made.slug, "evidence_exact": link.evidence}
            status = "published" if record.status == "published" else "draft"
            self.files.write("cross_references", **cells, basis=link.basis, status=status, origin="import")
